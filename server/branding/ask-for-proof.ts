import { randomBytes } from "node:crypto";
import type { Queries } from "../database/client";

/** What there is of a proof: the token that the record must hold. */
export type Proof = { readonly token: string };

/** An alias that is not there needs no look. */
const never = new Date("9999-01-01T00:00:00Z");

/**
 * Begins the proof of an alias that was typed: the first look comes at once. The token is the customer's, made with its
 * first alias and good for every later one.
 * @param alias '': it has none any longer
 */
export async function beginProof(db: Queries, i_customer: number, alias: string): Promise<void> {
  const nextLookAt = alias === "" ? never : new Date();
  await db.$executeRaw`
    INSERT INTO alias_proofs AS p (i_customer, token, next_look_at)
    VALUES (${i_customer}, ${newToken()}, ${nextLookAt})
    ON CONFLICT (i_customer) DO UPDATE
       SET asked_at = now(), looked_at = NULL, seen = '', lost_at = NULL, missed_at = NULL,
           next_look_at = excluded.next_look_at`;
}

/** Has looks come often again, as after an alias was typed. @returns the proof, made where there is none yet */
export async function askForProof(db: Queries, i_customer: number): Promise<Proof> {
  const [row] = await db.$queryRaw<Proof[]>`
    INSERT INTO alias_proofs AS p (i_customer, token) VALUES (${i_customer}, ${newToken()})
    ON CONFLICT (i_customer) DO UPDATE SET asked_at = now() RETURNING token`;
  if (!row) throw new Error("an insert returns its row");
  return row;
}

/** Nobody guesses it; it is no secret once it stands in DNS. */
function newToken(): string {
  return randomBytes(20).toString("hex");
}
