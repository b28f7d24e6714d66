import { mayAct } from "../../actor/access-levels";
import { type Actor, authorOf } from "../../actor/actor";
import { Prisma } from "../../database/generated/client";
import { Refusal } from "../../ground/refusal";
import type { Lasting } from "../acts/act";
import type { Figures } from "./figures";
import { type Job, jobColumns } from "./job";
import { isAtWork } from "./job-key";
import type { KeptRefusal } from "./kept-refusal";
import { lastingOf, reasonAgainstUndoing, undoUntil } from "./undoable";

/** A job as its customer's people read it. */
export type ToldJob = Pick<
  Job,
  | "i_job"
  | "kind"
  | "act"
  | "selection"
  | "state"
  | "i_scope"
  | "door"
  | "login"
  | "created_at"
  | "started_at"
  | "ended_at"
  | "total"
  | "changed"
  | "unchanged"
  | "refused"
  | "came"
  | "undoes"
> & {
  readonly why: KeptRefusal | null;
  readonly preview: Figures | null;
  /** its customers are still being listed, so that `total` grows */
  readonly listing: boolean;
  /** its figures still move: it runs, or a process ends what it had begun when somebody let it rest */
  readonly at_work: boolean;
  /** somebody of support began it, in a session with this reference; null: the customer's own people or programs */
  readonly support_reference: string | null;
  /** what an undoing does not put back */
  readonly lasting: readonly Lasting[];
  /** the reader began it */
  readonly mine: boolean;
  /** of an undoing: what the other job does; null: it is none */
  readonly undone_kind: string | null;
  /** the job that undoes it; null: none, or one that stopped and left the rest */
  readonly undone_by: number | null;
  /** until when it can be undone; null: it cannot */
  readonly undo_until: Date | null;
};

/** What to select of jobs `j` for them, see `toldJob`. */
export const toldColumns = Prisma.sql`${jobColumns}, ${isAtWork} AS at_work,
  (SELECT o.kind FROM jobs o WHERE o.i_job = j.undoes) AS undone_kind,
  (SELECT p.reference FROM support_sessions p WHERE p.i_support = j.i_support) AS support_reference,
  (SELECT u.i_job FROM jobs u WHERE u.undoes = j.i_job AND u.state NOT IN ('draft', 'stopped')) AS undone_by`;

export type TellableRow = Job & Pick<ToldJob, "at_work" | "support_reference" | "undone_kind" | "undone_by">;

/** Tells a job to a reader. */
export function toldJob(actor: Actor, row: TellableRow): ToldJob {
  const {
    address: _address,
    i_web_user: _user,
    credential_set_by: _credential,
    i_support: _support,
    confirmed: _confirmed,
    listed_to,
    last_customer: _last,
    i_customer: _customer,
    act,
    selection,
    ...told
  } = row;
  // what an import makes passwords of is nobody's to read, and what an undoing calls says nothing to people
  const { seed: _seed, samples: _samples, ...shown } = act;
  // of a file without headers they are a customer's cells
  const { headers: _headers, ...selected } = selection;
  const mine = isMine(actor, row);
  return {
    ...told,
    act: shown,
    selection: selected,
    // whoever works for support is the provider's own business
    login: row.i_support === null || mine ? told.login : null,
    listing: told.state === "running" && listed_to !== null,
    undo_until: row.undone_by === null && reasonAgainstUndoing(row) === null ? undoUntil(row) : null,
    lasting: lastingOf(row),
    mine,
  };
}

/** Whether somebody began a job themselves; in a support session, within it. */
export function isMine(actor: Actor, job: Pick<Job, "i_web_user" | "i_support">): boolean {
  if (actor.support) return job.i_support === actor.support.i_support;
  const { i_web_user } = authorOf(actor);
  return job.i_support === null && i_web_user !== null && job.i_web_user === i_web_user;
}

/** Whether a reader steers a job: who began it does, and so do their administrators. */
export function maySteer(actor: Actor, { mine }: Pick<ToldJob, "mine">): boolean {
  return mine || mayAct(actor.access_level, "manage");
}

/** @throws Refusal 403 */
export function demandSteering(actor: Actor, job: Pick<Job, "i_web_user" | "i_support">): void {
  if (maySteer(actor, { mine: isMine(actor, job) })) return;
  throw new Refusal(403, "Only whoever began this job, or an administrator, can do this.", undefined, {
    key: "not_your_job",
  });
}
