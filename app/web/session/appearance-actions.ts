"use server";

import { cookies } from "next/headers";
import { languages } from "@/i18n/languages";
import { speakAsChosen } from "./language-cookie";

const year = 365 * 24 * 60 * 60;

/** Chooses the language of the pages in this browser. */
export async function chooseLanguage(form: FormData): Promise<void> {
  const chosen = languages.find((language) => language === form.get("language"));
  if (chosen) await speakAsChosen(chosen);
}

/** Chooses light, dark, or what the system has, in this browser. */
export async function chooseTheme(form: FormData): Promise<void> {
  const theme = String(form.get("theme"));
  if (["light", "dark", "system"].includes(theme)) {
    (await cookies()).set("theme", theme, { maxAge: year, sameSite: "lax", path: "/" });
  }
}
