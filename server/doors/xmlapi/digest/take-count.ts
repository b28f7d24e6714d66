import { z } from "zod";
import { answerSiblings, askSibling, ownPlace } from "../../../ground/siblings";
import { keeperOf } from "./nonce";
import { UsedCounts } from "./used-counts";

/** What this process remembers: it refuses nonces made before it started. */
const used = new UsedCounts();

/**
 * Takes a count of a valid nonce, once among all processes that serve together: the one that made the nonce remembers,
 * and the others ask it. Clients call again where they were challenged, so hardly a call has to ask.
 * @param madeAt when the nonce was made, milliseconds since 1970
 * @returns false if it was taken before, or nobody can know
 */
export async function takeCount(nonce: string, madeAt: number, count: number): Promise<boolean> {
  const keeper = keeperOf(nonce);
  if (keeper === ownPlace().own) return used.take(nonce, madeAt, count);
  return (await askSibling(keeper, topic, { nonce, madeAt, count } satisfies Taking)) === true;
}

const topic = "take a count";
const taking = z.object({ nonce: z.string(), madeAt: z.number(), count: z.number() });
type Taking = z.infer<typeof taking>;

answerSiblings(topic, (asked) => {
  const { nonce, madeAt, count } = taking.parse(asked);
  return used.take(nonce, madeAt, count);
});
