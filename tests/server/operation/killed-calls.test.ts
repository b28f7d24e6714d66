import { type ChildProcess, fork } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import { database } from "@/server/database/client";
import { customer, freshName, tariff } from "../../builders";
import { bundleProcess } from "../../bundle-process";
import { fresh, givenFreshDatabase } from "../../database/fresh";
import type { CallAnswered, CallAsked } from "./calling-process";

// at its end it compares all sums with the rows
givenFreshDatabase();

const kills = 20;

const programs: ChildProcess[] = [];
/** Who waits for an answer of which program. */
const waiting = new Map<number, { program: ChildProcess; answered: (answer: CallAnswered | null) => void }>();
let asked = 0;

beforeAll(async () => {
  await bundleProcess("tests/server/operation/calling-process.ts");
  for (let count = 0; count < 3; count += 1) await begin();
});
afterAll(() => {
  for (const program of programs) program.kill("SIGKILL");
});

async function begin(): Promise<void> {
  const program = fork(".build/calling-process.mjs", {
    env: {
      ...process.env,
      DATABASE_URL: fresh.applicationUrl,
      DATA_KEY: inject("server").dataKey,
      AUTH_SECRET: "s".repeat(32),
      LOG_LEVEL: "error",
    },
  });
  await once(program, "message");
  program.on("message", (answer: CallAnswered) => waiting.get(answer.id)?.answered(answer));
  programs.push(program);
}

/** Kills one in the middle of what it does, and begins another in its place. Who waited for it does not know what came of it. */
async function killOne(): Promise<void> {
  const program = programs.shift();
  if (!program) throw new Error("no program runs");
  program.kill("SIGKILL");
  await once(program, "exit");
  for (const { program: of, answered } of [...waiting.values()]) if (of === program) answered(null);
  await begin();
}

/** Sends a call to one of the programs. @returns null: it died */
async function ask(call: Omit<CallAsked, "id">): Promise<CallAnswered | null> {
  const program = programs[Math.floor(Math.random() * programs.length)];
  if (!program) throw new Error("no program runs");
  asked += 1;
  const id = asked;
  try {
    return await new Promise<CallAnswered | null>((answered) => {
      waiting.set(id, { program, answered });
      program.send({ ...call, id }, (error) => {
        if (error) answered(null);
      });
    });
  } finally {
    waiting.delete(id);
  }
}

/** Sends a call until it is answered, as programs should. */
async function insist(call: Omit<CallAsked, "id">): Promise<CallAnswered> {
  for (;;) {
    const answer = await ask(call);
    if (answer?.output !== undefined) return answer;
    await pause(Math.random() * 50);
  }
}

it(`calls under their keys, each sent by five at once while processes are killed ${kills} times, are done once and answered alike`, async () => {
  const { i_customer: i_wholesaler } = await customer(1, { balance: 1_000_000 });
  let killed = 0;
  let goesOn = true;
  const killing = (async () => {
    while (goesOn && killed < kills) {
      await pause(Math.random() * 300);
      await killOne();
      killed += 1;
    }
  })();
  const made: string[] = [];
  const paid: number[] = [];
  let replayed = 0;
  let calls = 0;
  for (let round = 0; killed < kills; round += 1) {
    const { i_customer } = await customer(i_wholesaler);
    const i_tariff = await tariff(i_wholesaler);
    const name = freshName(`round ${round}`);
    made.push(name);
    paid.push(i_customer);
    const wanted: readonly Omit<CallAsked, "id" | "key">[] = [
      { name: "customerAddFunds", raw: { i_wholesaler, i_customer, amount: "1.25" } },
      {
        name: "createCustomer",
        raw: { i_wholesaler, name, i_tariff: null, web_password: "correct horse battery" },
      },
      { name: "deleteTariff", raw: { i_wholesaler, i_tariff } },
    ];
    await Promise.all(
      wanted.map(async (call) => {
        const key = randomUUID();
        const answers = await Promise.all(
          Array.from({ length: 5 }, async () => await insist({ ...call, key })),
        );
        expect(new Set(answers.map(({ output }) => output)).size).toBe(1);
        // none, where whoever did it was killed before it could say so
        expect(answers.filter((answer) => !answer.replayed).length).toBeLessThanOrEqual(1);
        replayed += answers.filter((answer) => answer.replayed).length;
        calls += 1;
      }),
    );
  }
  goesOn = false;
  await killing;
  expect(killed).toBe(kills);
  expect(replayed).toBeGreaterThanOrEqual(4 * calls);
  const payments = await database().ledger.groupBy({
    by: ["i_customer"],
    where: { kind: "payment", i_customer: { in: paid } },
    _count: true,
  });
  expect(payments.map(({ _count }) => _count)).toEqual(paid.map(() => 1));
  expect(await database().customer.count({ where: { name: { in: made } } })).toBe(made.length);
  const deletions = await database().auditLog.count({ where: { operation: "deleteTariff" } });
  expect(deletions).toBe(made.length);
  expect(await database().idempotencyKey.count({ where: { kept: { not: null } } })).toBe(calls);
  expect(await database().idempotencyKey.count()).toBe(calls);
}, 300_000);
