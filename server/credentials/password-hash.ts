import { availableParallelism } from "node:os";
import { hash, verify } from "@node-rs/argon2";
import { ownPlace } from "../ground/siblings";
import { tooMany } from "../operation/count-within";

// OWASP's minimum for argon2id: 19 MiB, two passes, one lane; argon2id is the library's default
let cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Makes hashes cost next to nothing. Only for tests, which create thousands of customers; no setting leads here. */
export function hashCheaply(): void {
  cost = { memoryCost: 8, timeCost: 1, parallelism: 1 };
}

/** Hashes a password for the web users' table. Uses its composed form (NFC), because keyboards differ. */
export async function hashPassword(password: string): Promise<string> {
  return await inTurn(() => hash(password.normalize("NFC"), cost));
}

/**
 * Whether a password matches a hash. Without a hash it does the same work in vain, so that an unknown login takes as long
 * as a wrong password.
 */
export async function isPassword(password: string, stored: string | null): Promise<boolean> {
  const against = stored ?? (await nobodysHash());
  const right = await inTurn(() => verify(against, password.normalize("NFC")));
  return stored !== null && right;
}

/** The cores are divided among the processes that serve; each has one at least. */
function mostAtOnce(): number {
  return Math.max(1, Math.floor(availableParallelism() / ownPlace().count));
}

/** How many may wait for each that runs. */
const queued = 32;
// Next and main.ts each bundle their own copy of this file, so share one queue
const shared = globalThis as {
  trellisHashing?: { running: number; waiting: (() => void)[] };
  trellisNobodysHash?: Promise<string>;
};

function nobodysHash(): Promise<string> {
  shared.trellisNobodysHash ??= hash("nobody's password", cost);
  return shared.trellisNobodysHash;
}

/** Computes at most as many hashes at once as this process has cores, then queues a few, then refuses with 429. Source: semantics, 'Throttling'. */
async function inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
  shared.trellisHashing ??= { running: 0, waiting: [] };
  const turn = shared.trellisHashing;
  const most = mostAtOnce();
  if (turn.running >= most) {
    if (turn.waiting.length >= queued * most) throw tooMany(5_000);
    await new Promise<void>((start) => turn.waiting.push(start));
  } else {
    turn.running += 1;
  }
  try {
    return await work();
  } finally {
    const next = turn.waiting.shift();
    if (next) next();
    else turn.running -= 1;
  }
}
