import { beforeAll, describe, expect, it } from "vitest";
import { systemActor } from "@/server/actor/system-actor";
import { operations } from "@/server/doors/operations";
import type { Method } from "@/server/doors/xmlapi/method";
import { methods } from "@/server/doors/xmlapi/methods";
import { provideSettings } from "@/server/ground/settings";
import { fc, seed } from "@/tests/chance";
import { actorOf, customer, freshName } from "../../builders";
import { givenFreshDatabase } from "../../database/fresh";
import { authorization } from "../stage/digest-client";
import { ask, faultOf, send } from "../stage/poster";
import { givenDoor } from "../stage/served";
import { arrayOf, asStruct, callOf, int, type Sent, scalar, string, structOf } from "../stage/wire";

givenFreshDatabase();
givenDoor();
beforeAll(() => provideSettings({ TRUSTED_HOSTS: "" }));

const password = "correct horse api";

/** A customer of a random tree, and a program that calls as it. */
class Caller {
  #nonce = "";
  #count = 0;

  constructor(
    readonly id: number,
    readonly parent: Caller | null,
    readonly name: string,
    readonly login: string,
  ) {}

  /** itself and everybody above it */
  get way(): readonly Caller[] {
    return [this, ...(this.parent?.way ?? [])];
  }

  async header() {
    if (this.#nonce === "") {
      const { headers } = await send("");
      this.#nonce = /nonce="([^"]+)"/.exec(headers["www-authenticate"] ?? "")?.[1] ?? "";
    }
    this.#count += 1;
    const said = { nonce: this.#nonce, nc: this.#count };
    return { headers: { authorization: authorization({ username: this.login, password }, said) } };
  }

  async call(method: string, members: Sent) {
    return await ask(callOf(method, members), await this.header());
  }

  async fault(method: string, members: Sent) {
    return await faultOf(callOf(method, members), await this.header());
  }
}

/** Grows a tree below root, in which everybody's parent is somebody before them. */
async function grow(parents: readonly number[]): Promise<Caller[]> {
  const tree: Caller[] = [];
  for (const which of parents) {
    const parent = tree[which % Math.max(tree.length, 1)] ?? null;
    const [name, web_login] = [freshName("node"), freshName("login")];
    const values = { name, web_login, api_password: password };
    const { i_customer } = await customer(parent?.id ?? 1, values);
    tree.push(new Caller(i_customer, parent, name, web_login));
  }
  return tree;
}

/** A random choice of so many items, or of all if there are fewer. */
function some<Item>(all: readonly Item[], count: number): Item[] {
  return (
    fc
      .sample(fc.shuffledSubarray([...all], { minLength: Math.min(count, all.length) }), 1)[0]
      ?.slice(0, count) ?? []
  );
}

const isBelow = (one: Caller, top: Caller) => one !== top && one.way.includes(top);
const notFound = { code: 404, text: "There is no such customer, or it is not yours." };
const outOfScope = { code: 403, text: "Parameter i_wholesaler is out of your scope" };

describe("on a random tree", () => {
  let tree: readonly Caller[] = [];
  let stranger: Caller;
  beforeAll(async () => {
    const [parents = []] = fc.sample(fc.array(fc.nat(20), { minLength: 7, maxLength: 7 }), 1);
    tree = await grow(parents);
    [stranger] = (await grow([0])) as [Caller];
    console.info(`SEED=${seed}: parents ${parents.join(" ")}`);
  });

  it("getCustomerInfo reads the scope and exactly its descendants, by id and by name", async () => {
    for (const reader of tree)
      for (const target of [...tree, stranger])
        for (const which of [{ i_customer: int(target.id) }, { name: string(target.name) }]) {
          if (target === reader || isBelow(target, reader)) {
            const answer = await reader.call("getCustomerInfo", which);
            if ("fault" in answer) throw new Error(`${reader.id} reads ${target.id}: ${answer.fault.text}`);
            const info = asStruct(asStruct(answer.value).customer);
            expect(scalar(info.i_customer, "int")).toBe(String(target.id));
          } else expect(await reader.fault("getCustomerInfo", which)).toEqual(notFound);
        }
  });

  it("blockCustomer and unblockCustomer reach exactly the descendants, from every scope that is the caller's", async () => {
    for (const actor of tree)
      for (const scope of [
        actor,
        ...some(
          tree.filter((one) => isBelow(one, actor)),
          1,
        ),
      ])
        for (const target of [...tree, stranger]) {
          const members = { i_wholesaler: int(scope.id), i_customer: int(target.id) };
          if (!isBelow(target, scope)) {
            for (const method of ["blockCustomer", "unblockCustomer"])
              expect(await actor.fault(method, members)).toEqual(notFound);
            continue;
          }
          const affected = tree.filter((one) => isBelow(one, target)).length;
          expect(await actor.call("blockCustomer", members)).toEqual({
            value: {
              result: ["string", "OK"],
              i_customer: ["int", String(target.id)],
              blocked: ["boolean", "1"],
              affected: ["int", String(affected)],
            },
          });
          expect(await actor.call("unblockCustomer", members)).toHaveProperty("value");
        }
  });

  it("every method with a scope refuses every scope outside with the one sentence", async () => {
    const scoped = Object.entries<Method>(methods).filter(([, { parameters }]) =>
      parameters.some(({ name }) => name === "i_wholesaler"),
    );
    expect(scoped.length).toBeGreaterThan(10);
    for (const [method] of scoped)
      for (const caller of some(tree, 2)) {
        const outside = [...tree, stranger].filter((one) => !one.way.includes(caller)).map(({ id }) => id);
        for (const id of some([...outside, 1, 999_999], 2))
          expect([method, await caller.fault(method, { ...sound[method], i_wholesaler: int(id) })]).toEqual([
            method,
            outOfScope,
          ]);
      }
  });

  it("a read from above the parent, and a block, stand in the parent's history as 'your provider'", async () => {
    const deep = tree.find((one) => one.way.length > 2);
    const [target, parent, above] = deep?.way ?? [];
    // in a flat tree there is nobody above a parent
    if (!target || !parent || !above) return;
    const before = Number((await history(parent, target)).at(0)?.i_audit ?? 0);
    await above.call("getCustomerInfo", { i_customer: int(target.id) });
    await above.call("blockCustomer", { i_customer: int(target.id) });
    await above.call("unblockCustomer", { i_customer: int(target.id) });
    const entries = (await history(parent, target)).filter(({ i_audit }) => Number(i_audit) > before);
    const told = entries.map(({ operation, by }) => [operation, by]);
    expect(told.slice(0, 2)).toEqual([
      ["unblockCustomer", null],
      ["blockCustomer", null],
    ]);
    // we note one opening by the same program in a quarter of an hour
    expect(await openings(parent, target)).toBeGreaterThan(0);
  });
});

it("a trusted host that reads from above the parent leaves its one entry where the parent sees it", async () => {
  const [top, , below] = await grow([0, 0, 1]);
  if (!top || !below?.parent) throw new Error("three in a row");
  const trusted = { ...systemActor, door: "trusted" as const, address: "192.0.2.7" };
  for (const [i_wholesaler, times] of [
    [top.id, 1],
    [below.parent.id, 2],
  ] as const) {
    await operations.getCustomerInfo(trusted, { i_wholesaler, i_customer: below.id });
    const { entries } = await operations.listHistory(await actorOf(below.parent.id), {
      what: "getCustomerInfo",
    });
    expect(entries).toHaveLength(times);
  }
});

/** What each method needs besides the scope, so that nothing refuses it for its shape. */
const sound: Readonly<Record<string, Sent>> = {
  createCustomer: { i_tariff: "<nil/>", name: string("x"), web_password: string("correct horse battery") },
  getCustomerInfo: { i_customer: int(1) },
  updateCustomer: { i_customer: int(1), city: string("x") },
  deleteCustomer: { i_customer: int(1) },
  blockCustomer: { i_customer: int(1) },
  unblockCustomer: { i_customer: int(1) },
  customerAddFunds: { i_customer: int(1), amount: int(1) },
  customerCredit: { i_customer: int(1), amount: int(1) },
  customerDebit: { i_customer: int(1), amount: int(1) },
  listLedger: { i_customer: int(1) },
  updateCustomers: { values: structOf({ city: string("x") }), ids: arrayOf([int(1)]) },
};

async function history(reader: Caller, target: Caller) {
  const actor = await actorOf(reader.id);
  return (await operations.listHistory(actor, { i_customer: target.id })).entries;
}

async function openings(reader: Caller, target: Caller): Promise<number> {
  return (await history(reader, target)).filter(({ operation }) => operation === "getCustomerInfo").length;
}
