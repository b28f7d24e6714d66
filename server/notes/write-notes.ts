import { readId } from "../input/read-id";
import { readRequired } from "../input/read-parameter";
import { audit } from "../operation/audit";
import { operation } from "../operation/operation";
import { demandColleague, type FollowUp, readFollowUp, readNewFollowUp } from "./follow-up";
import { demandOwn, demandWriter, findNote, noteEntry, readNoteText, writerOf } from "./note";

type Raw = Readonly<Record<string, unknown>>;

/** Everybody who may read may write notes, except a REPORTER. */
const needs = { about: "scope", right: null, acts: ["notes"], who: demandWriter, scope: "none" } as const;

/**
 * Writes a note about the actor's own customer or one below, optionally with a day on which a colleague should look at it
 * again. The web user signs it. @throws Refusal 400 · 403 the actor is not a person in the web · 404
 */
export const addNote = operation({
  name: "addNote",
  needs: { ...needs, about: { what: "customer", by: ["i_customer"], whose: "own-or-below" } },
  effect: "writes",
  input: (raw) => ({
    i_customer: readId(raw, "i_customer"),
    text: readRequired(raw, "text", readNoteText),
    pinned: isYes(raw.pinned),
    ...readFollowUp(raw),
  }),
  async run({ db, actor, target, input }) {
    const writer = writerOf(actor);
    await demandColleague(db, writer.i_customer, input);
    const { i_note } = await db.note.create({
      data: {
        ...input,
        follow_up_on: dayOrNull(input.follow_up_on),
        of_customer: writer.i_customer,
        i_web_user: writer.i_web_user,
        login: writer.login,
      },
      select: { i_note: true },
    });
    await audit(db, actor, { operation: "addNote", ...noteEntry(target.customer) });
    return { i_note };
  },
});

/**
 * Changes a note of the actor's own customer: its text (only the author or an ADMINISTRATOR), its pin, its follow-up, and
 * whether that is done. Absent values stay as they are; a new follow-up is open again.
 * @throws Refusal 400 · 403 somebody else's text; the actor is not a person in the web · 404
 */
export const editNote = operation({
  name: "editNote",
  needs: { ...needs, about: { what: "note", by: ["i_note"], whose: "own" } },
  effect: "writes",
  input: (raw) => ({
    i_note: readId(raw, "i_note"),
    text: raw.text === undefined ? undefined : readRequired(raw, "text", readNoteText),
    pinned: raw.pinned === undefined ? undefined : isYes(raw.pinned),
    ...readNewFollowUp(raw),
    done: raw.done === undefined ? undefined : isYes(raw.done),
  }),
  async run({ db, actor, input }) {
    const writer = writerOf(actor);
    const { i_note } = input;
    const note = await findNote(db, writer, i_note);
    const followUp = followUpOf(note, input);
    const text = input.text === note.text ? undefined : input.text;
    if (text !== undefined) demandOwn(note);
    const other = followUp.follow_up_on !== note.follow_up_on || followUp.follow_up_by !== note.follow_up_by;
    if (other) await demandColleague(db, writer.i_customer, followUp);
    await db.note.update({
      where: { i_note },
      data: {
        ...(text === undefined ? {} : { text, edited_at: new Date() }),
        ...(input.pinned === undefined ? {} : { pinned: input.pinned }),
        ...(other ? { ...followUp, follow_up_on: dayOrNull(followUp.follow_up_on), done_at: null } : {}),
        ...(input.done === undefined ? {} : { done_at: input.done ? new Date() : null }),
      },
      select: { i_note: true },
    });
    await audit(db, actor, { operation: "editNote", ...noteEntry(note) });
    return { i_note };
  },
});

/** Deletes a note: its author, or an ADMINISTRATOR. @throws Refusal 403 · 404 */
export const deleteNote = operation({
  name: "deleteNote",
  needs: { ...needs, about: { what: "note", by: ["i_note"], whose: "own" } },
  effect: "writes",
  input: (raw) => ({ i_note: readId(raw, "i_note") }),
  async run({ db, actor, input: { i_note } }) {
    const note = await findNote(db, writerOf(actor), i_note);
    demandOwn(note);
    await db.note.delete({ where: { i_note }, select: { i_note: true } });
    await audit(db, actor, { operation: "deleteNote", ...noteEntry(note) });
    return {};
  },
});

/** A note's follow-up, with what changes of it. */
function followUpOf(note: FollowUp, { follow_up_on, follow_up_by }: Partial<FollowUp>): FollowUp {
  const day = follow_up_on === undefined ? note.follow_up_on : follow_up_on;
  const by = follow_up_by === undefined ? note.follow_up_by : follow_up_by;
  return { follow_up_on: day, follow_up_by: day === null ? null : by };
}

function isYes(raw: Raw[string]): boolean {
  return raw === true || raw === 1 || raw === "1";
}

function dayOrNull(day: string | null): Date | null {
  return day === null ? null : new Date(`${day}T00:00:00Z`);
}
