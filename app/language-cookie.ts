import { cookies } from "next/headers";
import { languageCookie } from "@/i18n/languages";

const year = 365 * 24 * 60 * 60;
const chosenCookie = "lang_chosen";
const minute = 60;

/** Sets the language of this browser's pages. Only in an action or a route. */
export async function speak(language: string): Promise<void> {
  (await cookies()).set(languageCookie, language, { maxAge: year, sameSite: "lax", path: "/" });
}

/** The same by a person's own choice: a log-in in the next minutes leaves it so. */
export async function speakAsChosen(language: string): Promise<void> {
  await speak(language);
  (await cookies()).set(chosenCookie, "1", {
    maxAge: 15 * minute,
    httpOnly: true,
    sameSite: "lax",
    path: "/",
  });
}

/** The same for somebody who has just logged in: in the user's language, but where another was chosen at the log-in itself. */
export async function speakAfterLogIn(language: string): Promise<void> {
  const jar = await cookies();
  if (jar.has(chosenCookie)) jar.delete(chosenCookie);
  else await speak(language);
}
