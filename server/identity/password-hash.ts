import { availableParallelism } from "node:os";
import { hash, verify } from "@node-rs/argon2";
import { tooMany } from "./throttle";

// OWASP's minimum for argon2id: 19 MiB, two passes, one lane; the library's default algorithm is argon2id
let cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** For tests alone, which make thousands of customers: hashes that cost next to nothing. No setting leads here. */
export function hashCheaply(): void {
  cost = { memoryCost: 8, timeCost: 1, parallelism: 1 };
}

/** The hash of a password, as the web users' table keeps it: of its composed form, however a keyboard sends it. */
export async function hashPassword(password: string): Promise<string> {
  return await inTurn(() => hash(password.normalize("NFC"), cost));
}

/**
 * Whether a password is the one of a hash. Without a hash the same work is done for nothing, so that an unknown
 * login takes as long as a wrong password.
 */
export async function isPassword(password: string, stored: string | null): Promise<boolean> {
  const against = stored ?? (await nobodysHash());
  const right = await inTurn(() => verify(against, password.normalize("NFC")));
  return stored !== null && right;
}

const most = availableParallelism();
const queueLimit = 32 * most;
// Next and main.ts bundle this file each for themselves: one queue for both
const shared = globalThis as {
  trellisHashing?: { running: number; waiting: (() => void)[] };
  trellisNobodysHash?: Promise<string>;
};

function nobodysHash(): Promise<string> {
  shared.trellisNobodysHash ??= hash("nobody's password", cost);
  return shared.trellisNobodysHash;
}

/** At most as many hashes at once as cores, then a short queue, then 429. Source: semantics, 'Throttling'. */
async function inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
  shared.trellisHashing ??= { running: 0, waiting: [] };
  const turn = shared.trellisHashing;
  if (turn.running >= most) {
    if (turn.waiting.length >= queueLimit) throw tooMany(5_000);
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
