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

/**
 * The row of the table by which somebody acts: a web user's level, or that of a support session, which nobody can give
 * as a level.
 */
export type Powers = AccessLevel | "IN_SUPPORT";

/** What people want to do: the rows of the table of access levels, and the parts of them out of support's reach. */
export type Act =
  /** customers, ledger, history */
  | "read"
  /** only their own overview, and the dictionaries */
  | "overview"
  /** create, edit, delete customers; rights; branding; tariffs */
  | "manage"
  /** funds; contact data */
  | "funds"
  /** block, unblock customers */
  | "block"
  /** who the web users are, and the state of their log-ins */
  | "read_web_users"
  /** block, unblock and unlock web users; send them one-time passwords, invitations, mails */
  | "look_after"
  /** read notes */
  | "read_notes"
  /** write notes: everybody who may read, except a REPORTER */
  | "notes"
  /** what leads into a customer, or hides a visit: secrets, log-ins, addresses, API access, alias, stylesheet */
  | "credentials"
  /** web users, API password, addresses for notifications, alias */
  | "web_users"
  /** language, time zone, start page and download format of the customer, which its people follow who chose none */
  | "preferences"
  /** own password, factors, log-ins, settings */
  | "own"
  /** open a customer's portal as support; `judgeOpening` decides whose */
  | "support"
  /** prolong a support session, end it, let it make changes */
  | "support_session";

const everybody = ["overview", "own"] as const;
const readers = ["read", "read_web_users", "read_notes", ...everybody] as const;

const allowed = {
  ADMINISTRATOR: [
    ...readers,
    "manage",
    "funds",
    "block",
    "preferences",
    "look_after",
    "notes",
    "credentials",
    "web_users",
    "support",
  ],
  BILLING: [...readers, "funds", "notes"],
  NOC: [...readers, "block", "look_after", "notes"],
  REPORTER: readers,
  CALLSHOP_OPERATOR: everybody,
  SUPPORT: [...readers, "block", "look_after", "notes", "support"],
  // like the customer's ADMINISTRATOR, except what is out of reach. Source: semantics, 'Support'
  IN_SUPPORT: ["read", "overview", "manage", "funds", "block", "preferences", "support_session"],
} as const satisfies Record<Powers, readonly Act[]>;

/** Whether this level may do such a thing at all, apart from the customer's rights. */
export function mayAct(powers: Powers, act: Act): boolean {
  return (allowed[powers] as readonly Act[]).includes(act);
}

/** The rows of the table that people read, each with the levels that it allows. */
export function tableOfLevels() {
  return told.map((act) => ({ act, allows: accessLevels.filter((level) => mayAct(level, act)) }));
}

/** The others are parts of these, or of a support session. */
const told = [
  "read",
  "overview",
  "manage",
  "funds",
  "block",
  "notes",
  "web_users",
  "support",
  "own",
] as const satisfies readonly Act[];

export function isAccessLevel(text: string): text is AccessLevel {
  return (accessLevels as readonly string[]).includes(text);
}
