import { AsyncLocalStorage } from "node:async_hooks";
import { inTransaction, type Queries } from "../database/client";

/** A transaction that several operations share. */
export type Joint = {
  readonly db: Queries;
  /** what the operations do after the commit */
  readonly afterwards: (() => Promise<void> | void)[];
  /** records the refusal of one of them: only after the rollback, since the transaction holds locks until then */
  record?: () => Promise<void>;
};

const joints = new AsyncLocalStorage<Joint>();

/** The transaction that the running operation shares with others; undefined: it has its own. */
export function jointNow(): Joint | undefined {
  return joints.getStore();
}

/**
 * Runs writing operations as one: if one of them is refused, none has happened.
 * @throws Refusal that of the operation
 */
export async function together(act: () => Promise<unknown>): Promise<void> {
  const afterwards: Joint["afterwards"] = [];
  let joint: Joint | undefined;
  try {
    await inTransaction(async (db) => {
      afterwards.length = 0;
      joint = { db, afterwards };
      await joints.run(joint, act);
    });
  } catch (error) {
    await joint?.record?.();
    throw error;
  }
  for (const after of afterwards) await after();
}
