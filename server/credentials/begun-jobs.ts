import { Prisma } from "../database/generated/client";

/** A job that somebody began and that runs, or of whose end they have not been told. */
export type BegunJob = {
  readonly i_job: number;
  readonly kind: string;
  readonly state: "running" | "paused" | "stopped" | "done";
  readonly total: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly refused: number;
  /** its customers are still being listed, so that `total` grows */
  readonly listing: boolean;
};

/** Nobody reads of more than these at once. */
const most = 5;

/** A column of JSON with the latest jobs of somebody, for each look-up of a log-in. @param whose the condition on `j` */
export function begunJobs(whose: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`(
    SELECT coalesce(json_agg(n), '[]') FROM (
      SELECT j.i_job, j.kind, j.state, j.total, j.changed, j.unchanged, j.refused,
             j.state = 'running' AND j.listed_to IS NOT NULL AS listing FROM jobs j
       WHERE NOT j.told AND j.state <> 'draft' AND ${whose} ORDER BY j.i_job DESC LIMIT ${most}::int) n) AS jobs`;
}
