import { formatDateTime, formatDay } from "@/attributes/format-time";
import { type Query, queryText } from "@/components/list/list-query";
import { getLocale, getTranslations } from "@/i18n/texts";
import type { LiveSession } from "@/server/credentials/sessions";
import type { Colleague } from "@/server/notes/list-colleagues";
import { listNotes } from "@/server/notes/list-notes";
import type { Note } from "@/server/notes/note";
import { pagesOf } from "../../../../web/lists/pages-of";
import type { FollowUpWords, NotesWords, ShownNote, ShownNotes } from "./shown";

/** What the notes on a customer show at an address, in the reader's words. @throws Refusal 403 · 404 */
export async function shownNotes(
  { actor, timeZone }: LiveSession,
  query: Query,
  i_customer: string,
): Promise<ShownNotes> {
  const { notes, next } = await listNotes(actor, { i_customer, after: query.after });
  const path = `/customers/${i_customer}/notes`;
  return {
    query: queryText(query),
    notes: await Promise.all(notes.map(async (note) => await shownNote(note, timeZone))),
    pages: await pagesOf({ path, query, next, shown: notes.length }),
  };
}

async function shownNote(note: Note, timeZone: string): Promise<ShownNote> {
  const { i_note, i_customer, login, text, pinned, own, created_at, follow_up_on } = note;
  return {
    i_note,
    i_customer,
    login,
    at: created_at.toISOString(),
    time: formatDateTime(created_at, timeZone, await getLocale()),
    text,
    edited: note.edited_at !== null,
    pinned,
    own,
    ...(follow_up_on === null
      ? {}
      : { follow_up: { text: await followUpText(note, follow_up_on), done: note.done_at !== null } }),
    day: follow_up_on ?? "",
    by: note.follow_up_by,
  };
}

async function followUpText(
  { follow_up_login: login, done_at }: Note,
  follow_up_on: string,
): Promise<string> {
  const t = await getTranslations("notes");
  const day = formatDay(follow_up_on, await getLocale());
  const what = login === null ? t("follow_up", { day }) : t("follow_up_with", { day, login });
  return done_at ? t("was_done", { what }) : what;
}

/** What the page says at every address. */
export async function notesWords(colleagues: readonly Colleague[]): Promise<NotesWords> {
  const [t, c] = [await getTranslations("notes"), await getTranslations("common")];
  return {
    title: t("title"),
    empty: t("empty"),
    edited: t("edited"),
    pinned: t("pinned"),
    done: t("done"),
    pin: t("pin"),
    unpin: t("unpin"),
    edit: t("edit"),
    edit_follow_up: t("edit_follow_up"),
    note: t("note"),
    save: c("save"),
    delete: t("delete"),
    followUp: await followUpWords(colleagues),
  };
}

/** What the fields of a follow-up say and offer. */
async function followUpWords(colleagues: readonly Colleague[]): Promise<FollowUpWords> {
  const t = await getTranslations("notes");
  return {
    follow_up_on: t("follow_up_on"),
    follow_up_by: t("follow_up_by"),
    colleagues: [
      { id: "", label: t("anybody") },
      ...colleagues.map(({ i_web_user, login }) => ({ id: String(i_web_user), label: login })),
    ],
  };
}
