import type { Letter, Place } from "../../ground/siblings";

/** What a process needs to begin to serve. */
export type Beginning = {
  /** what the start found out, as settings */
  readonly settings: Readonly<Record<string, string>>;
  /** the secret that marks Next's calls to itself, which may reach another process */
  readonly pass: string;
};

/** What the supervisor tells a process that serves. */
export type Order =
  | ({ readonly kind: "begin"; readonly place: Place } & Beginning)
  /** comes with a socket */
  | { readonly kind: "connection"; readonly id: number }
  | { readonly kind: "letter"; readonly letter: Letter }
  /** finish what is running, then end */
  | { readonly kind: "stop" }
  /** drop what is running */
  | { readonly kind: "hurry" };

/** What a process that serves tells the supervisor. */
export type Report =
  | { readonly kind: "ready" }
  /** it cannot start, and why, in one sentence */
  | { readonly kind: "failed"; readonly why: string }
  /** it has that connection now */
  | { readonly kind: "took"; readonly id: number }
  | { readonly kind: "closed"; readonly count: number }
  | { readonly kind: "letter"; readonly letter: Letter };
