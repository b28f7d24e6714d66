/**
 * The specification's table of access levels, a second time and by hand: who may do what of each row. A support session
 * acts like its customer's ADMINISTRATOR, except what is out of its reach.
 */
export const mayByLevel = {
  read: ["ADMINISTRATOR", "BILLING", "NOC", "REPORTER", "SUPPORT", "IN_SUPPORT"],
  overview: ["ADMINISTRATOR", "BILLING", "NOC", "REPORTER", "CALLSHOP_OPERATOR", "SUPPORT", "IN_SUPPORT"],
  manage: ["ADMINISTRATOR", "IN_SUPPORT"],
  funds: ["ADMINISTRATOR", "BILLING", "IN_SUPPORT"],
  block: ["ADMINISTRATOR", "NOC", "SUPPORT", "IN_SUPPORT"],
  preferences: ["ADMINISTRATOR", "IN_SUPPORT"],
  read_web_users: ["ADMINISTRATOR", "BILLING", "NOC", "REPORTER", "SUPPORT"],
  look_after: ["ADMINISTRATOR", "NOC", "SUPPORT"],
  read_notes: ["ADMINISTRATOR", "BILLING", "NOC", "REPORTER", "SUPPORT"],
  notes: ["ADMINISTRATOR", "BILLING", "NOC", "SUPPORT"],
  credentials: ["ADMINISTRATOR"],
  web_users: ["ADMINISTRATOR"],
  own: ["ADMINISTRATOR", "BILLING", "NOC", "REPORTER", "CALLSHOP_OPERATOR", "SUPPORT"],
  support: ["ADMINISTRATOR", "SUPPORT"],
  support_session: ["IN_SUPPORT"],
} as const satisfies Record<string, readonly string[]>;

/** Whether a level may do all of these. */
export function mayAll(level: string, acts: readonly string[]): boolean {
  return acts.every((act) =>
    (mayByLevel[act as keyof typeof mayByLevel] as readonly string[]).includes(level),
  );
}
