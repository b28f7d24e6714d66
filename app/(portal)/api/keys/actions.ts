"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { keyAreas } from "@/attributes/key-areas";
import type { FormState } from "@/components/form/form-state";
import { getTranslations } from "@/i18n/texts";
import { endKey } from "@/server/programs/keys/end-key";
import { makeKey } from "@/server/programs/keys/make-key";
import { rotateKey } from "@/server/programs/keys/rotate-key";
import { answer } from "../../../web/forms/answer";
import { noteForNextPage } from "../../../web/session/session";
import { noReach } from "./shown-areas";

/** Makes a key. The answer shows its text once, and a form that a browser sends again makes none. */
export async function makeKeyAction(_before: FormState, form: FormData): Promise<FormState> {
  return await answer(form, async ({ actor }) => {
    const areas = keyAreas.flatMap((area) => {
      const reach = form.get(`areas.${area}`);
      return reach === null || reach === noReach ? [] : [[area, reach] as const];
    });
    const { key } = await makeKey(actor, {
      name: form.get("name") ?? "",
      areas: Object.fromEntries(areas),
      networks: form.get("networks") ?? "",
      days: form.get("days") ?? "",
      form: form.get("form") ?? "",
    });
    revalidatePath("/api");
    return { once: { value: key } };
  });
}

/** Makes the successor of a key, shown once. */
export async function rotateKeyAction(_before: FormState, form: FormData): Promise<FormState> {
  return await answer(form, async ({ actor }) => {
    const { key } = await rotateKey(actor, {
      i_key: form.get("i_key"),
      overlap_hours: form.get("overlap_hours") ?? "",
    });
    revalidatePath("/api");
    return { once: { value: key } };
  });
}

/** Ends a key, with its line. */
export async function endKeyAction(_before: FormState, form: FormData): Promise<FormState> {
  return await answer(form, async ({ actor }) => {
    await endKey(actor, { i_key: form.get("i_key") });
    await noteForNextPage((await getTranslations("keys"))("ended"));
    redirect("/api");
  });
}
