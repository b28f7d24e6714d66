import type { AccessLevel } from "./identity/access-levels";
import type { Once } from "./replayed-call";

/** The way in which somebody came. `system` is the program itself: first start, demonstration. */
export type Door = "web" | "api" | "trusted" | "support" | "system";

/**
 * Who acts. Made in one place per door and passed on as an argument; nothing is ambient.
 * Source: semantics, 'Words'.
 */
export type Actor = {
  readonly door: Door;
  /** the customer whose web user acts: the top of what this actor may see */
  readonly i_customer: number;
  /** null for trusted hosts and the system */
  readonly i_web_user: number | null;
  /** login of that web user, kept in the audit log as a value of its own */
  readonly login: string | null;
  readonly access_level: AccessLevel;
  /** the caller's address, where there is one */
  readonly address: string | null;
  /** the session's row, on the web */
  readonly i_session?: number;
  /** until when the web user needs not prove itself again before what needs a fresh log-in (step-up); null: it must */
  readonly freshUntil?: Date | null;
  /** for which customer acted who set the credential that was used; null or absent: its owner set it */
  readonly credentialSetBy?: number | null;
  /** what a call that writes uses up, where it came through the API */
  readonly once?: Once;
};
