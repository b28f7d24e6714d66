import type { Actor } from "../actor/actor";
import { oneOf, readRequired } from "../input/read-parameter";
import type { Raw } from "../operation/needs";
import { operation } from "../operation/operation";
import { enqueue } from "../queue/enqueue";
import { actNamed, actNames } from "./acts/acts";
import type { Job } from "./job/job";
import { examinationKey } from "./job/job-key";
import { beginJob, makeJob } from "./job/make-job";
import { readSelection, type Selection } from "./job/selection";
import { actsOfCalls, needsConfirmation, rightOfCalls } from "./job/start-demands";

const edit = { area: "customers", action: "edit" } as const;
const deletes = { area: "customers", action: "delete" } as const;

/** The least that some acts need. */
const actsOfUpdates = [
  ["read", "funds"],
  ["read", "manage"],
] as const;
const actsOfEdits = [...actsOfUpdates, ["read", "block"], ["read", "look_after"]] as const;
const edits = [{ right: edit, acts: actsOfEdits }];

/**
 * Prepares a job on many customers of the scope: `kind` says what it does, with the parameters of that act; `ids` or `filter`
 * say to whom. Nothing is changed: the job is examined, and waits for `startJob`. See docs/decisions/jobs.md.
 * @throws Refusal 400 · 403 the right or the level for what it does is missing
 */
export const prepareJob = operation({
  name: "prepareJob",
  effect: "writes",
  input: readPrepared,
  needs: {
    about: "scope",
    // what its calls need; step-up comes with the start
    right: {
      of: (input) => rightOfCalls(input),
      some: [...edits, { right: deletes, acts: [["read", "manage"]] }],
    },
    acts: { of: (input) => ["read", ...actsOfCalls(input)], some: actsOfEdits },
    scope: "i_wholesaler",
  },
  async run({ db, actor, scope, input }): Promise<{ i_job: number }> {
    const i_job = await makeJob(db, actor, scope, input);
    await enqueue(db, "examineJob", { i_job }, { key: examinationKey(i_job) });
    return { i_job };
  },
});

/**
 * Changes attributes of many customers of the scope in a job that starts at once, for programs: `values` holds the attributes,
 * `ids` or `filter` say whose. Source: semantics, 'Update', for each of them.
 * @returns the job, of which `getJobInfo` tells more
 * @throws Refusal 400 · 403 the right or the level is missing
 */
export const updateCustomers = operation({
  name: "updateCustomers",
  effect: "writes",
  input: (raw, actor): Prepared => readPrepared({ ...raw, kind: "set_attributes" }, actor),
  needs: {
    about: "scope",
    right: { of: (input) => rightOfCalls(input), some: [{ right: edit, acts: actsOfUpdates }] },
    acts: { of: (input) => ["read", ...actsOfCalls(input)], some: actsOfUpdates },
    scope: "i_wholesaler",
    fresh: (input) => needsConfirmation(input),
  },
  async run({ db, actor, scope, input }): Promise<{ i_job: number }> {
    const i_job = await makeJob(db, actor, scope, input);
    await beginJob(db, actor, { i_job, kind: input.kind }, "updateCustomers");
    return { i_job };
  },
});

type Prepared = Pick<Job, "kind" | "act"> & { readonly selection: Selection };

function readPrepared(raw: Raw, actor: Actor): Prepared {
  const kind = readRequired(raw, "kind", oneOf(actNames));
  // an act reads an object
  const act = actNamed(kind).read(raw, actor) as Readonly<Record<string, unknown>>;
  return { kind, act, selection: readSelection(raw) };
}
