"use client";

import { LiveList } from "@/components/list/live-list";
import { Pages } from "@/components/ui/table";
import { NoteItem } from "./note-item";
import type { NotesWords, ShownNotes } from "./shown";

/** The notes on a customer: what the page came with, and after that other pages alone. @param here the path of its page */
export function NotesView({
  here,
  first,
  words,
  mayWrite,
}: {
  readonly here: string;
  readonly first: ShownNotes;
  readonly words: NotesWords;
  readonly mayWrite: boolean;
}) {
  return (
    <LiveList route={`${here}/rows`} first={first}>
      {({ notes, pages }) => (
        <>
          {notes.length === 0 ? (
            <p className="text-muted">{words.empty}</p>
          ) : (
            <ul className="max-w-[720px] divide-y divide-line" data-part="notes">
              {notes.map((note) => (
                <NoteItem key={note.i_note} note={note} words={words} mayWrite={mayWrite} />
              ))}
            </ul>
          )}
          <Pages label={words.title} {...pages} />
        </>
      )}
    </LiveList>
  );
}
