import { randomBytes } from "node:crypto";
import { Resolver } from "node:dns/promises";
import type { Queries } from "../../database/client";
import { settings } from "../../ground/settings";
import { type Change, changeHosts } from "../changes/change-hosts";

/** Does what follows from a new alias: starts its proof and stops serving the old one. */
export async function changeAlias(change: Change, i_customer: number, alias: string): Promise<void> {
  await beginProof(change.db, i_customer, alias);
  await changeHosts(change);
}

/** The proof that we ask for: the token that the DNS record must hold. */
export type Proof = { readonly token: string };

/** When to check an alias that does not exist. */
const never = new Date("9999-01-01T00:00:00Z");

/**
 * Starts the proof of an alias that somebody typed; the first check follows at once. The token belongs to the customer:
 * its first alias makes it, and every later one uses it too.
 * @param alias '': the customer gave its alias up
 */
async function beginProof(db: Queries, i_customer: number, alias: string): Promise<void> {
  const nextCheckAt = alias === "" ? never : new Date();
  await db.$executeRaw`
    INSERT INTO alias_proofs AS p (i_customer, token, next_look_at)
    VALUES (${i_customer}, ${newToken()}, ${nextCheckAt})
    ON CONFLICT (i_customer) DO UPDATE
       SET asked_at = now(), looked_at = NULL, seen = '', lost_at = NULL, missed_at = NULL,
           next_look_at = excluded.next_look_at`;
}

/** Schedules frequent checks again, as after somebody typed an alias. @returns the proof, created if there was none */
export async function askForProof(db: Queries, i_customer: number): Promise<Proof> {
  const [row] = await db.$queryRaw<Proof[]>`
    INSERT INTO alias_proofs AS p (i_customer, token) VALUES (${i_customer}, ${newToken()})
    ON CONFLICT (i_customer) DO UPDATE SET asked_at = now() RETURNING token`;
  if (!row) throw new Error("an insert returns its row");
  return row;
}

/** Unguessable, but not a secret once it stands in DNS. */
function newToken(): string {
  return randomBytes(20).toString("hex");
}

/** What a check of DNS found: the record, an answer without it, or no answer. */
export type Seen = "found" | "missing" | "failed";

/** How long each of the two tries may take. */
const patienceMs = 3_000;

/** The name of the record that holds a customer's token. */
export function recordName(alias: string): string {
  return `_trellis.${alias}`;
}

/**
 * Looks for a token in the TXT records at `_trellis.<alias>`, joining the parts of a long record first. Never throws,
 * and never takes longer than two tries: a slow answer counts as none.
 * @param tryMs how long one try may take
 */
export async function findToken(alias: string, token: string, tryMs = patienceMs): Promise<Seen> {
  const resolver = new Resolver({ timeout: tryMs, tries: 2 });
  const { dnsServer } = settings();
  if (dnsServer !== undefined) resolver.setServers([dnsServer]);
  // the library doubles its time-out with each try and follows CNAMEs, so we set our own limit
  const late = setTimeout(() => resolver.cancel(), 2 * tryMs + 500);
  try {
    const records = await resolver.resolveTxt(recordName(alias));
    return records.some((parts) => parts.join("").trim() === token) ? "found" : "missing";
  } catch (error) {
    return saysThereIsNone(error) ? "missing" : "failed";
  } finally {
    clearTimeout(late);
  }
}

/** Whether an error is an answer: no such name, no such record, or a name that DNS cannot hold. */
function saysThereIsNone(error: unknown): boolean {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  return code === "ENOTFOUND" || code === "ENODATA" || code === "EBADNAME";
}
