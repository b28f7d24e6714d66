import { type ChildProcess, fork } from "node:child_process";
import { readFileSync } from "node:fs";
import { type Mutation, mutate } from "./mutation";
import type { Judged } from "./run-process";

/** As many at once as CI has cores. */
const atOnce = 2;

/**
 * Tries mutations, two at once, and tells what came of each.
 * @param runner the bundle of run-process.ts
 * @param tell gets each line of the report
 * @returns whether all were caught
 */
export async function tryAll(
  mutations: readonly Mutation[],
  runner: string,
  tell: (line: string) => void,
): Promise<boolean> {
  const began = performance.now();
  for (const mutation of mutations) mutate(readFileSync(mutation.file, "utf8"), mutation);
  // of one test file one after the other, since its modules are compiled then
  const waiting = mutations.toSorted((one, other) => one.test.localeCompare(other.test));
  const running = Array.from({ length: Math.min(atOnce, waiting.length) }, async () => {
    let caught = 0;
    for await (const judged of judgeSome(waiting, runner)) {
      for (const line of linesOf(judged)) tell(line);
      if (judged.caught) caught += 1;
    }
    return caught;
  });
  const caught = (await Promise.all(running)).reduce((sum, one) => sum + one, 0);
  const seconds = ((performance.now() - began) / 1000).toFixed(0);
  tell(`${caught} of ${mutations.length} mutations caught in ${seconds} s`);
  return caught === mutations.length;
}

/** Takes mutations as long as there are any, in a process of its own. One that dies leaves what it took unjudged. */
async function* judgeSome(waiting: Mutation[], runner: string): AsyncGenerator<Judged> {
  const child = fork(runner, {
    // Ctrl-C ends this process alone, and the other tidies up once it has lost it
    detached: true,
    // what tests print says nothing about mutations
    stdio: ["ignore", "ignore", "inherit", "ipc"],
    env: { SEED: "1", ...process.env },
  });
  try {
    await answerOf<"ready">(child);
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      child.send(next);
      const judged = await answerOf<Judged>(child);
      if (judged === null) break;
      yield judged;
    }
  } finally {
    if (child.connected) child.disconnect();
    if (child.exitCode === null) await new Promise((resolve) => child.once("exit", resolve));
  }
}

/** The next message of a process; null: it has ended. */
async function answerOf<Message>(child: ChildProcess): Promise<Message | null> {
  return await new Promise((resolve) => {
    const ended = () => resolve(null);
    child.once("exit", ended);
    child.once("message", (message) => {
      child.off("exit", ended);
      resolve(message as Message);
    });
  });
}

function linesOf({ caught, why, mutation, seconds }: Judged): string[] {
  const line = `${caught ? "caught" : "MISSED"}  ${seconds.toFixed(1).padStart(5)} s  ${mutation.name}`;
  return caught ? [line] : [line, `        ${mutation.file} → ${mutation.test}: ${why}`];
}
