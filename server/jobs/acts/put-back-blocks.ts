import type { Step } from "../../operation/job-row";
import type { BlockSet, StoredBlock } from "../../record/told-block";
import type { Call, Doing } from "./act";
import type { StandingSince } from "./standing";

/** The block of one who set it, before and after; null: none. */
type Changed = { readonly before: StoredBlock | null; readonly after: BlockSet | null };

/** Blocks are lifted, and those that were lifted are set again, each by the one who had set it and with what they wrote. */
export function blocksBack({ steps, blocks }: StandingSince): Doing {
  const calls: Call[] = [];
  const since: string[] = [];
  const back: StoredBlock[] = [];
  for (const [set_by, { before, after }] of changedBlocks(steps)) {
    const now = blocks.find((block) => block.set_by === set_by) ?? null;
    if (isSame(now, before)) continue;
    if (!isSame(now, after)) since.push("blocked");
    else if (before) {
      const { reason, note, text } = before;
      calls.push({ operation: "blockCustomer", raw: { set_by, reason, note, text } });
      back.push(before);
    } else calls.push({ operation: "unblockCustomer", raw: { set_by } });
  }
  return { calls, since: [...new Set(since)], ...(back.length > 0 && { back: { blocks: back } }) };
}

function changedBlocks(steps: readonly Step[]): Map<number, Changed> {
  const all = new Map<number, Changed>();
  const note = (set_by: number, { before, after }: Changed) =>
    all.set(set_by, { before: all.has(set_by) ? (all.get(set_by)?.before ?? null) : before, after });
  for (const { undoing } of steps) {
    // what `blockCustomer` and `unblockCustomer` say of themselves
    const { block, lifted = [] } = (undoing ?? {}) as {
      readonly block?: Changed;
      readonly lifted?: readonly StoredBlock[];
    };
    if (block?.after) note(block.after.set_by, block);
    for (const one of lifted) note(one.set_by, { before: one, after: null });
  }
  return all;
}

function isSame(one: BlockSet | null, other: BlockSet | null): boolean {
  if (!one || !other) return one === other;
  return one.reason === other.reason && one.note === other.note && one.text === other.text;
}
