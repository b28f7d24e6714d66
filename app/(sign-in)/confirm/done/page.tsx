import type { Metadata } from "next";
import { getTranslations } from "@/i18n/texts";
import { requireSession } from "../../../web/session/session";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("confirm"))("done_title") };
}

/** Tells people who confirmed in another tab to go back to their form. */
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
