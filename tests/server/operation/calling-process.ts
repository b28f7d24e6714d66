import { setTimeout as pause } from "node:timers/promises";
import { systemActor } from "@/server/actor/system-actor";
import { operations } from "@/server/doors/operations";
import { Refusal } from "@/server/ground/refusal";
import type { Told } from "@/server/operation/asked/asked-call";

/** What the test asks of this program: a call, and by what it is known. */
export type CallAsked = {
  readonly id: number;
  readonly name: "customerAddFunds" | "createCustomer" | "deleteTariff";
  readonly raw: Readonly<Record<string, unknown>>;
  readonly key: string;
};

/** What came of it; without an output it is still under way elsewhere. */
export type CallAnswered = { readonly id: number; readonly output?: string; readonly replayed?: boolean };

/** A program of its own that does calls, each under its key, as the door does. */
process.on("message", (asked: CallAsked) => void answer(asked));
process.send?.("ready");

async function answer({ id, name, raw, key }: CallAsked): Promise<void> {
  let told: Told = {};
  const asked = {
    once: { line: "line", key, hash: JSON.stringify([name, raw]) },
    told: (facts: Told) => {
      told = facts;
    },
  };
  try {
    const output = JSON.stringify(await operations[name](systemActor, raw, { asked }));
    // the answer is on its way for a while: whoever did it may be killed before it is known
    await pause(Math.random() * 100);
    process.send?.({ id, output, replayed: told.replayed === true } satisfies CallAnswered);
  } catch (error) {
    if (!(error instanceof Refusal) || error.reason?.key !== "under_way") throw error;
    process.send?.({ id } satisfies CallAnswered);
  }
}
