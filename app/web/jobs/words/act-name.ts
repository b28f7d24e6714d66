import { getTranslations } from "@/i18n/texts";

/** What a job does, in a few words: 'Block'. */
export async function actName(kind: string): Promise<string> {
  const t = await getTranslations("acts");
  // an old job may be of a kind that has no text any more
  const known = `names.${kind}` as "names.block";
  return t.has(known) ? t(known) : kind;
}
