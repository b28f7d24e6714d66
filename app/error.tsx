"use client";

import { useEffect, useState } from "react";

// the messages may be what failed: these two stand here, in both languages
const texts = {
  en: {
    title: "Something went wrong",
    text: "It is our fault. Quote this reference when you ask for help:",
    again: "Try again",
  },
  ru: {
    title: "Что-то пошло не так",
    text: "Это наша ошибка. Обращаясь за помощью, назовите номер:",
    again: "Повторить",
  },
} as const;

export default function ErrorPage({
  error,
  reset,
}: {
  readonly error: Error & { readonly digest?: string };
  readonly reset: () => void;
}) {
  const [language, setLanguage] = useState<keyof typeof texts>("en");
  useEffect(() => setLanguage(document.documentElement.lang === "ru" ? "ru" : "en"), []);
  const t = texts[language];
  return (
    <main className="flex min-h-dvh flex-col items-center justify-center gap-2 px-6 text-center">
      <h1>{t.title}</h1>
      <p className="text-muted">
        {t.text} {error.digest}
      </p>
      <button type="button" onClick={reset} className="mt-2 text-accent-text underline">
        {t.again}
      </button>
    </main>
  );
}
