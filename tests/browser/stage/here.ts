import { inject } from "vitest";
import type { Served } from "./served";

/** The program that belongs to this worker. */
export const here: Served = programOf(Number(process.env.VITEST_POOL_ID));

/** @param worker counted from 1 */
function programOf(worker: number): Served {
  const program = inject("programs")[worker - 1];
  if (!program) throw new Error(`no program was started for worker ${worker}`);
  return program;
}
