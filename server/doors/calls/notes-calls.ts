import { operations } from "../operations";
import type { Call } from "./call";
import { may, needed } from "./describe-parameters";
import type { Members } from "./shape";

const note = {
  i_note: "int",
  i_customer: "int",
  text: "string",
  login: "string",
  own: "boolean",
  pinned: "boolean",
  created_at: "dateTime.iso8601",
  edited_at: "dateTime.iso8601 or nil",
  follow_up_on: "day or nil",
  follow_up_by: "int or nil",
  follow_up_login: "string or nil",
  done_at: "dateTime.iso8601 or nil",
} as const satisfies Members;

const ofCustomer = needed("i_customer", "int", "the customer: oneself or a descendant");
const which = needed("i_note", "int", "the note");
const followUp = [
  may("follow_up_on", "day or nil", "the day on which somebody should look at it again"),
  may("follow_up_by", "int or nil", "i_web_user of the colleague who should; anybody where absent"),
];

/** The calls about notes, which only web users of the customer that wrote them read, by name. */
export const notesCalls = {
  listNotes: {
    operation: operations.listNotes,
    meaning: "Lists the notes about a customer: the pinned ones, then the newest first.",
    parameters: [ofCustomer],
    returns: { notes: { list: { struct: note } } },
  },
  getNote: {
    operation: operations.getNote,
    meaning: "Reads a note.",
    parameters: [which],
    returns: { note: { struct: { ...note, name: "string" } } },
  },
  addNote: {
    operation: operations.addNote,
    meaning: "Writes a note about a customer, which the key's web user signs.",
    parameters: [
      ofCustomer,
      needed("text", "string", "the note, up to 4000 characters"),
      may("pinned", "boolean", "it stands before the others"),
      ...followUp,
    ],
    returns: { i_note: "int" },
  },
  editNote: {
    operation: operations.editNote,
    meaning: "Changes a note, its pin and its follow-up; what is absent stays.",
    parameters: [
      which,
      may("text", "string", "the note, up to 4000 characters"),
      may("pinned", "boolean", "it stands before the others"),
      ...followUp,
      may("done", "boolean", "the follow-up is done"),
    ],
    returns: { i_note: "int" },
  },
  deleteNote: {
    operation: operations.deleteNote,
    meaning: "Deletes a note.",
    parameters: [which],
    returns: {},
  },
  listFollowUps: {
    operation: operations.listFollowUps,
    meaning: "Lists the notes that somebody still has to look at again: one's own, then the others'.",
    parameters: [],
    returns: {
      followUps: {
        list: {
          struct: {
            i_note: "int",
            i_customer: "int",
            name: "string",
            text: "string",
            follow_up_on: "day",
            follow_up_login: "string or nil",
            mine: "boolean",
            state: { words: ["overdue", "due", "later"] },
          },
        },
      },
    },
  },
  listColleagues: {
    operation: operations.listColleagues,
    meaning: "Lists the web users of one's own customer who can follow up a note.",
    parameters: [],
    returns: { colleagues: { list: { struct: { i_web_user: "int", login: "string" } } } },
  },
} as const satisfies Readonly<Record<string, Call>>;
