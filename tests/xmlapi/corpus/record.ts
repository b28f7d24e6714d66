import { Random } from "../stage/random";
import type { Line } from "./line";
import { perform } from "./perform";
import type { World } from "./world";
import type { Ask } from "./writers/ask";
import { writeAttributes } from "./writers/attributes";
import { writeCallers } from "./writers/callers";
import { writeLife } from "./writers/life";
import { writeMoney } from "./writers/money";
import { writeOrder } from "./writers/order";
import { writeReading } from "./writers/reading";
import { writeSeveralFaults } from "./writers/several-faults";
import { writeStanding } from "./writers/standing";
import { writeSystem } from "./writers/system";
import { writeTargets } from "./writers/targets";

/**
 * Writes a corpus anew. What is replayed is the recorded file alone, so the writers may change whenever a new recording
 * is wanted; the order matters, since later calls see what earlier ones did.
 */
export async function record(world: World): Promise<Line[]> {
  const lines: Line[] = [];
  const ask: Ask = async (caller, method, params = {}) => {
    // a writer may go on with the same object
    const call = { caller, method, params: structuredClone(params) };
    const answer = await perform(world, call);
    lines.push({ ...call, answer });
    return answer.noted;
  };
  const random = new Random(14);
  await writeCallers(ask);
  await writeSystem(ask);
  await writeReading(ask, random);
  await writeTargets(ask, random);
  await writeAttributes(ask, random);
  await writeOrder(ask);
  await writeSeveralFaults(ask, random);
  await writeMoney(ask);
  await writeStanding(ask);
  await writeLife(ask, random);
  return lines;
}
