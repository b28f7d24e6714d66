import { cookies } from "next/headers";
import { languageCookie } from "@/i18n/languages";

const year = 365 * 24 * 60 * 60;
const chosenCookie = "lang_chosen";
const minute = 60;

/** Sets the language of this browser's pages. Only in an action or a route. */
export async function speak(language: string): Promise<void> {
  (await cookies()).set(languageCookie, language, { maxAge: year, sameSite: "lax", path: "/" });
}

/** The same for people who pressed the language's button: a log-in within 15 minutes does not change it. */
export async function speakAsChosen(language: string): Promise<void> {
  await speak(language);
  (await cookies()).set(chosenCookie, "1", {
    maxAge: 15 * minute,
    httpOnly: true,
    sameSite: "lax",
    path: "/",
  });
}

/**
 * Settles the language after a log-in: the one that people just chose on the log-in page, else the account's; if nobody
 * ever chose for the account, that of the log-in page.
 * @param language the account's; null: nobody chose one
 */
export async function speakAfterLogIn(language: string | null): Promise<void> {
  const jar = await cookies();
  if (jar.has(chosenCookie)) jar.delete(chosenCookie);
  else if (language !== null) await speak(language);
}
