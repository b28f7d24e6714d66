import { Prisma } from "../database/generated/client";
import { isChange } from "../sums/is-change";

/** What can have happened to a customer that a job created. */
export type UsedSince = "ledger" | "log_in" | "history" | "customers";

/**
 * What has happened to customer `c` since a job created it, as an array of `UsedSince`: an entry in its ledger beside the opening
 * one, a log-in, a change by anybody but the job, a sub-customer that the job did not create or to whom something happened.
 */
export function usedSince(i_job: Prisma.Sql): Prisma.Sql {
  const touched = (c: Prisma.Sql) =>
    Prisma.sql`(${hasEntries(c)} OR ${hasLoggedIn(c)} OR ${hasChanged(c, i_job)})`;
  return Prisma.sql`array_remove(ARRAY[
    CASE WHEN ${hasEntries(Prisma.sql`c`)} THEN 'ledger' END,
    CASE WHEN ${hasLoggedIn(Prisma.sql`c`)} THEN 'log_in' END,
    CASE WHEN ${hasChanged(Prisma.sql`c`, i_job)} THEN 'history' END,
    CASE WHEN EXISTS (
      SELECT FROM customers d
       WHERE d.path > c.path AND d.path < left(c.path, -1) || '0'
         AND (NOT ${isCreated(Prisma.sql`d`, i_job)} OR ${touched(Prisma.sql`d`)})) THEN 'customers' END], NULL)`;
}

/** Whether a job created a customer. */
export function isCreated(c: Prisma.Sql, i_job: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`EXISTS (
    SELECT FROM job_rows r WHERE r.i_job = ${i_job} AND r.i_customer = ${c}.i_customer AND r.outcome = 'changed'
       AND r.steps @> '[{"operation": "createCustomer"}]')`;
}

function hasEntries(c: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`EXISTS (SELECT FROM ledger e WHERE e.i_customer = ${c}.i_customer AND e.kind <> 'opening')`;
}

function hasLoggedIn(c: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`EXISTS (SELECT FROM web_users w WHERE w.i_customer = ${c}.i_customer AND w.last_log_in_at IS NOT NULL)`;
}

function hasChanged(c: Prisma.Sql, i_job: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`EXISTS (
    SELECT FROM audit_log h
     WHERE h.i_customer = ${c}.i_customer AND h.i_job IS DISTINCT FROM ${i_job} AND h.at >= ${c}.created_at AND ${isChange})`;
}
