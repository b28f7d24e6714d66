"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { keyAreas } from "@/attributes/key-areas";
import type { FormState } from "@/components/form/form-state";
import { getTranslations } from "@/i18n/texts";
import { isNothing } from "@/server/credentials/keys/made-by-line";
import { inDays } from "@/server/ground/time/clock";
import { editKey } from "@/server/programs/keys/edit-key";
import { endKey } from "@/server/programs/keys/end-key";
import { makeKey } from "@/server/programs/keys/make-key";
import { rotateKey } from "@/server/programs/keys/rotate-key";
import { answer } from "../../../web/forms/answer";
import { noteForNextPage } from "../../../web/session/session";
import { noReach } from "./shown-areas";

/** Makes a key. The answer shows its text once, and a form that a browser sends again makes none. */
export async function makeKeyAction(_before: FormState, form: FormData): Promise<FormState> {
  return await answer(form, async ({ actor }) => {
    const { key } = await makeKey(actor, {
      name: form.get("name") ?? "",
      areas: Object.fromEntries(reachesIn(form)),
      networks: form.get("networks") ?? "",
      days: form.get("days") ?? "",
      form: form.get("form") ?? "",
    });
    revalidatePath("/api");
    return { once: { value: key } };
  });
}

/** Renames a key, or narrows it. */
export async function editKeyAction(_before: FormState, form: FormData): Promise<FormState> {
  return await answer(form, async ({ actor }) => {
    const i_key = Number(form.get("i_key"));
    const days = Number(form.get("days") ?? "");
    await editKey(actor, {
      i_key,
      name: form.get("name") ?? "",
      areas: Object.fromEntries(reachesIn(form)),
      networks: form.get("networks") ?? "",
      ...(days > 0 ? { expires_at: inDays(days) } : {}),
    });
    await noteForNextPage((await getTranslations("keys"))("edited"));
    redirect(`/api/keys/${i_key}`);
  });
}

/** What the table of areas says of each of its rows; null: nothing of it. */
function reachesIn(form: FormData): (readonly [string, FormDataEntryValue | null])[] {
  return keyAreas.flatMap((area) => {
    const reach = form.get(`areas.${area}`);
    return reach === null ? [] : [[area, reach === noReach ? null : reach] as const];
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

/** Ends a key, with its line, and goes to what was made with it and is still there. */
export async function endKeyAction(_before: FormState, form: FormData): Promise<FormState> {
  return await answer(form, async ({ actor }) => {
    const i_key = form.get("i_key");
    const { made } = await endKey(actor, { i_key });
    await noteForNextPage((await getTranslations("keys"))("ended"));
    redirect(isNothing(made) ? "/api" : `/api/keys/${Number(i_key)}`);
  });
}
