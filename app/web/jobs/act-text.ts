import { getFormatter, getTranslations } from "@/i18n/texts";
import type { LiveSession } from "@/server/credentials/sessions";
import type { ToldJob } from "@/server/jobs/job/told-job";
import type { SaidField } from "./acts/act-form";
import { actFormOf } from "./acts/act-forms";
import { actName } from "./words/act-name";

/** How many a filter means, exactly or about. */
export type Counted = { readonly total: number; readonly about: boolean };

type Meant = Pick<ToldJob, "selection" | "state" | "total"> &
  Partial<Pick<ToldJob, "listing">> & { readonly preview: Counted | null };

/** What a job does and to whom: 'Block: 12 customers'. */
export async function actTitle(
  job: Meant & Pick<ToldJob, "kind" | "undoes" | "undone_kind">,
): Promise<string> {
  const t = await getTranslations("bulk");
  const act = await actName(job);
  // which customers it is about the other job says
  if (job.undoes) return act;
  const whom = await whomSaid(job);
  return whom === null ? act : t("how", { act, whom });
}

/** How many a job is about, or the rows of which file; null: nobody has counted yet. */
export async function whomSaid({ selection, state, total, preview, listing }: Meant): Promise<string | null> {
  const [t, format] = [await getTranslations("bulk"), await getFormatter()];
  // an import is about the rows of a file
  if (typeof selection.file === "string") return selection.file;
  if (listing) return null;
  if (state !== "draft") return t("customers", { count: total });
  if (!preview) return Array.isArray(selection.ids) ? t("customers", { count: selection.ids.length }) : null;
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
