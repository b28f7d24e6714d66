import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { database } from "@/server/database/client";
import { operations } from "@/server/doors/operations";
import { methods } from "@/server/doors/xmlapi/methods";
import { ReplayedCall, spendOnce, sweepSpent } from "@/server/operation/replayed-call";
import { actorOf, customer, freshName, tariff } from "../../builders";
import { countStatements, givenFreshDatabase } from "../../database/fresh";
import { type Outcome, Process, type Sent } from "../door/processes";
import { authorization, isStale, type Login } from "../stage/digest-client";

givenFreshDatabase();

const address = "192.0.2.7";
const processes: { one?: Process; other?: Process } = {};

function running(which: "one" | "other"): Process {
  const found = processes[which];
  if (!found) throw new Error("it was started");
  return found;
}

beforeAll(async () => {
  [processes.one, processes.other] = await Promise.all([Process.start(), Process.start()]);
});
afterAll(async () => {
  await Promise.all(Object.values(processes).map((one) => one.stop()));
});

const read = { name: "getCustomerInfo", address } as const;
const write = () => ({
  name: "createCustomer" as const,
  address,
  input: { i_tariff: null, name: freshName(), web_password: "correct horse battery" },
});

async function apiUser() {
  const login: Login = { username: freshName("api user"), password: "correct horse api" };
  const { i_customer } = await customer(1, { web_login: login.username, api_password: login.password });
  return { i_customer, login, reading: { ...read, input: { i_customer } } };
}

function nonceIn(outcome: Outcome): string {
  if (outcome.kind !== "challenge") throw new Error(`no challenge but ${JSON.stringify(outcome)}`);
  return /nonce="([^"]*)"/.exec(outcome.headers[0] ?? "")?.[1] ?? "";
}

/** A header that somebody overheard: of a valid call that the one process answered. */
async function caught(login: Login, sent: Sent): Promise<string> {
  const nonce = nonceIn(await running("one").call(sent));
  const header = authorization(login, { nonce });
  expect((await running("one").call({ ...sent, authorization: header })).kind).toBe("done");
  return header;
}

async function exists(name: unknown): Promise<boolean> {
  return (await database().customer.count({ where: { name: String(name) } })) > 0;
}

describe("a header caught from a read", () => {
  it("is good for nothing more at the process that saw it", async () => {
    const { login, reading } = await apiUser();
    const header = await caught(login, reading);
    const writing = write();
    for (const sent of [reading, writing]) {
      const outcome = await running("one").call({ ...sent, authorization: header });
      expect(outcome.kind === "challenge" && isStale(outcome)).toBe(true);
    }
    expect(await exists(writing.input.name)).toBe(false);
  });

  it("is good for nothing from another address, at that process and at another", async () => {
    const { login, reading } = await apiUser();
    const header = await caught(login, reading);
    const writing = write();
    for (const which of ["one", "other"] as const) {
      const sent = { ...writing, address: "192.0.2.66", authorization: header };
      expect((await running(which).call(sent)).kind).toBe("challenge");
    }
    expect(await exists(writing.input.name)).toBe(false);
  });

  it("is good for nothing after a restart, as a process takes no nonce older than itself", async () => {
    const { login, reading } = await apiUser();
    const header = await caught(login, reading);
    const restarted = await Process.start();
    const writing = write();
    for (const from of [address, "192.0.2.66"]) {
      const outcome = await restarted.call({ ...writing, address: from, authorization: header });
      expect(outcome.kind).toBe("challenge");
    }
    await restarted.stop();
    expect(await exists(writing.input.name)).toBe(false);
  });

  // as docs/security.md says, since the digest does not cover the body
  it("from the same address, at another process that ran before, within 5 minutes, is good for one write", async () => {
    const { login, reading } = await apiUser();
    const header = await caught(login, reading);
    const sent = { ...write(), authorization: header };
    expect((await running("other").call(sent)).kind).toBe("done");
    for (const which of ["one", "other"] as const) {
      const again = { ...write(), authorization: header };
      expect((await running(which).call(again)).kind).toBe("challenge");
      expect(await exists(again.input.name)).toBe(false);
    }
  });
});

