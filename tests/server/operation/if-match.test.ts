import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import type { Actor } from "@/server/actor/actor";
import { operations } from "@/server/doors/operations";
import { Refusal } from "@/server/ground/refusal";
import type { Asked } from "@/server/operation/asked/asked-call";
import { freshName, refusalOf } from "../../builders";
import { givenFreshDatabase } from "../../database/fresh";
import { reseller, toldBy } from "./asking";

givenFreshDatabase();

type Stage = Awaited<ReturnType<typeof reseller>>;
type Choice = { readonly asked: Asked };

/** How each kind is read and written: the second argument makes calls differ. */
const kinds: Readonly<
  Record<
    string,
    {
      readonly read: (of: Stage, choice: Choice) => Promise<unknown>;
      readonly write: (of: Stage, one: number, choice: Choice) => Promise<unknown>;
    }
  >
> = {
  "a customer": {
    read: ({ actor, i_customer }, choice) => operations.getCustomerInfo(actor, { i_customer }, choice),
    write: ({ actor, i_customer }, one, choice) =>
      operations.updateCustomer(actor, { i_customer, city: `Lima ${one}` }, choice),
  },
  "a customer's balance": {
    read: ({ actor, i_customer }, choice) => operations.getCustomerInfo(actor, { i_customer }, choice),
    write: ({ actor, i_customer }, one, choice) =>
      operations.customerAddFunds(actor, { i_customer, amount: one + 1 }, choice),
  },
  "a customer's block": {
    read: ({ actor, i_customer }, choice) => operations.getCustomerInfo(actor, { i_customer }, choice),
    write: ({ actor, i_customer }, one, choice) =>
      operations.blockCustomer(actor, { i_customer, text: String(one) }, choice),
  },
  "one's own customer": {
    read: ({ own, i_customer }, choice) => operations.getCustomerInfo(own, { i_customer }, choice),
    write: ({ own }, one, choice) => operations.updateOwnData(own, { city: `Lima ${one}` }, choice),
  },
  "a web user": {
    read: ({ own, i_web_user }, choice) => operations.getWebUser(own, { i_web_user }, choice),
    write: ({ own, i_web_user }, _one, choice) =>
      operations.editWebUser(own, { i_web_user, web_login: freshName("login") }, choice),
  },
  "a tariff": {
    read: ({ actor, i_tariff }, choice) => operations.listTariffs(actor, { i_tariff }, choice),
    write: ({ actor, i_tariff }, _one, choice) =>
      operations.editTariff(actor, { i_tariff, name: freshName(), currency: "USD" }, choice),
  },
  "a routing group": {
    read: ({ actor, i_routing_group }, choice) =>
      operations.listRoutingGroups(actor, { i_routing_group }, choice),
    write: ({ actor, i_routing_group }, _one, choice) =>
      operations.editRoutingGroup(actor, { i_routing_group, name: freshName() }, choice),
  },
  "a profile": {
    read: ({ actor, i_profile }, choice) => operations.getProfile(actor, { i_profile }, choice),
    write: ({ actor, i_profile }, _one, choice) =>
      operations.editProfile(actor, { i_profile, name: freshName(), attributes: {} }, choice),
  },
  "a webhook endpoint": {
    read: ({ actor, i_endpoint }, choice) => operations.getEndpoint(actor, { i_endpoint }, choice),
    write: ({ actor, i_endpoint }, one, choice) =>
      operations.editEndpoint(actor, { i_endpoint, note: `Note ${one}` }, choice),
  },
  "a brand": {
    read: ({ own, i_customer }, choice) => operations.getBrand(own, { i_customer }, choice),
    write: ({ own, i_customer }, one, choice) =>
      operations.saveBrand(own, { i_customer, product_name: `Brand ${one}` }, choice),
  },
};

describe.each(Object.entries(kinds))("whoever read %s", (_name, { read, write }) => {
  it("writes it as long as nobody else has, and goes on with the tag that it is told", async () => {
    const of = await reseller();
    let { tag = "" } = await toldBy((choice) => read(of, choice));
    for (let time = 0; time < 3; time += 1) {
      const told = await toldBy((choice) => write(of, time, choice), { match: ['"v0"', tag] });
      expect(told.tag).not.toBe(tag);
      expect(await toldBy((choice) => read(of, choice))).toEqual(told);
      tag = told.tag ?? "";
    }
    await write(of, 3, { asked: { told: () => {} } });
    expect(await refusalOf(toldBy((choice) => write(of, 4, choice), { match: [tag] }))).toMatchObject({
      code: 412,
      key: "changed",
    });
    expect(await toldBy((choice) => write(of, 4, choice), { match: ["*"] })).toHaveProperty("tag");
  });

  it("is one who wins, of twenty with one tag at once; what the others would have written is not there", async () => {
    const of = await reseller();
    const { tag = "" } = await toldBy((choice) => read(of, choice));
    const done = await Promise.allSettled(
      Array.from({ length: 20 }, async (_, one) => {
        await toldBy((choice) => write(of, one, choice), { match: [tag] });
        return one;
      }),
    );
    const won = done.filter(({ status }) => status === "fulfilled");
    const codes = done.flatMap((one) =>
      one.status === "rejected" ? [one.reason instanceof Refusal ? one.reason.code : one.reason] : [],
    );
    expect([won.length, ...new Set(codes)]).toEqual([1, 412]);
    const { tag: after } = await toldBy((choice) => read(of, choice));
    const counts = (text = "") => text.match(/\d+/g) ?? [];
    const before = counts(tag);
    expect(counts(after).filter((count, place) => count !== before[place])).toHaveLength(1);
  });
});

