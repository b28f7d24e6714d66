import type { ReactNode } from "react";
import { Badge } from "@/components/ui/page";
import { getTranslations } from "@/i18n/texts";
import type { ApiStanding } from "@/server/programs/get-api-standing";

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

/** A state in a word, which stands out where it keeps programs out, and what can be done about it. */
export function State(props: {
  readonly isGood: boolean;
  readonly word: string;
  readonly note: string | null;
}) {
  return (
    <span className="flex flex-wrap items-baseline gap-x-2.5 gap-y-1">
      {props.isGood ? <span>{props.word}</span> : <Badge tone="warn">{props.word}</Badge>}
      {props.note ? <span className="text-muted">{props.note}</span> : null}
    </span>
  );
}
