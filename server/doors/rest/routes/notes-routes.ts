import type { Route } from "./route";

const area = "notes";
const ofCustomer = { path: "/customers/{c}/notes", names: { c: "i_customer" }, area } as const;
const one = { path: "/notes/{i_note}", area } as const;

/** Notes of the key's web user and their colleagues. */
export const notesRoutes = [
  { method: "GET", call: "listNotes", of: "notes", list: "pages", ...ofCustomer },
  { method: "POST", call: "addNote", thing: one.path, ...ofCustomer },
  { method: "GET", call: "getNote", of: "note", ...one },
  { method: "PATCH", call: "editNote", thing: one.path, ...one },
  { method: "DELETE", call: "deleteNote", ...one },
  { method: "GET", path: "/follow-ups", call: "listFollowUps", of: "followUps", list: "pages", area },
  {
    method: "GET",
    path: "/colleagues",
    call: "listColleagues",
    of: "colleagues",
    list: { whole: "i_web_user", by: ["login"] },
    area,
  },
] as const satisfies readonly Route[];
