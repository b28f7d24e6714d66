import type { ShownPages } from "@/components/ui/table";

/** A note as its page shows it. */
export type ShownNote = {
  readonly i_note: number;
  readonly i_customer: number;
  /** who signed it */
  readonly login: string;
  /** when, for programs and for people */
  readonly at: string;
  readonly time: string;
  readonly text: string;
  readonly edited: boolean;
  readonly pinned: boolean;
  /** the reader may change its text, and delete it */
  readonly own: boolean;
  /** when and who should look at it again, in words; absent: nobody */
  readonly follow_up?: { readonly text: string; readonly done: boolean };
  /** the same as a form has it: `YYYY-MM-DD` or '', and a web user or anybody */
  readonly day: string;
  readonly by: number | null;
};

/** What the notes on a customer show at an address. */
export type ShownNotes = {
  readonly query: string;
  readonly notes: readonly ShownNote[];
  readonly pages: ShownPages;
};

/** What the fields of a follow-up say and offer. */
export type FollowUpWords = {
  readonly follow_up_on: string;
  readonly follow_up_by: string;
  readonly colleagues: readonly { readonly id: string; readonly label: string }[];
};

/** What it says at every address. */
export type NotesWords = Readonly<
  Record<
    | "title"
    | "empty"
    | "edited"
    | "pinned"
    | "done"
    | "pin"
    | "unpin"
    | "edit"
    | "edit_follow_up"
    | "note"
    | "save"
    | "delete",
    string
  >
> & { readonly followUp: FollowUpWords };
