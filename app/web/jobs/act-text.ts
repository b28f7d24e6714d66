import { getFormatter, getTranslations } from "@/i18n/texts";
import type { LiveSession } from "@/server/credentials/sessions";
import type { ToldJob } from "@/server/jobs/job/told-job";
import type { SaidField } from "./acts/act-form";
import { actFormOf } from "./acts/act-forms";

/** What a job does, in a few words: 'Block'. */
export async function actName(kind: string): Promise<string> {
  const t = await getTranslations("acts");
  // an old job may be of a kind that has no text any more
  const known = `names.${kind}` as "names.block";
  return t.has(known) ? t(known) : kind;
}

/** The same with whom: 'Block: 12 customers'. */
export async function actTitle(
  job: Pick<ToldJob, "kind" | "selection" | "state" | "total" | "preview">,
): Promise<string> {
  const t = await getTranslations("bulk");
  const act = await actName(job.kind);
  const whom = await whomSaid(job);
  return whom === null ? act : t("how", { act, whom });
}

/** How many a job is about; null: nobody has counted yet. */
async function whomSaid({
  selection,
  state,
  total,
  preview,
}: Pick<ToldJob, "selection" | "state" | "total" | "preview">): Promise<string | null> {
  const [t, format] = [await getTranslations("bulk"), await getFormatter()];
  if (Array.isArray(selection.ids)) return t("customers", { count: selection.ids.length });
  if (state !== "draft") return t("customers", { count: total });
  if (!preview) return null;
  return preview.about
    ? t("about_customers", { count: format.number(preview.total) })
    : t("customers", { count: preview.total });
}

/** How a job does it: what stands in which field. */
export async function saidFields(
  { kind, act }: Pick<ToldJob, "kind" | "act">,
  session: LiveSession,
): Promise<readonly SaidField[]> {
  const said = await actFormOf(kind)?.form.say(act, session);
  return said?.filter(([, value]) => value !== "") ?? [];
}
