import { Prisma } from "../database/generated/client";
import { readCursor, writeCursor } from "../input/cursor";
import { readId } from "../input/read-id";
import { operation } from "../operation/operation";
import { demandWriter, type Note, noteColumns, noteTables, writerOf } from "./note";

const pageSize = 20;

/**
 * Lists the notes that the actor's own customer wrote about itself or a customer below: the pinned ones, then the newest
 * first. `limit` asks for fewer than a page, `after` for the next one. Nobody above or below can read them, and no
 * program.
 * @throws Refusal 403 the actor is not a person in the web · 404
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
    limit: raw.limit === 1 ? 1 : pageSize,
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
