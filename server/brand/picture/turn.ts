import { database, type Queries } from "../../database/client";
import { codesOf } from "../../database/error-codes";
import { Refusal } from "../../ground/refusal";

/** How many pictures may wait in one process. The last one waits while those before it are drawn. */
const longestQueue = 6;
const longestWaitMs = 8_000;
/** For waiting, starting the process and drawing together. */
const longestHoldMs = 30_000;
/** PostgreSQL's code for waiting too long for a lock. */
const lockNotAvailable = "55P03";

// Next and main.ts each bundle this file; share one queue
const shared = globalThis as { trellisDrawing?: { running: boolean; readonly waiting: (() => void)[] } };

/**
 * Draws when it is this picture's turn: one at a time in the whole service, so that pictures take one core at most. Each
 * process has a short queue; between processes the turn is a row's lock, free again once its holder is done or gone.
 * @throws Refusal 429 if too many wait
 */
export async function inTurn<Result>(drawing: () => Promise<Result>): Promise<Result> {
  shared.trellisDrawing ??= { running: false, waiting: [] };
  const turn = shared.trellisDrawing;
  if (turn.waiting.length >= longestQueue) throw busy();
  if (turn.running) await new Promise<void>((start) => turn.waiting.push(start));
  turn.running = true;
  try {
    return await holdingTheTurn(drawing);
  } finally {
    const next = turn.waiting.shift();
    if (next) next();
    else turn.running = false;
  }
}

async function holdingTheTurn<Result>(drawing: () => Promise<Result>): Promise<Result> {
  return await database().$transaction(
    async (db) => {
      await takeTurn(db);
      return await drawing();
    },
    { timeout: longestHoldMs },
  );
}

/** @throws Refusal 429 if other processes draw for longer than we wait */
async function takeTurn(db: Queries): Promise<void> {
  try {
    await db.$queryRaw`SELECT set_config('lock_timeout', ${String(longestWaitMs)}, true)`;
    await db.$queryRaw`SELECT FROM drawing_turn FOR UPDATE`;
  } catch (error) {
    throw codesOf(error).includes(lockNotAvailable) ? busy() : error;
  }
}

function busy(): Refusal {
  return new Refusal(429, "Other pictures are being drawn; try again in a moment.", undefined, {
    key: "drawing_busy",
  });
}
