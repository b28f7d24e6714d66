import type { Actor } from "@/server/actor/actor";
import { closeDatabase } from "@/server/database/client";
import { operations } from "@/server/doors/operations";
import { admit } from "@/server/doors/xmlapi/admit";
import { Refusal } from "@/server/ground/refusal";
import { ReplayedCall } from "@/server/operation/replayed-call";
import type { Outcome, Sent } from "./processes";

/** Handles one call as the door does: admits it by its headers, then runs the operation. */
async function answer({ authorization, address, name, input, place = 0 }: Sent): Promise<Outcome> {
  const admission = await admit({
    method: "POST",
    url: "/xmlapi/xmlapi",
    headers: authorization === undefined ? {} : { authorization },
    caller: { address, forwarded: false, protocol: "https" },
  });
  if (admission.kind !== "actor") return admission;
  const { once, ...actor } = admission.actor;
  const call = operations[name] as (actor: Actor, input: Sent["input"]) => Promise<unknown>;
  try {
    return {
      kind: "done",
      output: await call({ ...actor, ...(once && { once: { ...once, place } }) }, input),
    };
  } catch (error) {
    if (error instanceof ReplayedCall) return { kind: "replayed" };
    if (error instanceof Refusal) return { kind: "fault", code: error.code };
    throw error;
  }
}

process.on("message", async ({ id, sent }: { id: number; sent: Sent }) => {
  process.send?.({ id, outcome: await answer(sent) });
});
process.on("disconnect", async () => {
  await closeDatabase();
  process.exit();
});
process.send?.("ready");
