import type { AccessLevel, Act } from "@/server/actor/access-levels";

/** The access levels that customers have. Only the operator's own staff can have SUPPORT. */
export const levels = [
  "REPORTER",
  "CALLSHOP_OPERATOR",
  "NOC",
  "BILLING",
  "ADMINISTRATOR",
] as const satisfies readonly AccessLevel[];

export type Level = (typeof levels)[number];

/** The specification's table, copied by hand, so that changing the code's table means changing both. */
export const table: Readonly<Record<Act, readonly Level[]>> = {
  read: ["REPORTER", "NOC", "BILLING", "ADMINISTRATOR"],
  overview: ["REPORTER", "CALLSHOP_OPERATOR", "NOC", "BILLING", "ADMINISTRATOR"],
  manage: ["ADMINISTRATOR"],
  read_web_users: ["REPORTER", "NOC", "BILLING", "ADMINISTRATOR"],
  read_notes: ["REPORTER", "NOC", "BILLING", "ADMINISTRATOR"],
  credentials: ["ADMINISTRATOR"],
  support: ["ADMINISTRATOR"],
  support_session: [],
  preferences: ["ADMINISTRATOR"],
  look_after: ["NOC", "ADMINISTRATOR"],
  funds: ["BILLING", "ADMINISTRATOR"],
  block: ["NOC", "ADMINISTRATOR"],
  notes: ["NOC", "BILLING", "ADMINISTRATOR"],
  web_users: ["ADMINISTRATOR"],
  own: ["REPORTER", "CALLSHOP_OPERATOR", "NOC", "BILLING", "ADMINISTRATOR"],
};

const levelNames: Readonly<Record<Level, string>> = {
  ADMINISTRATOR: "Administrator",
  BILLING: "Billing",
  NOC: "NOC",
  REPORTER: "Reporter",
  CALLSHOP_OPERATOR: "Call-shop operator",
};

/** The text for people whose level lacks the act. */
export function lackingText(level: Level): string {
  return `Your access level ${levelNames[level]} does not allow this.`;
}
