import { Prisma } from "../database/generated/client";
import { readCursor, writeCursor } from "../input/cursor";
import { readId } from "../input/read-id";
import { rowsIn } from "../input/read-page";
import { operation } from "../operation/operation";
import { demandWriter, type NamedNote, type Note, noteColumns, noteTables, readNote, writerOf } from "./note";

const pageSize = 20;

/**
 * Lists the notes that the actor's own customer wrote about itself or a customer below: the pinned ones, then the newest
 * first. `after` asks for the next page. Nobody above or below can read them, and of programs only those with a key.
 * @throws Refusal 403 the actor is no web user · 404
 */
export const listNotes = operation({
  name: "listNotes",
  needs: {
    about: { what: "customer", by: ["i_customer"], whose: "own-or-below" },
    right: null,
    acts: ["read_notes"],
    who: demandWriter,
    scope: "none",
  },
  effect: "reads",
  input: (raw) => ({
    i_customer: readId(raw, "i_customer"),
    // addresses hold text, so only our own code passes a number
    limit: rowsIn(raw.limit, pageSize),
    cursor: readCursor(typeof raw.after === "string" ? raw.after : null, "int"),
  }),
  async run({ db, actor, input }): Promise<{ notes: Note[]; next: string | null }> {
    const writer = writerOf(actor);
    const { i_customer, limit, cursor } = input;
    const beyond = cursor
      ? Prisma.sql`AND (n.pinned::int, n.i_note) < (${Number(cursor.value)}, ${cursor.id})`
      : Prisma.empty;
    const rows = await db.$queryRaw<Note[]>`
      SELECT ${noteColumns(writer)} FROM ${noteTables}
       WHERE n.of_customer = ${writer.i_customer} AND n.i_customer = ${i_customer} ${beyond}
       ORDER BY n.pinned::int DESC, n.i_note DESC LIMIT ${limit + 1}`;
    const notes = rows.slice(0, limit);
    const last = notes.at(-1);
    const more = last !== undefined && rows.length > limit;
    return {
      notes,
      next: more
        ? writeCursor(last.pinned ? "1" : "0", last.i_note, false, (cursor?.before ?? 0) + notes.length)
        : null,
    };
  },
});

/** Finds one of the notes of the actor's own customer. @throws Refusal 403 the actor is no web user · 404 */
export const getNote = operation({
  name: "getNote",
  needs: {
    about: { what: "note", by: ["i_note"], whose: "own" },
    right: null,
    acts: ["read_notes"],
    who: demandWriter,
    scope: "none",
  },
  effect: "reads",
  input: (raw) => ({ i_note: readId(raw, "i_note") }),
  async run({ db, actor, input }): Promise<{ note: NamedNote }> {
    return { note: await readNote(db, writerOf(actor), input.i_note) };
  },
});
