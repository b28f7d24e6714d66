import type { Actor } from "../../actor/actor";
import { Refusal } from "../../ground/refusal";
import { settings } from "../../ground/settings";
import { type Spent, spentBy } from "./spent";

/** How many calls of one key we do at once, in a process, and how many exports. */
const mostAtOnce = { calls: 8, exports: 2 } as const;
/** A customer's keys have together so many times what one has. */
const keysOfCustomer = 5;

type Limit = {
  readonly name: string;
  readonly most: number;
  readonly spent: Spent;
  readonly isOf: "calls" | "writes";
};

function limitsOf({ key, i_customer }: Actor): Limit[] {
  if (!key) return [];
  const { apiRateRead, apiRateWrite } = settings();
  const [one, all] = [spentBy(`key ${key.line}`), spentBy(`customer ${i_customer}`)];
  return [
    { name: "calls", most: apiRateRead, spent: one, isOf: "calls" },
    { name: "writes", most: apiRateWrite, spent: one, isOf: "writes" },
    { name: "customer-calls", most: apiRateRead * keysOfCustomer, spent: all, isOf: "calls" },
    { name: "customer-writes", most: apiRateWrite * keysOfCustomer, spent: all, isOf: "writes" },
  ];
}

/**
 * Counts a call of a key. @throws Refusal 429 where the key, or its customer, has made too many within a minute. Source: rest,
 * 'Limits'
 */
export function spendCall(actor: Actor, writes: boolean, now = Date.now()): void {
  spend(limitsOf(actor), writes, now);
}

/** A stylesheet of so many characters takes as long as a call. */
const charactersOfCall = 8_192;

/**
 * Counts a call that has a stylesheet once more for each 8 KiB of it, since its work grows with it. The call itself is
 * counted already. @throws Refusal 429
 */
export function spendWork(actor: Actor, raw: Readonly<Record<string, unknown>>, now = Date.now()): void {
  const limits = limitsOf(actor);
  // a customer's own, a profile's, and a job's
  for (const holder of [raw, raw.attributes, raw.values]) {
    const css = typeof holder === "object" && holder !== null && "css" in holder ? holder.css : undefined;
    if (typeof css !== "string") continue;
    for (let done = charactersOfCall; done < css.length; done += charactersOfCall) spend(limits, false, now);
  }
}

function spend(limits: readonly Limit[], writes: boolean, now: number): void {
  for (const { most, spent, isOf } of limits) {
    if (isOf === "writes" && !writes) continue;
    if (spent.within(isOf, now) >= most) throw tooManyCalls(spent.secondsUntil(isOf, most, now));
  }
  for (const spent of new Set(limits.map((limit) => limit.spent))) spent.add(writes, now);
}

const atOnce = new Map<string, number>();

/**
 * Begins something that a key does only a few times at once. @returns what ends it
 * @throws Refusal 429
 */
export function enter({ key }: Actor, what: keyof typeof mostAtOnce): () => void {
  if (!key) return () => {};
  const name = `${what} ${key.line}`;
  const running = atOnce.get(name) ?? 0;
  if (running >= mostAtOnce[what]) throw tooManyCalls(1);
  atOnce.set(name, running + 1);
  let isOver = false;
  return () => {
    if (isOver) return;
    isOver = true;
    const left = (atOnce.get(name) ?? 1) - 1;
    if (left === 0) atOnce.delete(name);
    else atOnce.set(name, left);
  };
}

/** What an answer to a key says of its limits. Source: draft-ietf-httpapi-ratelimit-headers */
export function headersOfLimits(actor: Actor | null, now = Date.now()): Readonly<Record<string, string>> {
  const limits = actor ? limitsOf(actor) : [];
  if (limits.length === 0) return {};
  return {
    "ratelimit-policy": limits.map(({ name, most }) => `"${name}";q=${most};w=60`).join(", "),
    ratelimit: limits
      .map(({ name, most, spent, isOf }) => {
        const left = Math.max(0, most - spent.within(isOf, now));
        return `"${name}";r=${left};t=${spent.secondsUntil(isOf, most, now)}`;
      })
      .join(", "),
  };
}

function tooManyCalls(seconds: number): Refusal {
  return new Refusal(429, `Too many calls; try again in ${seconds} seconds`, undefined, {
    key: "throttled",
    values: { seconds },
  });
}
