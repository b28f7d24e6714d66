import { CopyButton } from "@/components/ui/copy-button";
import { DescriptionList } from "@/components/ui/page";
import { getFormatter, getTranslations } from "@/i18n/texts";
import { offeredAlgorithms } from "@/server/doors/xmlapi/digest/challenge";
import type { ApiStanding } from "@/server/programs/get-api-standing";
import { State, switchRows } from "../switch-rows";

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

async function PasswordState({ password }: Pick<ApiStanding, "password">) {
  const t = await getTranslations("api");
  if (password === "own") return <State isGood word={t("password_own")} note={null} />;
  return password === "provider" ? (
    <State isGood={false} word={t("password_provider")} note={t("password_provider_text")} />
  ) : (
    <State isGood={false} word={t("password_none")} note={t("password_none_text")} />
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
