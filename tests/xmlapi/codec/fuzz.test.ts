import { Agent } from "node:http";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { beforeAll, expect, it } from "vitest";
import { methods } from "@/server/doors/xmlapi/methods";
import { provideSettings } from "@/server/ground/settings";
import { fc, seed } from "@/tests/chance";
import { givenFreshDatabase } from "../../database/fresh";
import { send } from "../stage/poster";
import { givenDoor } from "../stage/served";
import { readAnswer } from "../stage/wire";
import { callDocument, document, type Hostile, textOf } from "./fuzz-documents";

givenFreshDatabase();
// a method that takes anything, so that every readable call gets an answer without the database
givenDoor({
  ...methods,
  anything: { operation: async () => ({}), meaning: "Takes anything.", parameters: [], returns: {} },
});
beforeAll(() => provideSettings({ TRUSTED_HOSTS: "127.0.0.1" }));

const count = 10_000;
const clients = 8;
/** Generous: the test itself keeps some memory, and so do the engine's caches. */
const mostGrowth = 64 * 1_048_576;

it("10,000 generated documents get an answer each, and the process stays as large as it was", async () => {
  const agent = new Agent({ keepAlive: true, maxSockets: clients });
  await post(fc.sample(callDocument, { seed, numRuns: 200 }), agent);

  const before = heap();
  const slowest = { ms: 0, what: "" };
  const codes = new Map<string, number>();
  for (let round = 0; round < 10; round += 1) {
    const documents = fc.sample(document, { seed: seed + round, numRuns: count / 10 });
    for (const { ms, what, outcome } of await post(documents, agent)) {
      codes.set(outcome, (codes.get(outcome) ?? 0) + 1);
      if (ms > slowest.ms) Object.assign(slowest, { ms, what: what.slice(0, 120) });
    }
  }
  const growth = heap() - before;
  agent.destroy();

  console.log(
    `seed ${seed}; slowest ${slowest.ms.toFixed(0)} ms: ${JSON.stringify(slowest.what)}; ` +
      `heap ${(growth / 1_048_576).toFixed(1)} MiB more; ${JSON.stringify(Object.fromEntries(codes))}`,
  );
  const answered = [...codes.values()].reduce((sum, number) => sum + number, 0);
  expect(answered).toBe(count);
  // there really were both kinds
  expect(codes.get("OK") ?? 0).toBeGreaterThan(count / 20);
  expect(codes.get("400") ?? 0).toBeGreaterThan(count / 20);
  expect([...codes.keys()].filter((code) => !["OK", "400", "404"].includes(code))).toEqual([]);
  expect(growth).toBeLessThan(mostGrowth);
}, 300_000);

it.each<Hostile>([
  { before: "<methodCall>", token: "<!'", times: 300_000, after: "" },
  { before: "<methodCall><!", token: "A", times: 1_000_000, after: "" },
  { before: "<!DOCTYPE a [", token: "<!ENTITY a 'b'>", times: 60_000, after: "" },
  { before: "<methodCall>", token: "<!-- a -->", times: 100_000, after: "" },
  { before: "<methodCall><!--", token: "- ", times: 500_000, after: "" },
  { before: "<methodCall>", token: "<?a b?>", times: 140_000, after: "" },
  { before: "<methodCall ", token: "a='b' ", times: 170_000, after: "" },
  { before: "<methodCall a='", token: "b", times: 1_000_000, after: "" },
  { before: "<methodCall><methodName>", token: "m", times: 1_000_000, after: "" },
  { before: "<methodCall><methodName>", token: "&amp;", times: 200_000, after: "" },
  { before: "<methodCall><methodName>", token: "<![CDATA[]]]>", times: 70_000, after: "" },
  { before: "<methodCall><methodName><![CDATA[", token: "]", times: 1_000_000, after: "" },
  { before: "<methodCall><methodName>&", token: "a", times: 1_000_000, after: "" },
  { before: "<methodCall><methodName>&#", token: "0", times: 1_000_000, after: "65;" },
  { before: "<", token: "a", times: 1_000_000, after: "" },
  { before: "", token: " ", times: 1_000_000, after: "" },
  { before: "", token: "<a>", times: 300_000, after: "" },
  { before: "<methodCall><params><param><value>", token: "<array><data><value>", times: 50_000, after: "" },
  { before: "<methodCall><params><param><value><struct>", token: "<member/>", times: 110_000, after: "" },
  { before: "<methodCall><params><param><value><array><data>", token: "<value/>", times: 120_000, after: "" },
  { before: "<methodCall><params><param><value><int>", token: "9", times: 1_000_000, after: "" },
])("a megabyte of $token is answered with a fault", async (hostile) => {
  const [{ outcome, ms } = { outcome: "", ms: 0 }] = await post([hostile]);
  console.log(`${ms.toFixed(0)} ms: ${JSON.stringify(hostile)}`);
  expect(outcome).toBe("400");
});

type Outcome = { readonly ms: number; readonly what: string; readonly outcome: string };

/** Sends documents, some at a time. @throws if one gets no answer */
async function post(documents: readonly Hostile[], agent?: Agent): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  const waiting = [...documents];
  const work = async () => {
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      const what = textOf(next);
      const began = performance.now();
      const { status, body } = await send(what, agent ? { agent } : {});
      const ms = performance.now() - began;
      if (status !== 200) throw new Error(`HTTP ${status} for ${JSON.stringify(next)}`);
      const answer = readAnswer(body.toString("utf8"));
      outcomes.push({ ms, what, outcome: "fault" in answer ? String(answer.fault.code) : "OK" });
    }
  };
  await Promise.all(Array.from({ length: agent ? clients : 1 }, work));
  return outcomes;
}

/** The memory really in use, in bytes. */
function heap(): number {
  setFlagsFromString("--expose-gc");
  runInNewContext("gc")();
  return process.memoryUsage().heapUsed;
}
