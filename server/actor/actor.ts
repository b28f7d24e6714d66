import type { KeyAreas } from "@/attributes/key-areas";
import type { Powers } from "./access-levels";

/**
 * The door through which somebody came: `api` is XML-RPC, `bridge` the address for old programs. `system` is the program
 * itself: first start, demonstration.
 */
export type Door = "web" | "api" | "rest" | "bridge" | "trusted" | "support" | "system";

/**
 * Who acts. Made in one place per door and passed on as an argument; nothing is ambient.
 * Source: semantics, 'Words'.
 */
export type Actor = {
  readonly door: Door;
  /** the customer whose web user acts, or that support opened: the top of what this actor may see */
  readonly i_customer: number;
  /** null for trusted hosts, support and the system, which can therefore reach nothing that belongs to a person */
  readonly i_web_user: number | null;
  /** the login of that web user; the audit log stores it as text */
  readonly login: string | null;
  readonly access_level: Powers;
  /** the caller's address, if there is one */
  readonly address: string | null;
  /** a proxy that we do not trust passed the request on, so the address counts as in no support network */
  readonly forwarded?: boolean;
  /** the session's row, on the web */
  readonly i_session?: number;
  /** until when the web user need not confirm their identity again (step-up); null: they must */
  readonly freshUntil?: Date | null;
  /** the customer whose user set the credential in use; null or absent: its owner set it */
  readonly credentialSetBy?: number | null;
  /** the key by which a program came; it narrows what its web user may */
  readonly key?: KeyOfActor;
  /** the digest that a writing API call uses up */
  readonly once?: Once;
  /** the customer in whose name it acts, if not its own: the one support opened, or a trusted host's `i_wholesaler` */
  readonly behalf?: Behalf;
  /** the support session in which the actor acts */
  readonly support?: SupportOfActor;
  /** the row of a job that the actor does */
  readonly job?: RowOfJob;
};

/** The key by which a program came. */
export type KeyOfActor = {
  readonly i_key: number;
  /** the number of the first key of its line: a successor belongs to the line of the key that it replaces */
  readonly line: number;
  /** the part of its text by which people tell it from others */
  readonly prefix: string;
  readonly areas: KeyAreas;
};

/** Names a row of a job: its number is the customer's id, or the row of the file. */
export type RowOfJob = {
  readonly i_job: number;
  readonly row: number;
  /** what the report says beside that it is done */
  readonly why?: Readonly<Record<string, unknown>>;
  /** an undoing puts this back, too */
  readonly back?: PutBack;
};

/** What stands beside the values that an undoing gives its calls, as it was before the job that it undoes. */
export type PutBack = {
  /** somebody had chosen the language for this very customer */
  readonly lang_chosen?: boolean;
  /** the last version of the brand that was saved then: of the job's own there is nothing left; 0: there was none */
  readonly brand_version?: number;
  /** of each block when it was set, and by whose login */
  readonly blocks?: readonly {
    readonly set_by: number;
    readonly i_block: number;
    readonly set_at: string;
    readonly set_by_login: string | null;
  }[];
  /** who had raised the credit limit */
  readonly raised?: {
    readonly set_by_customer: number;
    readonly set_by_login: string | null;
    readonly i_support: number | null;
  };
};

/** What identifies one API call, so that its digest cannot pay for a second. */
export type Once = {
  readonly nonce: string;
  /** how often the client has used the nonce, including this time */
  readonly nc: number;
  /** a random text per request, which distinguishes its calls from those of another request with the same header */
  readonly call: string;
  /** 0, or within a multicall 1, 2, 3, … */
  readonly place: number;
};

/** The customer in whose name somebody acts. */
export type Behalf = { readonly i_customer: number; readonly path: string; readonly name: string };

/** What the history stores about a support session with each act, and what the session may do by now. */
export type SupportOfActor = {
  readonly i_support: number;
  /** the reference that people quote */
  readonly reference: string;
  readonly reason: string;
  /** the staff member, as logged in */
  readonly staff: Pick<Actor, "i_customer" | "i_web_user" | "login">;
  /** false: the session is read-only */
  readonly changes: boolean;
};

/** Whether somebody acts as one web user of their customer: in the portal, or by a key of theirs. Source: rest, 'One registry'. */
export function isWebUser({ door }: Pick<Actor, "door">): boolean {
  return door === "web" || door === "rest";
}

/** Whether somebody is a program that came with the credentials of a web user, which may be somebody else's machine. */
export function isProgram({ door }: Pick<Actor, "door">): boolean {
  return door === "api" || door === "rest" || door === "bridge";
}

/** Whom the history names as the author of an act: the staff member in a support session, else the actor. */
export function authorOf(actor: Actor): Pick<Actor, "i_customer" | "i_web_user" | "login"> {
  return actor.support?.staff ?? actor;
}