it("a refusal says which parts of a customer have changed, against the nearest of the tags", async () => {
  const { actor, i_customer } = await reseller();
  const read = async () =>
    (await toldBy((choice) => operations.getCustomerInfo(actor, { i_customer }, choice))).tag ?? "";
  const first = await read();
  const partsOf = async (...match: string[]) => {
    const error = await operations
      .updateCustomer(actor, { i_customer, city: "Oslo" }, { asked: { match, told: () => {} } })
      .catch((thrown: unknown) => thrown);
    return error instanceof Refusal ? error.reason?.values?.parts : error;
  };
  await operations.customerAddFunds(actor, { i_customer, amount: 1 });
  expect(await partsOf(first)).toBe("balance");
  const second = await read();
  await operations.blockCustomer(actor, { i_customer });
  expect(await partsOf(first)).toBe("balance, block");
  expect(await partsOf(first, second)).toBe("block");
  await operations.updateCustomer(actor, { i_customer, city: "Lima" });
  expect(await partsOf(first)).toBe("attributes, balance, block");
  expect(await partsOf('W/"x"')).toBe("attributes, balance, block");
});

it("that it is not there comes before that it has changed, and this before what the change itself refuses", async () => {
  const { actor, i_customer, i_tariff } = await reseller();
  const stale = { asked: { match: ['"v0"'], told: () => {} } };
  const codeOf = async (call: Promise<unknown>) => (await refusalOf(call)).code;
  expect(await codeOf(operations.editTariff(actor, { i_tariff: 0, name: "x", currency: "USD" }, stale))).toBe(
    404,
  );
  const { name } = await operations
    .listTariffs(actor, { i_tariff })
    .then(({ tariffs: [one] }) => one ?? { name: "" });
  await operations.addTariff(actor, { name: `${name} 2`, currency: "USD" });
  const taken = { i_tariff, name: `${name} 2`, currency: "USD" };
  expect(await codeOf(operations.editTariff(actor, taken, stale))).toBe(412);
  expect(await codeOf(operations.editTariff(actor, taken))).toBe(409);
  const mayNot: Actor = { ...actor, access_level: "REPORTER" };
  expect(await codeOf(operations.editTariff(mayNot, taken, stale))).toBe(403);
  expect(await codeOf(operations.addTariff(actor, { name: "x", currency: "USD" }, stale))).toBe(412);
  expect(await codeOf(operations.checkAlias(actor, { i_customer }, stale))).toBe(400);
});

it("of many who read and write all parts of a customer and its people at once none stops another for good, and no tag serves two", async () => {
  const of = await reseller();
  const { actor, own, i_customer, i_web_user } = of;
  const readers = {
    customer: (choice: Choice) => operations.getCustomerInfo(actor, { i_customer }, choice),
    web_user: (choice: Choice) => operations.getWebUser(own, { i_web_user }, choice),
  };
  const word = () => randomUUID();
  let width = 0;
  const next = () => {
    width += 1;
    return width;
  };
  const writes: readonly (readonly [keyof typeof readers, (choice: Choice) => Promise<unknown>])[] = [
    ["customer", (choice) => operations.updateCustomer(actor, { i_customer, city: word() }, choice)],
    ["customer", (choice) => operations.updateCustomer(actor, { i_customer, web_login: word() }, choice)],
    [
      "customer",
      (choice) => operations.updateCustomer(actor, { i_customer, css: `.x { width: ${next()}px }` }, choice),
    ],
    ["customer", (choice) => operations.changeCreditLimit(actor, { i_customer, change: 1 }, choice)],
    ["customer", (choice) => operations.customerAddFunds(actor, { i_customer, amount: 1 }, choice)],
    ["customer", (choice) => operations.blockCustomer(actor, { i_customer, text: word() }, choice)],
    ["customer", (choice) => operations.unblockCustomer(actor, { i_customer }, choice)],
    ["customer", (choice) => operations.updateOwnData(own, { city: word() }, choice)],
    ["customer", (choice) => operations.addWebUser(own, { i_customer, web_login: word() }, choice)],
    ["web_user", (choice) => operations.editWebUser(own, { i_web_user, web_login: word() }, choice)],
    ["web_user", (choice) => operations.editWebUser(own, { i_web_user, name: word() }, choice)],
    ["web_user", (choice) => operations.blockWebUser(own, { i_web_user }, choice)],
    ["web_user", (choice) => operations.unblockWebUser(own, { i_web_user }, choice)],
  ];
  const spent: string[] = [];
  const worker = async (number: number) => {
    for (let time = 0; time < 25; time += 1) {
      // each in another order
      const [kind, write] = writes[(number * 5 + time * 7) % writes.length] ?? fail();
      const { tag = "" } = await toldBy(readers[kind]);
      try {
        const told = await toldBy(write, { match: [tag] });
        if (told.tag !== tag) spent.push(`${kind} ${tag}`);
      } catch (error) {
        if (!(error instanceof Refusal) || (error.code !== 412 && error.code !== 409)) throw error;
      }
    }
  };
  await Promise.all(Array.from({ length: 12 }, async (_, one) => await worker(one)));
  expect(spent.length).toBeGreaterThan(25);
  expect(new Set(spent).size).toBe(spent.length);
}, 120_000);

function fail(): never {
  throw new Error("there is one at least");
}
