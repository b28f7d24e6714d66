import { ActionForm, SubmitButton } from "@/components/form/action-form";
import { TextAreaField } from "@/components/form/fields";
import { DateTime, formatDay } from "@/components/ui/date-time";
import { Badge } from "@/components/ui/page";
import { getLocale, getTranslations } from "@/i18n/texts";
import type { Colleague } from "@/server/notes/list-colleagues";
import type { Note } from "@/server/notes/note";
import { deleteNoteAction, editNoteAction } from "../../../../web/customers/note-actions";
import { FollowUpFields } from "./follow-up-fields";

type Props = {
  readonly note: Note;
  readonly colleagues: readonly Colleague[];
  readonly mayWrite: boolean;
  readonly timeZone: string;
};

/** A note: who signed it and when, its text, its follow-up, and its actions. */
export async function NoteItem({ note, colleagues, mayWrite, timeZone }: Props) {
  const [t, c] = [await getTranslations("notes"), await getTranslations("common")];
  const ids = (
    <>
      <input type="hidden" name="i_note" value={note.i_note} />
      <input type="hidden" name="i_customer" value={note.i_customer} />
    </>
  );
  return (
    <li className="flex flex-col gap-1.5 py-4">
      <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-[0.8125rem] text-muted">
        <span className="font-medium wrap-anywhere text-text">{note.login}</span>
        <DateTime at={note.created_at} timeZone={timeZone} />
        {note.edited_at ? <span>{t("edited")}</span> : null}
        {note.pinned ? <Badge>{t("pinned")}</Badge> : null}
      </p>
      <p className="wrap-anywhere whitespace-pre-line">{note.text}</p>
      <FollowUpState note={note} />
      {mayWrite ? (
        <div className="-ml-3 flex flex-wrap items-start gap-x-1">
          {note.follow_up_on && !note.done_at ? (
            <ActionForm action={editNoteAction} prefix={`done-${note.i_note}`}>
              {ids}
              <input type="hidden" name="done" value="1" />
              <SubmitButton look="quiet">{t("done")}</SubmitButton>
            </ActionForm>
          ) : null}
          <ActionForm action={editNoteAction} prefix={`pin-${note.i_note}`}>
            {ids}
            <input type="hidden" name="pinned" value={note.pinned ? "0" : "1"} />
            <SubmitButton look="quiet">{t(note.pinned ? "unpin" : "pin")}</SubmitButton>
          </ActionForm>
          <details className="fold min-w-0 open:basis-full">
            <summary className="inline-flex h-9 items-center gap-1.5 rounded-control px-3 font-medium text-muted hover:bg-hover hover:text-text">
              {t(note.own ? "edit" : "edit_follow_up")}
            </summary>
            <ActionForm
              action={editNoteAction}
              prefix={`note-${note.i_note}`}
              className="flex flex-col gap-4 pt-3 pb-2 pl-3"
            >
              {ids}
              {note.own ? (
                <TextAreaField
                  name="text"
                  label={t("note")}
                  value={note.text}
                  area={{ maxLength: 4000, rows: 3 }}
                />
              ) : null}
              <FollowUpFields colleagues={colleagues} day={note.follow_up_on ?? ""} by={note.follow_up_by} />
              <div>
                <SubmitButton>{c("save")}</SubmitButton>
              </div>
            </ActionForm>
            {note.own ? (
              <ActionForm action={deleteNoteAction} prefix={`delete-${note.i_note}`} className="pb-2 pl-3">
                {ids}
                <SubmitButton look="danger">{t("delete")}</SubmitButton>
              </ActionForm>
            ) : null}
          </details>
        </div>
      ) : null}
    </li>
  );
}

async function FollowUpState({ note }: { readonly note: Note }) {
  if (note.follow_up_on === null) return null;
  const t = await getTranslations("notes");
  const day = formatDay(note.follow_up_on, await getLocale());
  const words =
    note.follow_up_login === null
      ? t("follow_up", { day })
      : t("follow_up_with", { day, login: note.follow_up_login });
  return (
    <p className="text-[0.8125rem] text-muted">{note.done_at ? t("was_done", { what: words }) : words}</p>
  );
}
