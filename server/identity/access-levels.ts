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
 * By which row of the table somebody acts: a web user's level, or what a support session has, which is no level that
 * anybody can be given.
 */
export type Powers = AccessLevel | "IN_SUPPORT";

/** What is asked for: the rows of the table of access levels, and within them what support does not reach. */
export type Act =
  /** customers, ledger, history */
  | "read"
  /** the own overview alone, and the dictionaries */
  | "overview"
  /** create, edit, delete customers; rights; branding; tariffs */
  | "manage"
  /** funds; contact data */
  | "funds"
  /** block, unblock customers */
  | "block"
  /** who the web users are, and how they stand */
  | "read_web_users"
  /** block, unblock and unlock web users; send them one-time passwords, invitations, mails */
  | "look_after"
  /** read notes */
  | "read_notes"
  /** write notes: whoever may read, but for who only reports */
  | "notes"
  /** what leads into a customer, or hides that somebody was there: secrets, log-ins, addresses, API access, alias, stylesheet */
  | "credentials"
  /** web users, API password, addresses for notifications, alias */
  | "web_users"
  /** language, time zone, start page and download format of the customer, which its people follow who chose none */
  | "preferences"
  /** own password, factors, log-ins, settings */
  | "own"
  /** open a customer's portal as support; to whom, `judgeOpening` says */
  | "support"
  /** prolong a support session, end it, let it make changes */
  | "stay";

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
  // as the customer's ADMINISTRATOR, less what is out of reach. Source: semantics, 'Support'
  IN_SUPPORT: ["read", "overview", "manage", "funds", "block", "preferences", "stay"],
} as const satisfies Record<Powers, readonly Act[]>;

/** Whether a web user of this level may do such a thing at all; its customer's rights are another question. */
export function mayAct(powers: Powers, act: Act): boolean {
  return (allowed[powers] as readonly Act[]).includes(act);
}

export function isAccessLevel(text: string): text is AccessLevel {
  return (accessLevels as readonly string[]).includes(text);
}
