import type { Actor } from "../actor";
import { database, type Queries } from "../database/client";
import { Refusal } from "../refusal";
import { type AuditEntry, audit } from "./audit";

/**
 * The entry of a trusted host's call that changed nothing: every trusted call is in the history with its address, in that
 * of the customer in whose scope it was. Source: semantics, 'Trusted mode'.
 * @param raw what was asked; of it the names of what was found are kept, and nothing else
 */
export async function auditTrusted(
  db: Queries,
  actor: Actor,
  operation: string,
  scope: NonNullable<AuditEntry["target"]>,
  raw: Readonly<Record<string, unknown>>,
): Promise<void> {
  await audit(db, actor, { operation, target: scope, detail: identifying(raw) });
}

/**
 * The entry of a trusted host's call that was refused: in root's own history, since nothing happened to anybody.
 * What was asked is left out: a login that does not exist is often a password, typed into the wrong field.
 */
export async function auditTrustedRefusal(actor: Actor, operation: string, error: unknown): Promise<void> {
  // 410 is a success that has its entry: authenticated by the one-time password
  if (!(error instanceof Refusal) || error.code === 410) return;
  await audit(database(), actor, { operation, detail: { refused: error.code } });
}

function identifying(raw: Readonly<Record<string, unknown>>): Record<string, string> {
  const found: Record<string, string> = {};
  for (const name of ["i_customer", "name", "username"]) {
    const value = raw[name];
    const text = typeof value === "number" || typeof value === "string" ? String(value) : "";
    // what an operation ignored may be anything, and the database holds no NUL and no half characters
    if (/^[^\p{Cc}\p{Cs}]{1,128}$/u.test(text)) found[name] = text;
  }
  return found;
}
