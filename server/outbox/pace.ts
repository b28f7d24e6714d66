import type { Queries } from "../database/client";

/** Mails of jobs leave this process so far apart: 20 a second are 100,000 in an hour and a half. */
const apartMs = 50;

const paced = new WeakSet<Queries>();
let last = 0;

/**
 * Says that a transaction does something of a job of people, which may queue hundreds of mails a second. Sent at once they would
 * take the turns of everybody else's mails and half the processor, and mail servers refuse whoever sends them so many.
 */
export function paceMails(db: Queries): void {
  paced.add(db);
}

/** When the next mail of a job may leave. null: at once, the transaction is of no job */
export function nextTurn(db: Queries): Date | null {
  if (!paced.has(db)) return null;
  last = Math.max(Date.now(), last + apartMs);
  return new Date(last);
}
