import { Prisma } from "../database/generated/client";
import { readRows, writeRows } from "../database/rows";
import { Refusal } from "../ground/refusal";
import { readId } from "../input/read-id";
import { audit } from "../operation/audit";
import { operation } from "../operation/operation";
import { importActOf } from "./acts/import-act";
import { generatedPassword } from "./import/generated-passwords";
import { demandState } from "./job/start-demands";
import { demandSteering } from "./job/told-job";
import { importOf } from "./map-import";

/** A new customer of an import, with the password that was made for it. */
export type MadePassword = {
  readonly i_customer: number;
  readonly name: string;
  readonly web_login: string;
  readonly password: string;
};

/**
 * Gives the passwords that an import made, once: from then on nobody has them any more.
 * @throws Refusal 403 right, or step-up · 404 · 409 it still runs · 410 they were taken, or their day is over
 */
export const takeImportPasswords = operation({
  name: "takeImportPasswords",
  needs: {
    about: { what: "job", by: ["i_job"], whose: "own" },
    right: null,
    acts: ["manage", "credentials"],
    scope: "none",
    // whoever has them can log in as many
    fresh: true,
  },
  effect: "writes",
  once: ["passwords"],
  input: (raw) => ({ i_job: readId(raw, "i_job") }),
  async run({ db, actor, check, input: { i_job } }): Promise<{ passwords: MadePassword[] }> {
    await db.$queryRaw`SELECT i_job FROM jobs WHERE i_job = ${i_job} FOR UPDATE`;
    const job = await importOf(db, i_job);
    const act = importActOf(job.act);
    await check(
      () => demandSteering(actor, job),
      () => demandState(job, "done", "stopped"),
    );
    if (!act || act.seed === null)
      throw new Refusal(410, "The passwords were taken, or their day is over", "i_job", {
        key: "import_passwords_gone",
      });
    const made = await readRows<{ row: number; i_customer: number; name: string; web_login: string }>(
      db,
      Prisma.sql`
      SELECT r."row", c.i_customer, c.name, w.login AS web_login
        FROM job_rows r JOIN import_rows i ON i.i_job = r.i_job AND i."row" = r."row" AND i.i_customer IS NULL
             JOIN customers c ON c.i_customer = r.i_customer
             JOIN web_users w ON w.i_customer = c.i_customer AND w.default_user
       WHERE r.i_job = ${i_job} AND r.outcome = 'changed' ORDER BY r."row"`,
    );
    await writeRows(db, Prisma.sql`UPDATE jobs SET act = act || '{"seed": null}' WHERE i_job = ${i_job}`);
    await audit(db, actor, {
      operation: "takeImportPasswords",
      i_job,
      detail: { i_job, count: made.length },
    });
    return {
      passwords: made.map(({ row, ...customer }) => ({
        ...customer,
        password: generatedPassword(act, row) ?? "",
      })),
    };
  },
});
