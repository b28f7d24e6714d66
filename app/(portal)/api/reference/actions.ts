"use server";

import { keyAreas } from "@/attributes/key-areas";
import { getTranslations } from "@/i18n/texts";
import { Refusal } from "@/server/ground/refusal";
import { makeKey } from "@/server/programs/keys/make-key";
import { refusalText } from "../../../web/forms/refusal-text";
import { requireSession } from "../../../web/session/session";

/** Makes a key to try calls with: for a quarter of an hour, reading only. */
export async function makeTrialKeyAction(): Promise<{ readonly key: string } | { readonly problem: string }> {
  const { actor } = await requireSession("/api/reference");
  const t = await getTranslations("api_reference");
  try {
    const { key } = await makeKey(actor, {
      name: t("trial_name"),
      areas: Object.fromEntries(keyAreas.map((area) => [area, "read"])),
      minutes: 15,
    });
    return { key };
  } catch (error) {
    if (error instanceof Refusal) return { problem: await refusalText(error) };
    throw error;
  }
}
