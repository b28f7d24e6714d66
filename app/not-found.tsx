import Link from "next/link";
import { useTranslations } from "next-intl";

export default function NotFound() {
  const t = useTranslations("errors");
  return (
    <main className="flex min-h-dvh flex-col items-center justify-center gap-2 px-6 text-center">
      <h1>{t("not_found_title")}</h1>
      <p className="text-muted">{t("not_found_text")}</p>
      <Link href="/" className="mt-2 text-accent-text underline">
        {t("to_start")}
      </Link>
    </main>
  );
}
