import { getTranslations } from "@/i18n/texts";
import type { ToldJob } from "@/server/jobs/job/told-job";

type Named = { readonly kind: string } & Partial<Pick<ToldJob, "undoes" | "undone_kind">>;

/** What a job does, in a few words: 'Block', 'Undo “Block” (job 12)'. */
export async function actName({ kind, undoes, undone_kind }: Named): Promise<string> {
  const t = await getTranslations("acts");
  if (undoes && undone_kind)
    return t("undo_of", { act: await actName({ kind: undone_kind }), i_job: String(undoes) });
  // an old job may be of a kind that has no text any more
  const known = `names.${kind}` as "names.block";
  return t.has(known) ? t(known) : kind;
}
