"use client";

import { useEffect, useState } from "react";
import { MessagePage } from "@/components/shell/message-page";
import { buttonClass } from "@/components/ui/looks";
import { useWords } from "@/components/words";

// loading the messages may be what failed, so these texts stand here in both languages
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
  // a link within the portal led here; the whole page says what was refused
  const isRefused = error.digest === "refusal";
  useEffect(() => {
    if (isRefused) window.location.reload();
  }, [isRefused]);
  const t = texts[language];
  const { acting } = useWords();
  if (isRefused) return null;
  return (
    <>
      {acting ? <p className="support-banner">{acting}</p> : null}
      <MessagePage
        title={t.title}
        text={
          <>
            {t.text} <code className="text-text">{error.digest}</code>
          </>
        }
        action={
          <button type="button" onClick={reset} className={buttonClass("plain")}>
            {t.again}
          </button>
        }
      />
    </>
  );
}
