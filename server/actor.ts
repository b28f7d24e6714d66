import type { Powers } from "./identity/access-levels";
import type { Once } from "./replayed-call";

/** The way in which somebody came. `system` is the program itself: first start, demonstration. */
export type Door = "web" | "api" | "trusted" | "support" | "system";

/**
 * Who acts. Made in one place per door and passed on as an argument; nothing is ambient.
 * Source: semantics, 'Words'.
 */
export type Actor = {
  readonly door: Door;
  /** the customer whose web user acts: the top of what this actor may see; of support, the customer that it opened */
  readonly i_customer: number;
  /** null for trusted hosts, support and the system: whatever is a person's own is out of their reach */
  readonly i_web_user: number | null;
  /** login of that web user, kept in the audit log as a value of its own */
  readonly login: string | null;
  readonly access_level: Powers;
  /** the caller's address, where there is one */
  readonly address: string | null;
  /** the address was passed on by somebody who is no trusted proxy: it is in no network of support's */
  readonly forwarded?: boolean;
  /** the session's row, on the web */
  readonly i_session?: number;
  /** until when the web user needs not prove itself again before what needs a fresh log-in (step-up); null: it must */
  readonly freshUntil?: Date | null;
  /** for which customer acted who set the credential that was used; null or absent: its owner set it */
  readonly credentialSetBy?: number | null;
  /** what a call that writes uses up, where it came through the API */
  readonly once?: Once;
  /** in whose name, where that is not the actor's own customer: the one that support opened, a trusted host's `i_wholesaler` */
  readonly behalf?: Behalf;
  /** the support session in which it acts */
  readonly support?: SupportStay;
};

/** The customer in whose name somebody acts. */
export type Behalf = { readonly i_customer: number; readonly path: string; readonly name: string };

/** What the history keeps of a support session beside each act, and what the session may do by now. */
export type SupportStay = {
  readonly i_support: number;
  /** what people quote */
  readonly reference: string;
  readonly reason: string;
  /** the staff member, as who it was logged in */
  readonly staff: Pick<Actor, "i_customer" | "i_web_user" | "login">;
  /** false: it reads, and changes nothing */
  readonly changes: boolean;
};

/** As who an act is written down: support's staff, else the actor itself. */
export function authorOf(actor: Actor): Pick<Actor, "i_customer" | "i_web_user" | "login"> {
  return actor.support?.staff ?? actor;
}
