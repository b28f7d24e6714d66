"use client";

import { ActionForm, SubmitButton } from "@/components/form/action-form";
import { Badge } from "@/components/ui/page";
import { editNoteAction } from "../../web/customers/note-actions";

export type FollowUpsShown = {
  readonly title: string;
  /** that these are not all */
  readonly more?: string;
  /** the word of the button; absent: the reader may not change notes */
  readonly done?: string;
  readonly rows: readonly {
    readonly i_note: number;
    readonly i_customer: number;
    readonly name: string;
    readonly text: string;
    readonly day: string;
    readonly state: "overdue" | "due" | "later";
    readonly state_word?: string;
    /** who should look at it */
    readonly by: string;
  }[];
};

/** The notes that somebody should look at again, the reader's own first. */
export function FollowUps({ title, more, done, rows }: FollowUpsShown) {
  return (
    <section>
      <h2>{title}</h2>
      {more ? <p className="small mb-2">{more}</p> : null}
      <ul className="side-list">
        {rows.map(({ i_note, i_customer, name, text, day, state, state_word, by }) => (
          <li key={i_note}>
            <div className="ends">
              <a href={`/customers/${i_customer}/notes`} className="font-medium wrap-anywhere">
                {name}
              </a>
              <span className="small flex items-center gap-2 whitespace-nowrap">
                {state_word ? (
                  <Badge tone={state === "overdue" ? "danger" : "warn"}>{state_word}</Badge>
                ) : null}
                {day}
              </span>
            </div>
            <p className="wrap-anywhere">{text}</p>
            <div className="ends items-center">
              <span className="small">{by}</span>
              {done ? (
                <ActionForm action={editNoteAction} prefix={`done-${i_note}`} className="-mr-3">
                  <input type="hidden" name="i_note" value={i_note} />
                  <input type="hidden" name="i_customer" value={i_customer} />
                  <input type="hidden" name="from" value="overview" />
                  <input type="hidden" name="done" value="1" />
                  <SubmitButton look="quiet" className="-my-1.5">
                    {done}
                    <span className="sr-only">: {name}</span>
                  </SubmitButton>
                </ActionForm>
              ) : null}
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
