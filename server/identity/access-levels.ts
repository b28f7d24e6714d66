/** What a web user may do within its customer. Source: semantics, 'Access levels'. */
export const accessLevels = [
  "ADMINISTRATOR",
  "BILLING",
  "NOC",
  "REPORTER",
  "CALLSHOP_OPERATOR",
  "SUPPORT",
] as const;

export type AccessLevel = (typeof accessLevels)[number];

/** The rows of the table of access levels. */
export type Act =
  /** customers, ledger, history */
  | "read"
  /** the own overview alone */
  | "overview"
  /** create, edit, delete customers; rights; branding; tariffs */
  | "manage"
  /** funds; contact data */
  | "funds"
  /** block, unblock; send a one-time password */
  | "block"
  /** write notes: whoever may read, but for who only reports */
  | "notes"
  /** web users, API password, addresses for notifications, alias */
  | "web_users"
  /** own password, factors, preferences */
  | "own";

const allowed = {
  ADMINISTRATOR: ["read", "overview", "manage", "funds", "block", "notes", "web_users", "own"],
  BILLING: ["read", "overview", "funds", "notes", "own"],
  NOC: ["read", "overview", "block", "notes", "own"],
  REPORTER: ["read", "overview", "own"],
  CALLSHOP_OPERATOR: ["overview", "own"],
  SUPPORT: ["read", "overview", "block", "notes", "own"],
} as const satisfies Record<AccessLevel, readonly Act[]>;

/** Whether a web user of this level may do such a thing at all; its customer's rights are another question. */
export function mayAct(level: AccessLevel, act: Act): boolean {
  return (allowed[level] as readonly Act[]).includes(act);
}

export function isAccessLevel(text: string): text is AccessLevel {
  return (accessLevels as readonly string[]).includes(text);
}
