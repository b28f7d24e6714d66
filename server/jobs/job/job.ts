import type { Door } from "../../actor/actor";
import type { Queries } from "../../database/client";
import { Prisma } from "../../database/generated/client";
import { readRows } from "../../database/rows";
import { notFound } from "../../operation/demands";
import type { Figures } from "./figures";
import type { KeptRefusal } from "./kept-refusal";

/**
 * `draft`: it is examined, and waits for whoever prepared it. `paused` goes on when somebody says so; `stopped` never does.
 */
export type JobState = "draft" | "running" | "paused" | "stopped" | "done";

/** A job as it is stored. */
export type Job = {
  readonly i_job: number;
  readonly kind: string;
  readonly act: Readonly<Record<string, unknown>>;
  readonly selection: Readonly<Record<string, unknown>>;
  readonly state: JobState;
  /** what stopped it, if it was not somebody */
  readonly why: KeptRefusal | null;
  readonly i_customer: number;
  readonly i_scope: number;
  readonly door: Exclude<Door, "system">;
  readonly address: string | null;
  readonly i_web_user: number | null;
  readonly login: string | null;
  readonly credential_set_by: number | null;
  readonly i_support: number | null;
  readonly confirmed: boolean;
  readonly created_at: Date;
  readonly started_at: Date | null;
  readonly ended_at: Date | null;
  readonly listed_to: number | null;
  readonly last_customer: number;
  readonly total: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly refused: number;
  readonly came: number;
  readonly preview: Figures | null;
  readonly undoes: number | null;
};

/** The columns of a job `j`. */
export const jobColumns = Prisma.sql`
  j.i_job, j.kind, j.act, j.selection, j.state, j.why, j.i_customer, j.i_scope, j.door, j.address, j.i_web_user, j.login,
  j.credential_set_by, j.i_support, j.confirmed, j.created_at, j.started_at, j.ended_at, j.listed_to, j.last_customer,
  j.total, j.changed, j.unchanged, j.refused, j.came, j.preview, j.undoes`;

/** Finds a job; null: there is none any more. */
export async function findJob(db: Queries, i_job: number): Promise<Job | null> {
  const [row] = await readRows<Job>(
    db,
    Prisma.sql`SELECT ${jobColumns} FROM jobs j WHERE j.i_job = ${i_job}`,
  );
  return row ?? null;
}

/** The same, locked for a change of its state. @throws Refusal 404 it went meanwhile */
export async function lockJob(db: Queries, i_job: number): Promise<Job> {
  await db.$queryRaw`SELECT i_job FROM jobs WHERE i_job = ${i_job} FOR UPDATE`;
  const job = await findJob(db, i_job);
  if (!job) throw notFound();
  return job;
}
