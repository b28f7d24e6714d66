import type { AccessLevel, Act } from "@/server/identity/access-levels";

/** The levels that customers have. SUPPORT is for the operator's own staff alone. */
export const levels = [
  "REPORTER",
  "CALLSHOP_OPERATOR",
  "NOC",
  "BILLING",
  "ADMINISTRATOR",
] as const satisfies readonly AccessLevel[];

export type Level = (typeof levels)[number];

/** The specification's table once more, by hand: whoever changes the code's has to change both. */
export const table: Readonly<Record<Act, readonly Level[]>> = {
  read: ["REPORTER", "NOC", "BILLING", "ADMINISTRATOR"],
  overview: ["REPORTER", "CALLSHOP_OPERATOR", "NOC", "BILLING", "ADMINISTRATOR"],
  manage: ["ADMINISTRATOR"],
  read_web_users: ["REPORTER", "NOC", "BILLING", "ADMINISTRATOR"],
  read_notes: ["REPORTER", "NOC", "BILLING", "ADMINISTRATOR"],
  credentials: ["ADMINISTRATOR"],
  support: ["ADMINISTRATOR"],
  stay: [],
  preferences: ["REPORTER", "CALLSHOP_OPERATOR", "NOC", "BILLING", "ADMINISTRATOR"],
  look_after: ["NOC", "ADMINISTRATOR"],
  funds: ["BILLING", "ADMINISTRATOR"],
  block: ["NOC", "ADMINISTRATOR"],
  notes: ["NOC", "BILLING", "ADMINISTRATOR"],
  web_users: ["ADMINISTRATOR"],
  own: ["REPORTER", "CALLSHOP_OPERATOR", "NOC", "BILLING", "ADMINISTRATOR"],
};

/** What is said to whom the level lacks. */
export function lackingText(level: Level): string {
  return `Your access level ${level} does not allow this.`;
}
