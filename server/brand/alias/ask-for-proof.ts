import { randomBytes } from "node:crypto";
import type { Queries } from "../../database/client";

/** The proof that we ask for: the token that the DNS record must hold. */
export type Proof = { readonly token: string };

/** When to check an alias that does not exist. */
const never = new Date("9999-01-01T00:00:00Z");

/**
 * Starts the proof of an alias that somebody typed; the first check follows at once. The token belongs to the customer:
 * its first alias makes it, and every later one uses it too.
 * @param alias '': the customer gave its alias up
 */
export async function beginProof(db: Queries, i_customer: number, alias: string): Promise<void> {
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
