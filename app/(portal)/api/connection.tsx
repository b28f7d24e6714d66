import type { ReactNode } from "react";
import { CopyButton } from "@/components/ui/copy-button";
import { Badge, DescriptionList } from "@/components/ui/page";
import { getFormatter, getTranslations } from "@/i18n/texts";
import { offeredAlgorithms } from "@/server/doors/xmlapi/digest/challenge";
import type { ApiStanding } from "@/server/programs/get-api-standing";

/** Shows what a program needs to connect, and whether the API would let it in. */
export async function Connection({
  standing,
  endpoint,
}: {
  readonly standing: ApiStanding;
  readonly endpoint: string;
}) {
  const [t, format] = await Promise.all([getTranslations("api"), getFormatter()]);
  const algorithms = format.list(offeredAlgorithms(), { type: "disjunction" });
  return (
    <DescriptionList
      rows={[
        [t("endpoint"), <Copied key="endpoint" text={endpoint} />],
        [t("login"), <Copied key="login" text={standing.login} />],
        [t("protocol"), t("protocol_text", { algorithms })],
        ...(await switchRows(standing)),
        [t("password"), <PasswordState key="password" password={standing.password} />],
      ]}
    />
  );
}

/** The two switches that decide about API access: one's own and the provider's. */
export async function switchRows({
  own,
  provider,
}: ApiStanding): Promise<(readonly [label: string, value: ReactNode])[]> {
  const t = await getTranslations("api");
  const rows = [
    [
      t("own_switch"),
      <State key="own" isGood={own} word={t(own ? "on" : "off")} note={own ? null : t("own_off")} />,
    ],
    [
      t("provider_switch"),
      <State
        key="provider"
        isGood={provider ?? false}
        word={t(provider ? "provider_given" : "provider_missing")}
        note={provider ? null : t("provider_off")}
      />,
    ],
  ] as const;
  // nobody is above root
  return rows.slice(0, provider === null ? 1 : 2);
}

async function PasswordState({ password }: Pick<ApiStanding, "password">) {
  const t = await getTranslations("api");
  if (password === "own") return <State isGood word={t("password_own")} note={null} />;
  return password === "provider" ? (
    <State isGood={false} word={t("password_provider")} note={t("password_provider_text")} />
  ) : (
    <State isGood={false} word={t("password_none")} note={t("password_none_text")} />
  );
}

function State(props: { readonly isGood: boolean; readonly word: string; readonly note: string | null }) {
  return (
    <span className="flex flex-wrap items-baseline gap-x-2.5 gap-y-1">
      {props.isGood ? <span>{props.word}</span> : <Badge tone="warn">{props.word}</Badge>}
      {props.note ? <span className="text-muted">{props.note}</span> : null}
    </span>
  );
}

function Copied({ text }: { readonly text: string }) {
  return (
    <span className="flex items-center justify-between gap-4">
      <code className="min-w-0 text-[0.8125rem] wrap-anywhere select-all">{text}</code>
      <CopyButton text={text} />
    </span>
  );
}
