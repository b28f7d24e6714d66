import { Refusal } from "../../ground/refusal";
import type { Lasting } from "../acts/act";
import { actNamed } from "../acts/acts";
import { importKind, lastingOfImport } from "../acts/import-act";
import type { Job } from "./job";

/** So long after its end a job can be undone. */
const undoDays = 30;

type Ended = Pick<Job, "kind" | "act" | "state" | "ended_at" | "changed" | "undoes">;

/** Until when an ended job can be undone. */
export function undoUntil({ ended_at }: Pick<Job, "ended_at">): Date {
  return new Date((ended_at?.getTime() ?? 0) + undoDays * 24 * 60 * 60 * 1000);
}

/** Why a job cannot be undone, whoever asks; null: it can, unless it is undone already. */
export function reasonAgainstUndoing(job: Ended): Refusal | null {
  const { state, changed, undoes } = job;
  if (undoes !== null) return against("An undoing cannot be undone", "undo_of_undo");
  if (state !== "done" && state !== "stopped")
    return new Refusal(409, `This job is ${state}`, "i_job", { key: "job_state", values: { state } });
  if (changed === 0 || lastingOf(job).includes("everything"))
    return against("This job changed nothing that could be undone", "nothing_to_undo");
  if (undoUntil(job) > new Date()) return null;
  return new Refusal(409, `A job can be undone for ${undoDays} days after its end`, "i_job", {
    key: "undo_over",
    values: { days: undoDays },
  });
}

/** What no undoing of a job puts back. */
export function lastingOf({ kind, act }: Pick<Job, "kind" | "act">): readonly Lasting[] {
  return kind === importKind ? lastingOfImport(act) : actNamed(kind).lasting(act as never);
}

function against(text: string, key: string): Refusal {
  return new Refusal(409, text, "i_job", { key });
}
