import { Badge } from "@/components/ui/page";
import { useTranslations } from "@/i18n/texts";
import type { Stopping } from "@/server/record/stopping";

/** Marks a customer as blocked, or as stopped by a block above, with a link to that one. Active customers have no mark. */
export function StateMark({
  blocked,
  stopped_by,
  linked = true,
}: Stopping & {
  /** false: inside something that people press */
  readonly linked?: boolean;
}) {
  const t = useTranslations("common");
  if (blocked) return <Badge tone="danger">{t("blocked")}</Badge>;
  if (!stopped_by) return null;
  const mark = <Badge tone="danger">{t("stopped_above")}</Badge>;
  const why = stateText({ blocked, stopped_by }, t);
  return linked && stopped_by.i_customer !== null ? (
    <a href={`/customers/${stopped_by.i_customer}`} title={why} className="max-sm:my-0">
      {mark}
    </a>
  ) : (
    <span title={why}>{mark}</span>
  );
}

type Word = "active" | "blocked" | "stopped_by" | "stopped_by_provider";

/** A customer's state in words, for files and titles. */
export function stateText(
  { blocked, stopped_by }: Stopping,
  t: (word: Word, values?: { readonly name: string }) => string,
): string {
  if (blocked) return t("blocked");
  if (!stopped_by) return t("active");
  return stopped_by.name === null ? t("stopped_by_provider") : t("stopped_by", { name: stopped_by.name });
}
