import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { requireSession } from "../../../session";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("confirm"))("done_title") };
}

/** Where who confirmed in another tab, for the sake of a form, is told to go back to it. */
export default async function ConfirmedPage() {
  await requireSession("/confirm/done");
  const t = await getTranslations("confirm");
  return (
    <>
      <h1 className="mb-2">{t("done_title")}</h1>
      <p className="text-muted">{t("done_text")}</p>
    </>
  );
}
