"use client";

import { createContext, type ReactNode, useContext } from "react";

/** The few texts that client components need themselves; all others come with the page. */
export type Words = Readonly<
  Record<
    "problems" | "reference" | "breadcrumbs" | "too_large" | "acting" | "copy" | "copied" | "until",
    string
  >
>;

const Given = createContext<Words | null>(null);

/** Provides these words, so that the browser needs no translation library for them. */
export function WordsProvider({ words, children }: { readonly words: Words; readonly children: ReactNode }) {
  return <Given.Provider value={words}>{children}</Given.Provider>;
}

/** The words in the reader's language. */
export function useWords(): Words {
  const words = useContext(Given);
  if (!words) throw new Error("the root layout gives the words");
  return words;
}
