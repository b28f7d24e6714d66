import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { updateCustomer } from "@/server/customers/update-customer";
import { provideSettings } from "@/server/ground/settings";
import { customer, freshName, refusalOf } from "../../builders";
import { givenFreshDatabase } from "../../database/fresh";
import { answerOf, faultOf } from "../stage/poster";
import { givenDoor } from "../stage/served";
import {
  arrayOf,
  asArray,
  asStruct,
  callOf,
  callWith,
  double,
  int,
  nil,
  type Seen,
  string,
  structOf,
} from "../stage/wire";

givenFreshDatabase();
givenDoor();

const invert = (value: "0" | "1") =>
  provideSettings({ TRUSTED_HOSTS: "127.0.0.1", XMLAPI_INVERT_BALANCE: value });
afterAll(() => invert("0"));

const scene = { reseller: 0, sub: 0 };
beforeEach(async () => {
  invert("1");
  scene.reseller = (await customer()).i_customer;
  scene.sub = (await customer(scene.reseller, { balance: "12.5" })).i_customer;
});

const members = () => ({ i_wholesaler: int(scene.reseller), i_customer: int(scene.sub) });
const update = (more: Readonly<Record<string, string>>) =>
  callOf("updateCustomer", { ...members(), ...more });
const done = { result: ["string", "OK"] };

async function infoBalance(): Promise<Seen | undefined> {
  return asStruct(asStruct(await answerOf(callOf("getCustomerInfo", members()))).customer).balance;
}

async function listedBalance(): Promise<Seen | undefined> {
  const list = asStruct(await answerOf(callOf("listCustomers", { i_wholesaler: int(scene.reseller) })));
  return asStruct(asArray(list.customers)[0]).balance;
}

describe("with XMLAPI_INVERT_BALANCE=1", () => {
  it("getCustomerInfo turns the sign of the balance, also within a multicall; listCustomers never does", async () => {
    expect(await infoBalance()).toEqual(["double", "-12.5"]);
    expect(await listedBalance()).toEqual(["double", "12.5"]);
    const inner = structOf({
      methodName: string("getCustomerInfo"),
      params: arrayOf([structOf(members())]),
    });
    const [[result]] = asArray(await answerOf(callWith("system.multicall", arrayOf([inner])))) as [[Seen]];
    expect(asStruct(asStruct(result).customer).balance).toEqual(["double", "-12.5"]);
  });

  it("a balance of 0 has no sign", async () => {
    await answerOf(update({ balance: double("0") }));
    expect(await infoBalance()).toEqual(["double", "0.0"]);
  });

  it("a negative one comes out positive", async () => {
    await answerOf(update({ balance: double("-3.25") }));
    expect(await infoBalance()).toEqual(["double", "3.25"]);
  });

  it.each(["-12.5", "-12.500000", "-1.25e1", "-12.4999999999"])(
    "an update that sends it back as it came is refused, and changes nothing else either: %s",
    async (balance) => {
      const fault = await faultOf(update({ balance: double(balance), city: string("Utopia") }));
      expect([fault.code, fault.text]).toEqual([409, expect.stringMatching(/^Parameter balance /)]);
      expect(await listedBalance()).toEqual(["double", "12.5"]);
      const info = asStruct(asStruct(await answerOf(callOf("getCustomerInfo", members()))).customer);
      expect(info.city).toEqual(["string", ""]);
    },
  );

  it("one that is sent back as a string is refused too", async () => {
    expect((await faultOf(update({ balance: string("-12.5") }))).code).toBe(409);
  });

  it("any other balance is taken as it is, in the natural sign, the present one too", async () => {
    for (const balance of ["12.5", "-12.51", "12.52", "0.0", "-12.5"]) {
      // the present balance differs each time
      expect(await answerOf(update({ balance: double(balance) }))).toEqual(done);
      expect(await listedBalance()).toEqual(["double", balance]);
    }
  });

  it("0 sent back to a balance of 0 is taken", async () => {
    await answerOf(update({ balance: double("0") }));
    expect(await answerOf(update({ balance: double("-0.0") }))).toEqual(done);
  });

  it("a new customer's balance is what is said", async () => {
    const created = callOf("createCustomer", {
      i_wholesaler: int(scene.sub),
      i_tariff: nil,
      name: string(freshName()),
      web_password: string("correct horse battery"),
      balance: double("-12.5"),
    });
    expect(asStruct(await answerOf(created)).result).toEqual(["string", "OK"]);
  });

  it("the web is not concerned: it shows the natural sign", async () => {
    const { actor } = await customer();
    const { i_customer } = await customer(actor.i_customer, { balance: "7" });
    await updateCustomer(actor, { i_customer, balance: "-7" });
    const api = { ...actor, door: "api" } as const;
    expect(await refusalOf(updateCustomer(api, { i_customer, balance: "7" }))).toMatchObject({
      code: 409,
      attribute: "balance",
    });
  });

  it("of two updates at once one sees what the other left", async () => {
    // each is the other's inverted balance, so the door refuses whichever comes second
    const outcomes = await Promise.allSettled([
      answerOf(update({ balance: double("4") })),
      answerOf(update({ balance: double("-4") })),
    ]);
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });
});

it("without the setting the sign is natural, and a turned one is a correction like any other", async () => {
  invert("0");
  expect(await infoBalance()).toEqual(["double", "12.5"]);
  expect(await answerOf(update({ balance: double("-12.5") }))).toEqual(done);
  expect(await listedBalance()).toEqual(["double", "-12.5"]);
});
