import { type Actor, authorOf } from "../../actor/actor";
import type { Queries } from "../../database/client";
import { Prisma } from "../../database/generated/client";
import { readRows, writeRows } from "../../database/rows";
import { audit } from "../../operation/audit";
import { isFresh } from "../../operation/demands";
import { enqueue } from "../../queue/enqueue";
import type { Node } from "../../tree/tree";
import { actNamed } from "../acts/acts";
import type { Job } from "./job";
import { jobKey } from "./job-key";
import type { Selection } from "./selection";
import { demandAreas } from "./start-demands";

/** Writes down a job that does nothing yet, with what its act looks up. @returns its id @throws Refusal 403 · 404 */
export async function makeJob(
  db: Queries,
  actor: Actor,
  scope: Node,
  { kind, act: read, selection }: Pick<Job, "kind" | "act"> & { readonly selection: Selection },
): Promise<number> {
  const act = (await actNamed(kind).complete?.(db, scope, read as never)) ?? read;
  await demandAreas(db, actor, { kind, act });
  const [row] = await readRows<{ i_job: number }>(
    db,
    Prisma.sql`
    INSERT INTO jobs (kind, act, selection, i_scope, ${owner})
    VALUES (${kind}, ${JSON.stringify(act)}::jsonb, ${JSON.stringify(selection)}::jsonb, ${scope.i_customer},
            ${beganBy(actor)})
    RETURNING i_job`,
  );
  if (!row) throw new Error("an insert returns its row");
  return row.i_job;
}

/**
 * Sets a job off, as done by this actor. Nobody who comes to be from now on belongs to it.
 * @param operation what the history calls it
 */
export async function beginJob(
  db: Queries,
  actor: Actor,
  { i_job, kind }: Pick<Job, "i_job" | "kind">,
  operation = "startJob",
): Promise<void> {
  await writeRows(
    db,
    Prisma.sql`
    UPDATE jobs SET state = 'running', started_at = now(), seen_at = now(), confirmed = ${isFresh(actor)},
                    last_customer = (SELECT max(i_customer) FROM customers), (${owner}) = ROW (${beganBy(actor)})
     WHERE i_job = ${i_job}`,
  );
  await enqueue(db, "runJob", { i_job }, { key: jobKey(i_job) });
  await audit(db, actor, { operation, i_job, detail: { i_job, kind } });
}

/** The columns that say who does a job. */
const owner = Prisma.raw("i_customer, door, address, i_web_user, login, credential_set_by, i_support");

/** Whoever prepares a job does its examination, and whoever begins it does the job. */
function beganBy(actor: Actor): Prisma.Sql {
  return Prisma.sql`
    ${actor.i_customer}::int, ${actor.door}::text, ${actor.address}::text, ${actor.i_web_user}::int, ${authorOf(actor).login}::text,
    ${actor.credentialSetBy ?? null}::int, ${actor.support?.i_support ?? null}::int`;
}
