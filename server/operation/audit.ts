import { type Actor, authorOf } from "../actor/actor";
import type { Queries } from "../database/client";
import { Prisma } from "../database/generated/client";
import { readRows, writeRows } from "../database/rows";
import { wordsOfEntry } from "../events/words-of-entry";
import { notesEvents } from "../events/write-event";
import { notes } from "../sums/differences";
import { isChange } from "../sums/is-change";
import type { Changes } from "./changes";
import { noteRow } from "./job-row";

export type AuditEntry = {
  readonly operation: string;
  /** the customer acted on; absent: the actor's own, or the one that support opened */
  readonly target?: { readonly i_customer: number; readonly path: string; readonly name: string };
  readonly changes?: Changes;
  readonly detail?: Readonly<Record<string, unknown>>;
  /** what putting it back needs beside the changes: the row of a job keeps it, the history does not */
  readonly undoing?: Readonly<Record<string, unknown>>;
  /** the job that it is about; what a job's rows do has it from the actor */
  readonly i_job?: number;
};

/**
 * Writes the history entry of a change, in the change's own transaction, and the events that it is, by the same statement.
 * Copies who acted, and in whose name, since they may be deleted later.
 */
export async function audit(db: Queries, actor: Actor, entry: AuditEntry): Promise<void> {
  audited.add(db);
  const { behalf, support, credentialSetBy = null } = actor;
  const author = authorOf(actor);
  const target = entry.target ?? (support ? behalf : undefined);
  const words = wordsOfEntry(entry);
  const told =
    words.length === 0 ? Prisma.empty : Prisma.sql`, told AS (${notesEvents(words, Prisma.sql`entry e`)})`;
  await writeRows(
    db,
    Prisma.sql`
    WITH entry AS (
    INSERT INTO audit_log AS h (operation, door, address, actor_customer, actor_path, actor_name, actor_login,
                           actor_i_web_user, foreign_credential, credential_set_by, behalf_customer, behalf_path, behalf_name,
                           i_support, support_reference, support_reason, i_job, i_customer, path, name, changes, detail)
    SELECT ${entry.operation}, ${actor.door}, ${actor.address}, ${author.i_customer},
           coalesce(max(a.path), ''), coalesce(max(a.name), ''), ${author.login}, ${author.i_web_user}::int,
           ${credentialSetBy !== null}, ${credentialSetBy}::int,
           ${behalf?.i_customer ?? null}::int, ${behalf?.path ?? null}, ${behalf?.name ?? null},
           ${support?.i_support ?? null}::int, ${support?.reference ?? null}, ${support?.reason ?? null},
           ${actor.job?.i_job ?? entry.i_job ?? null}::int, ${target?.i_customer ?? author.i_customer}, coalesce(${target?.path ?? null}::text, max(a.path), ''),
           coalesce(${target?.name ?? null}::text, max(a.name), ''), ${JSON.stringify(entry.changes ?? {})}::jsonb,
           ${JSON.stringify(entry.detail ?? {})}::jsonb
      FROM customers a WHERE a.i_customer = ${author.i_customer}
    RETURNING h.i_audit, h.i_customer, h.name, h.path, ${isChange} AS is_change)${told}
    ${notes(oneChange, Prisma.sql`entry e WHERE e.is_change`)}`,
  );
  if (actor.job && target) await noteRow(db, actor, target, entry);
}

const oneChange = { path: Prisma.sql`e.path`, currency: Prisma.sql`''`, changes: Prisma.sql`1` };

const audited = new WeakSet<Queries>();

/** Whether a transaction has written a history entry. */
export function hasEntry(tx: Queries): boolean {
  return audited.has(tx);
}

/**
 * Notes that somebody above its parent opened a customer and so read its contact data. Looking through the pages of one
 * customer is one opening: we note the same person once in a quarter of an hour.
 * The program itself reads nothing, and we note all calls of trusted hosts anyway. Source: semantics, 'The tree'.
 */
export async function auditOpening(
  db: Queries,
  actor: Actor,
  target: NonNullable<AuditEntry["target"]>,
): Promise<void> {
  if (actor.door === "system" || actor.door === "trusted") return;
  const [recent] = await readRows<{ noted: boolean }>(
    db,
    Prisma.sql`
    SELECT EXISTS (SELECT FROM audit_log
                    WHERE i_customer = ${target.i_customer} AND operation = 'getCustomerInfo'
                      AND actor_i_web_user = ${authorOf(actor).i_web_user}::int
                      AND i_support IS NOT DISTINCT FROM ${actor.support?.i_support ?? null}::int AND at > now() - interval '15 minutes') AS noted`,
  );
  if (!recent?.noted) await audit(db, actor, { operation: "getCustomerInfo", target });
}
