import { text } from "@/attributes/kinds/text";
import { type Actor, isWebUser } from "../actor/actor";
import type { Queries } from "../database/client";
import { Prisma } from "../database/generated/client";
import { Refusal } from "../ground/refusal";
import { byKind } from "../input/read-parameter";
import { kindsOfTarget } from "../operation/kinds-of-target";

/** A note as its readers see it: only web users of the customer that wrote it. */
export type Note = {
  readonly i_note: number;
  /** the customer it is about */
  readonly i_customer: number;
  readonly text: string;
  /** its author, who may be gone by now */
  readonly login: string;
  /** whether the reader may change and delete it, as its author or an ADMINISTRATOR */
  readonly own: boolean;
  readonly pinned: boolean;
  readonly created_at: Date;
  readonly edited_at: Date | null;
  /** the day on which somebody should look at it again, as YYYY-MM-DD */
  readonly follow_up_on: string | null;
  /** who should; null: anybody */
  readonly follow_up_by: number | null;
  readonly follow_up_login: string | null;
  readonly done_at: Date | null;
};

/** Up to 4,000 characters, line breaks included. */
export const readNoteText = byKind(text({ min: 1, max: 4000, multiline: true }));

/** The person who writes or reads notes: a web user of its own customer. */
export type Writer = Actor & { readonly i_web_user: number; readonly login: string };

/** Demands a person: programs without a key of theirs, trusted hosts and support have no notes. @throws Refusal 403 */
export function demandWriter(actor: Actor): void {
  writerOf(actor);
}

/** The person as whom an actor writes or reads notes. @throws Refusal 403 it is none */
export function writerOf(actor: Actor): Writer {
  const { i_web_user, login } = actor;
  if (isWebUser(actor) && i_web_user !== null && login !== null) return { ...actor, i_web_user, login };
  throw new Refusal(403, "Only web users of the customer that wrote a note can use it", undefined, {
    key: "notes_by_people",
  });
}

/** The tables to read notes from: the note, and the colleague who should follow it up. */
export const noteTables = Prisma.sql`notes n LEFT JOIN web_users f ON f.i_web_user = n.follow_up_by`;

/** The columns of a note for a reader. */
export function noteColumns({ i_web_user, access_level }: Writer): Prisma.Sql {
  return Prisma.sql`n.i_note, n.i_customer, n.text, n.login, n.pinned, n.created_at, n.edited_at,
    coalesce(n.i_web_user = ${i_web_user}, false) OR ${access_level === "ADMINISTRATOR"} AS own,
    n.follow_up_on::text, n.follow_up_by, f.login AS follow_up_login, n.done_at`;
}

/** A note with the name of the customer it is about. */
export type NamedNote = Note & { readonly name: string };

/** Reads a note. @throws Refusal 404 it was deleted meanwhile */
export async function readNote(
  db: Queries,
  writer: Writer,
  i_note: number,
  lock = Prisma.empty,
): Promise<NamedNote> {
  const [row] = await db.$queryRaw<NamedNote[]>`
    SELECT ${noteColumns(writer)}, c.name
      FROM ${noteTables} JOIN customers c ON c.i_customer = n.i_customer
     WHERE n.i_note = ${i_note} ${lock}`;
  if (row) return row;
  throw kindsOfTarget.note.missing("i_note");
}

/** Reads a note and locks it. @throws Refusal 404 it was deleted meanwhile */
export async function findNote(db: Queries, writer: Writer, i_note: number): Promise<NamedNote> {
  return await readNote(db, writer, i_note, Prisma.sql`FOR UPDATE OF n`);
}

/** @throws Refusal 403 if somebody else signed it and the writer is not an ADMINISTRATOR */
export function demandOwn(note: Note): void {
  if (note.own) return;
  throw new Refusal(403, "Only the author of the note or an ADMINISTRATOR can do this", "i_note", {
    key: "not_your_note",
  });
}

/**
 * Makes the history entry of a note, which only says whom the note is about. It belongs to the writer's own customer, and
 * only its web users can read it: nobody above or below, not even the subject, learns that notes exist.
 */
export function noteEntry({ i_customer, name }: { readonly i_customer: number; readonly name: string }) {
  return { detail: { private: true, about: { i_customer, name } } };
}
