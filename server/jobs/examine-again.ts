import { randomUUID } from "node:crypto";
import { Prisma } from "../database/generated/client";
import { writeRows } from "../database/rows";
import { readId } from "../input/read-id";
import { operation } from "../operation/operation";
import { enqueue } from "../queue/enqueue";
import { importActOf, importKind } from "./acts/import-act";
import { noImportFigures } from "./import/import-figures";
import { noFigures } from "./job/figures";
import { lockJob } from "./job/job";
import { examinationKey } from "./job/job-key";
import { demandState } from "./job/start-demands";
import { demandSteering } from "./job/told-job";

/**
 * Examines a draft anew, from its first customer or row: what its figures say may be so no longer. Nothing is changed but these.
 * @throws Refusal 403 · 404 · 409 it is no draft
 */
export const examineAgain = operation({
  name: "examineAgain",
  needs: {
    about: { what: "job", by: ["i_job"], whose: "own" },
    right: null,
    acts: ["read"],
    scope: "none",
  },
  effect: "writes",
  input: (raw) => ({ i_job: readId(raw, "i_job") }),
  async run({ db, actor, check, input: { i_job } }) {
    const job = await lockJob(db, i_job);
    await check(
      () => demandSteering(actor, job),
      () => demandState(job, "draft"),
    );
    if (job.kind !== importKind)
      await writeRows(
        db,
        Prisma.sql`
        UPDATE jobs SET preview = ${JSON.stringify(noFigures(job.preview?.total ?? 0, job.preview?.about ?? false))}::jsonb
         WHERE i_job = ${i_job} AND preview IS NOT NULL`,
      );
    else if (importActOf(job.act))
      await writeRows(
        db,
        Prisma.sql`
        UPDATE jobs SET preview = ${JSON.stringify(await noImportFigures(db, i_job))}::jsonb,
                        act = act || ${JSON.stringify({ stamp: randomUUID() })}::jsonb
         WHERE i_job = ${i_job}`,
      );
    await enqueue(db, "examineJob", { i_job }, { key: examinationKey(i_job) });
    return { i_job };
  },
});
