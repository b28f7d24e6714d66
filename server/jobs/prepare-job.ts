import { authorOf } from "../actor/actor";
import { Prisma } from "../database/generated/client";
import { readRows } from "../database/rows";
import { oneOf, readRequired } from "../input/read-parameter";
import { operation } from "../operation/operation";
import { enqueue } from "../queue/enqueue";
import { actNamed, actNames } from "./acts/acts";
import { readSelection } from "./selection";
import { demandStart } from "./start-demands";

/**
 * Prepares a job on many customers of the scope: `kind` says what it does, with the parameters of that act; `ids` or `filter`
 * say to whom. Nothing is changed: the job is examined, and waits for `startJob`. See docs/decisions/jobs.md.
 * @throws Refusal 400 · 403 the right or the level for what it does is missing
 */
export const prepareJob = operation({
  name: "prepareJob",
  needs: { about: "scope", right: null, acts: ["read"], scope: "i_wholesaler" },
  effect: "writes",
  input: (raw, actor) => {
    const kind = readRequired(raw, "kind", oneOf(actNames));
    return { kind, act: actNamed(kind).read(raw, actor) as object, selection: readSelection(raw) };
  },
  async run({ db, actor, scope, check, input: { kind, act, selection } }): Promise<{ i_job: number }> {
    await check(async () => {
      // step-up is asked at the start
      await demandStart(db, { ...actor, freshUntil: new Date("9999-01-01") }, { kind, act: { ...act } });
    });
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
    await enqueue(db, "examineJob", row, { key: `examine job ${row.i_job}` });
    return row;
  },
});