describe("a header caught from a write", () => {
  it("is refused by every process, with the same body and with another", async () => {
    const { login } = await apiUser();
    const writing = write();
    const header = await caught(login, writing);
    const others = [writing, write(), { ...write(), place: 1 }];
    for (const sent of others)
      expect((await running("one").call({ ...sent, authorization: header })).kind).toBe("challenge");
    // that process has not seen it, so the row refuses it
    const [first = writing, ...rest] = others;
    expect((await running("other").call({ ...first, authorization: header })).kind).toBe("replayed");
    for (const sent of rest)
      expect((await running("other").call({ ...sent, authorization: header })).kind).toBe("challenge");
    expect(await database().customer.count({ where: { name: writing.input.name } })).toBe(1);
    for (const sent of rest) expect(await exists(sent.input.name)).toBe(false);
  });

  it("of a single call is not good for a multicall, nor one of a multicall for a single call", async () => {
    for (const [before, after] of [
      [0, 1],
      [3, 0],
      [1, 2],
    ] as const) {
      const { login } = await apiUser();
      const header = await caught(login, { ...write(), place: before });
      const sent = { ...write(), place: after, authorization: header };
      expect((await running("other").call(sent)).kind).toBe("replayed");
      expect(await exists(sent.input.name)).toBe(false);
    }
  });

  it("that was refused is not good once its reason is gone", async () => {
    const { login } = await apiUser();
    const writing = write();
    const { i_customer } = await customer(1, { name: writing.input.name, web_login: freshName("other") });
    const header = authorization(login, { nonce: nonceIn(await running("one").call(writing)) });
    expect(await running("one").call({ ...writing, authorization: header })).toEqual({
      kind: "fault",
      code: 409,
    });
    await operations.deleteCustomer(await actorOf(1), { i_customer });
    expect((await running("other").call({ ...writing, authorization: header })).kind).toBe("replayed");
    expect(await exists(writing.input.name)).toBe(false);
  });

  it("reaches two processes at the same moment: one of them does it", async () => {
    const { login, i_customer } = await apiUser();
    for (let round = 0; round < 5; round += 1) {
      const nonce = nonceIn(await running("one").call(write()));
      const header = authorization(login, { nonce });
      const both = await Promise.all(
        (["one", "other"] as const).map((which) =>
          running(which).call({ ...write(), authorization: header }),
        ),
      );
      expect(both.map(({ kind }) => kind).sort()).toEqual(["done", "replayed"]);
    }
    expect(await database().customer.count({ where: { i_wholesaler: i_customer } })).toBe(5);
  });

  it("of authCustomer or a one-time password is refused too: both use something up", async () => {
    const { login } = await apiUser();
    const { username } = login;
    const calls: Sent[] = [
      { name: "authCustomer", address, input: { username, password: "correct horse battery" } },
      { name: "resetCustomerOneTimePassword", address, input: { web_login: username } },
    ];
    for (const sent of calls) {
      const header = await caught(login, sent);
      expect((await running("other").call({ ...sent, authorization: header })).kind).toBe("replayed");
    }
  });
});

describe("the calls of a multicall", () => {
  it("are one request, each with its place: none comes twice, and none goes back", async () => {
    const once = { nonce: freshName("nonce"), nc: 1, call: "a" };
    const db = database();
    for (const place of [1, 2, 5]) await spendOnce(db, { ...once, place });
    for (const place of [5, 2, 0])
      await expect(spendOnce(db, { ...once, place })).rejects.toThrow(ReplayedCall);
    await expect(spendOnce(db, { ...once, call: "b", place: 6 })).rejects.toThrow(ReplayedCall);
    await spendOnce(db, { ...once, nc: 0xffffffff, place: 0 });
  });

  it("go on after one that was refused", async () => {
    const { i_customer } = await apiUser();
    const actor = await actorOf(i_customer, "api");
    const once = { nonce: freshName("nonce"), nc: 1, call: "a" };
    const name = freshName();
    const input = { i_tariff: null, name, web_password: "correct horse battery" };
    await operations.createCustomer({ ...actor, once: { ...once, place: 1 } }, input);
    await expect(operations.createCustomer({ ...actor, once: { ...once, place: 2 } }, input)).rejects.toThrow(
      /taken/,
    );
    await operations.createCustomer(
      { ...actor, once: { ...once, place: 3 } },
      { ...input, name: freshName() },
    );
    expect(await database().customer.count({ where: { i_wholesaler: i_customer } })).toBe(2);
  });
});

it("what was used up is kept for as long as it could come again, and not for ever", async () => {
  const db = database();
  const nonce = freshName("nonce");
  for (const nc of [1, 2]) await spendOnce(db, { nonce, nc, call: "a", place: 0 });
  await db.$executeRaw`
    UPDATE spent_nonces SET spent_at = now() - interval '11 minutes' WHERE nonce = ${nonce} AND nc = 1`;
  await sweepSpent(Date.now() + 3_600_000);
  const kept = await db.spentNonce.findMany({ where: { nonce }, select: { nc: true } });
  expect(kept).toEqual([{ nc: 2n }]);
});

describe("every operation", () => {
  it("that changes anything uses up its digest: all others send nothing but questions", async () => {
    const { i_customer } = await apiUser();
    const actor = { ...(await actorOf(i_customer, "api")), once: { nonce: "n", nc: 1, call: "c", place: 0 } };
    await sweepSpent();
    const i_tariff = await tariff(i_customer);
    const bag = { i_customer, i_tariff, name: actor.login, q: "a", web_password: "x", amount: "1", limit: 5 };
    for (const [name, operation] of Object.entries(operations)) {
      const { effect } = operation.definition;
      // the web has other operations, which no program can call
      if (effect !== "reads" || !Object.hasOwn(methods, name)) continue;
      // each takes its own parameters from the bag
      const call = operation as (who: typeof actor, input: Record<string, unknown>) => Promise<unknown>;
      const { texts } = await countStatements(() => call(actor, bag).catch(() => undefined));
      // we record a refusal, which changes nobody's data
      const own = texts.filter((text) => !/INSERT INTO refusals/.test(text));
      for (const text of own) expect(`${name}: ${text.trimStart()}`).toMatch(/: (SELECT|WITH)\b/i);
    }
  });

  it("costs one statement more for it, and none where it reads", async () => {
    const { i_customer } = await apiUser();
    const actor = await actorOf(i_customer, "api");
    const once = { nonce: freshName("nonce"), nc: 1, call: "c", place: 0 };
    await sweepSpent();
    const input = () => ({ i_tariff: null, name: freshName(), web_password: "correct horse battery" });
    const cost = async (who: typeof actor) => {
      const written = await countStatements(async () => await operations.createCustomer(who, input()));
      const asked = await countStatements(async () => await operations.getCustomerInfo(who, { i_customer }));
      return [written.count, asked.count];
    };
    const [written = 0, asked = 0] = await cost(actor);
    expect(await cost({ ...actor, once: { ...once, nc: 2 } })).toEqual([written + 1, asked]);
  });
});
