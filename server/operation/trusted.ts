import type { Actor } from "../actor/actor";
import { database, type Queries } from "../database/client";
import { Refusal } from "../ground/refusal";
import { withoutSecrets } from "../ground/text/without-secrets";
import type { Node } from "../tree/tree";
import { type AuditEntry, audit } from "./audit";
import { actingFor } from "./scope";

/**
 * Writes the entry of a trusted host's call that changed nothing: every trusted call is, with its address, in the
 * history of the customer in whose scope it was. Source: semantics, 'Trusted mode'.
 * @param raw the call's parameters; we keep only those that name what it found
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
 * Writes the entry of a trusted host's call that was only examined: as one that asked *why not*, since nothing of what it
 * names happened. @param lineage down to its scope; empty: there is none
 */
export async function auditTrustedExamination(
  actor: Actor,
  operation: string,
  lineage: readonly Node[],
  raw: Readonly<Record<string, unknown>>,
): Promise<void> {
  const scope = lineage.at(-1);
  const detail = { what: operation, ...identifying(raw) };
  const acting = scope ? actingFor(actor, scope, "i_wholesaler") : actor;
  await audit(database(), acting, { operation: "whyNot", ...(scope ? { target: scope } : {}), detail });
}

/**
 * Writes the entry of a trusted host's refused call into root's own history, since nothing happened to anybody. Leaves
 * the parameters out: a login that does not exist is often a password, typed into the wrong field.
 */
export async function auditTrustedRefusal(actor: Actor, operation: string, error: unknown): Promise<void> {
  // 410 is a success, authentication by the one-time password, and has its own entry
  if (!(error instanceof Refusal) || error.code === 410) return;
  await audit(database(), actor, { operation, detail: { refused: error.code } });
}

function identifying(raw: Readonly<Record<string, unknown>>): Record<string, string> {
  const found: Record<string, string> = {};
  for (const name of ["i_customer", "name", "username"]) {
    const value = raw[name];
    const text = typeof value === "number" || typeof value === "string" ? String(value) : "";
    // an ignored parameter may hold anything, but the database takes no NUL and no lone surrogate
    if (/^[^\p{Cc}\p{Cs}]{1,128}$/u.test(text)) found[name] = withoutSecrets(text);
  }
  return found;
}
