import { authorOf } from "../actor/actor";
import { Prisma } from "../database/generated/client";
import { readRows } from "../database/rows";
import { oneOf, readRequired } from "../input/read-parameter";
import { operation } from "../operation/operation";
import { enqueue } from "../queue/enqueue";
import { actNamed, actNames } from "./acts/acts";
import { examinationKey } from "./job/job-key";
import { readSelection } from "./job/selection";
import { actsOfCalls, rightOfCalls } from "./job/start-demands";

/**
 * Prepares a job on many customers of the scope: `kind` says what it does, with the parameters of that act; `ids` or `filter`
 * say to whom. Nothing is changed: the job is examined, and waits for `startJob`. See docs/decisions/jobs.md.
 * @throws Refusal 400 · 403 the right or the level for what it does is missing
 */
export const prepareJob = operation({
  name: "prepareJob",
  effect: "writes",
  input: (raw, actor) => {
    const kind = readRequired(raw, "kind", oneOf(actNames));
    // an act reads an object
    const act = actNamed(kind).read(raw, actor) as Readonly<Record<string, unknown>>;
    return { kind, act, selection: readSelection(raw) };
  },
  needs: {
    about: "scope",
    // what its calls need; step-up comes with the start
    right: { of: (input) => rightOfCalls(input) },
    acts: { of: (input) => ["read", ...actsOfCalls(input)], some: [["read"]] },
    scope: "i_wholesaler",
  },
  async run({ db, actor, scope, input: { kind, act, selection } }): Promise<{ i_job: number }> {
    const [row] = await readRows<{ i_job: number }>(
      db,
      Prisma.sql`
      INSERT INTO jobs (kind, act, selection, i_customer, i_scope, door, address, i_web_user, login, credential_set_by, i_support)
      VALUES (${kind}, ${JSON.stringify(act)}::jsonb, ${JSON.stringify(selection)}::jsonb, ${actor.i_customer}, ${scope.i_customer},
              ${actor.door}, ${actor.address}, ${actor.i_web_user}::int, ${authorOf(actor).login},
              ${actor.credentialSetBy ?? null}::int, ${actor.support?.i_support ?? null}::int)
      RETURNING i_job`,
    );
    if (!row) throw new Error("an insert returns its row");
    await enqueue(db, "examineJob", row, { key: examinationKey(row.i_job) });
    return row;
  },
});
