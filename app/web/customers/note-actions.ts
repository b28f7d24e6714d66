"use server";

import { redirect } from "next/navigation";
import type { FormState } from "@/components/form/form-state";
import { getTranslations } from "@/i18n/texts";
import { addNote, deleteNote, editNote } from "@/server/notes/write-notes";
import { answer } from "../forms/answer";
import { noteForNextPage } from "../session/session";

const fields = ["text", "pinned", "follow_up_on", "follow_up_by", "done"] as const;

export async function addNoteAction(_before: FormState, form: FormData): Promise<FormState> {
  return await answer(form, async ({ actor }) => {
    await addNote(actor, { i_customer: form.get("i_customer"), ...given(form) });
    return await back(form, "added");
  });
}

/** Changes the parts of a note that a form sends: text, pin, follow-up, or that it is done. */
export async function editNoteAction(_before: FormState, form: FormData): Promise<FormState> {
  return await answer(form, async ({ actor }) => {
    await editNote(actor, { i_note: form.get("i_note"), ...given(form) });
    return await back(form, form.has("done") ? "follow_up_done" : "changed");
  });
}

export async function deleteNoteAction(_before: FormState, form: FormData): Promise<FormState> {
  return await answer(form, async ({ actor }) => {
    await deleteNote(actor, { i_note: form.get("i_note") });
    return await back(form, "deleted");
  });
}

/** The fields that a form has; a box by whether it is checked. */
function given(form: FormData): Record<string, FormDataEntryValue | undefined> {
  return Object.fromEntries(
    fields.filter((name) => form.has(name)).map((name) => [name, form.getAll(name).at(-1)]),
  );
}

/** Returns to the page of the form. */
async function back(
  form: FormData,
  said: "added" | "changed" | "follow_up_done" | "deleted",
): Promise<never> {
  await noteForNextPage((await getTranslations("notes"))(said));
  redirect(
    form.get("from") === "overview" ? "/overview" : `/customers/${Number(form.get("i_customer"))}/notes`,
  );
}
