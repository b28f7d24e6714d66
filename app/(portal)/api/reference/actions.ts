"use server";

import { keyAreas } from "@/attributes/key-areas";
import { getTranslations } from "@/i18n/texts";
import { Refusal } from "@/server/ground/refusal";
import { makeKey } from "@/server/programs/keys/make-key";
import { keyLasts } from "@/server/programs/keys/read-new-key";
import { refusalText } from "../../../web/forms/refusal-text";
import { requireSession } from "../../../web/session/session";

/** A key to try calls with and the moment of its end, or what is in the way; `confirm`: a person has to confirm first. */
export type Trial =
  | { readonly key: string; readonly until: number }
  | { readonly problem: string }
  | { readonly confirm: true };

/**
 * Makes a key to try calls with, for a quarter of an hour. Those that were made for that before end.
 * @param writes it writes, too, which somebody confirms before
 */
export async function makeTrialKeyAction(writes: boolean): Promise<Trial> {
  const { actor } = await requireSession("/api/reference");
  const t = await getTranslations("api_reference");
  const reach = writes === true ? "write" : "read";
  try {
    const { key, expires_at } = await makeKey(actor, {
      name: t("trial_name"),
      areas: Object.fromEntries(keyAreas.map((area) => [area, reach])),
      minutes: keyLasts.mostMinutes,
    });
    return { key, until: expires_at.getTime() };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    if (error.reason?.key === "step_up") return { confirm: true };
    return { problem: await refusalText(error) };
  }
}
