import type { Language } from "@/i18n/languages";
import en from "@/messages/en.json";
import ru from "@/messages/ru.json";
import { act, type Call } from "./act";
import { putBack } from "./put-back";
import { findStanding, type StandingSince } from "./standing";

const messages = { en, ru } as const satisfies Record<Language, unknown>;

/** The job that is undone, and what its undoing calls. */
export type UndoInput = { readonly i_job: number; readonly samples: readonly Call[] };

/** Puts back what a job did to each customer, as far as it still stands. `undoJob` alone makes such a job. */
export const undo = act<UndoInput>({
  read: () => {
    throw new Error("undoJob makes an undoing");
  },
  look: async (db, _actor, { i_job }, ids) => await findStanding(db, i_job, ids),
  callFor: ({ i_job }, customer, found) => {
    // what `look` found
    const standing = found.get(customer.i_customer) as StandingSince | undefined;
    return standing ? putBack(customer, standing, { i_job, note: noteFor(i_job, customer.i_lang) }) : null;
  },
  sample: ({ samples }) => samples,
  lasting: () => ["everything"],
});

/** What the customer reads about an entry that reverses another one. */
function noteFor(i_job: number, language: string): string {
  const { acts } = messages[language in messages ? (language as Language) : "en"];
  return acts.undo_note.replace("{i_job}", String(i_job));
}
