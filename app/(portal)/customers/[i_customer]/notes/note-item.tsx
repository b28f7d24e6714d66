"use client";

import { ActionForm, SubmitButton } from "@/components/form/action-form";
import { TextAreaField } from "@/components/form/fields";
import { Icon } from "@/components/ui/icon";
import { deleteNoteAction, editNoteAction } from "../../../../web/customers/note-actions";
import { FollowUpFields } from "./follow-up-fields";
import type { NotesWords, ShownNote } from "./shown";

type Props = { readonly note: ShownNote; readonly words: NotesWords };

/** A note: who signed it and when, its text, its follow-up, and its actions. */
export function NoteItem({ note, words, mayWrite }: Props & { readonly mayWrite: boolean }) {
  return (
    <li className="flex flex-col gap-1.5 py-4">
      <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-[0.8125rem] text-muted">
        <span className="font-medium wrap-anywhere text-text">{note.login}</span>
        <time dateTime={note.at} className="whitespace-nowrap tabular-nums">
          {note.time}
        </time>
        {note.edited ? <span>{words.edited}</span> : null}
        {note.pinned ? (
          <span className="flex items-center gap-1">
            <Icon name="pin" size={14} />
            {words.pinned}
          </span>
        ) : null}
      </p>
      <p className="wrap-anywhere whitespace-pre-line">{note.text}</p>
      {note.follow_up ? <p className="text-[0.8125rem] text-muted">{note.follow_up.text}</p> : null}
      {mayWrite ? <Actions note={note} words={words} /> : null}
    </li>
  );
}

function Actions({ note, words }: Props) {
  const { i_note, follow_up, own } = note;
  const ids = (
    <>
      <input type="hidden" name="i_note" value={i_note} />
      <input type="hidden" name="i_customer" value={note.i_customer} />
    </>
  );
  return (
    <div className="-ml-3 flex flex-wrap items-start gap-x-1">
      {follow_up && !follow_up.done ? (
        <ActionForm action={editNoteAction} prefix={`done-${i_note}`}>
          {ids}
          <input type="hidden" name="done" value="1" />
          <SubmitButton look="quiet">{words.done}</SubmitButton>
        </ActionForm>
      ) : null}
      <ActionForm action={editNoteAction} prefix={`pin-${i_note}`}>
        {ids}
        <input type="hidden" name="pinned" value={note.pinned ? "0" : "1"} />
        <SubmitButton look="quiet">{note.pinned ? words.unpin : words.pin}</SubmitButton>
      </ActionForm>
      <details className="fold min-w-0 open:basis-full">
        <summary className="inline-flex h-9 items-center gap-1.5 rounded-control px-3 font-medium text-muted hover:bg-hover hover:text-text">
          {own ? words.edit : words.edit_follow_up}
        </summary>
        <ActionForm
          action={editNoteAction}
          prefix={`note-${i_note}`}
          className="flex flex-col gap-4 pt-3 pb-2 pl-3"
        >
          {ids}
          {own ? (
            <TextAreaField
              name="text"
              label={words.note}
              value={note.text}
              area={{ maxLength: 4000, rows: 3 }}
            />
          ) : null}
          <FollowUpFields words={words.followUp} day={note.day} by={note.by} />
          <div>
            <SubmitButton look="plain">{words.save}</SubmitButton>
          </div>
        </ActionForm>
        {own ? (
          <ActionForm action={deleteNoteAction} prefix={`delete-${i_note}`} className="pb-2 pl-3">
            {ids}
            <SubmitButton look="danger">{words.delete}</SubmitButton>
          </ActionForm>
        ) : null}
      </details>
    </div>
  );
}
