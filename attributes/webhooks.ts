/** What can become of a message on its way to an endpoint. */
export const messageStates = ["waiting", "delivered", "failed", "missed", "withheld"] as const;

export type MessageState = (typeof messageStates)[number];

/** Why a try failed, or an address is no target. */
export const tryProblems = [
  /** the name has no address */
  "no_address",
  /** an address is not one of the public internet */
  "not_public",
  /** it is this service itself, or what belongs to it */
  "own_address",
  /** nobody answers there */
  "no_connection",
  /** the certificate does not hold, or TLS does not come about */
  "tls",
  "too_late",
  /** the answer broke off */
  "cut",
  /** the answer was no HTTP */
  "no_http",
  /** it leads elsewhere, which is not followed */
  "redirect",
  /** any other status than 2xx */
  "status",
] as const;

export type TryProblem = (typeof tryProblems)[number];

/** Why an endpoint is off: a person switched it off, it answered 410, or nothing got through for days. */
export type OffBecause = "person" | "gone" | "failing";
