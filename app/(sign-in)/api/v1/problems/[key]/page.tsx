import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "@/i18n/texts";
import { isKeyOfProblem, meaningOf } from "./meaning-of";

type Props = { readonly params: Promise<{ readonly key: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await params).key };
}

/** What a key of a problem means, which is the problem's `type`, and what to do about it. Anybody may read it. */
export default async function ProblemPage({ params }: Props) {
  const { key } = await params;
  const [t, refusals] = [await getTranslations("problems"), await getTranslations("refusals")];
  if (!isKeyOfProblem(key)) notFound();
  const meaning = meaningOf(String(refusals.raw(key)));
  // has() sees whether it is one that there is
  const advice = `advice.${key}` as "advice.key_area";
  return (
    <>
      <p className="text-muted">{t("kind")}</p>
      <h1 className="mb-4 break-words">
        <code>{key}</code>
      </h1>
      <h2>{t("means")}</h2>
      <p className="mb-4">{meaning}</p>
      {meaning.includes("{") ? <p className="mb-4 text-muted">{t("braces")}</p> : null}
      <h2>{t("to_do")}</h2>
      <p className="mb-4">{t.has(advice) ? t(advice) : t("general")}</p>
      <a href="/api/reference">{t("reference")}</a>
    </>
  );
}
