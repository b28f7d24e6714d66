import { cookies } from "next/headers";
import { languageCookie } from "@/i18n/languages";

const year = 365 * 24 * 60 * 60;
const chosenCookie = "lang_chosen";
const minute = 60;

/** Sets the language of this browser's pages. Only in an action or a route. */
export async function speak(language: string): Promise<void> {
  (await cookies()).set(languageCookie, language, { maxAge: year, sameSite: "lax", path: "/" });
}

/** The same for who pressed the language's button: a log-in within 15 minutes leaves it so. */
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
 * Settles the language after a log-in. What was pressed on the log-in page just now holds, then what the account says;
 * where nobody ever chose for the account, the portal speaks as the log-in page did. See docs/decisions/language.md.
 * @param language the account's; null: nobody chose one
 */
export async function speakAfterLogIn(language: string | null): Promise<void> {
  const jar = await cookies();
  if (jar.has(chosenCookie)) jar.delete(chosenCookie);
  else if (language !== null) await speak(language);
}
