import { beforeAll, describe, expect, it } from "vitest";
import { provideSettings } from "@/server/ground/settings";
import { fc } from "@/tests/chance";
import { customer, freshName } from "../../builders";
import { givenFreshDatabase } from "../../database/fresh";
import { authorization } from "../stage/digest-client";
import { answerOf, ask, faultOf, send } from "../stage/poster";
import { givenDoor } from "../stage/served";
import {
  asArray,
  asStruct,
  callOf,
  callWith,
  double,
  int,
  nil,
  type Seen,
  type Sent,
  scalar,
  string,
} from "../stage/wire";
import { expectAnswer } from "./expect-answer";
import { givenScene, methodRows, scene } from "./method-rows";
import { givenSiblings } from "./siblings";

givenFreshDatabase();
givenDoor();
beforeAll(() => provideSettings({ TRUSTED_HOSTS: "127.0.0.1" }));
givenSiblings();
givenScene();

/** The ways in which clients send the same members. */
const shapes: Readonly<Record<string, (name: string, value: string) => readonly [string, string]>> = {
  "numbers and booleans as text": (name, value) => [
    name,
    value.replace(/^<(int|double|boolean)>(.*)<.*>$/, "<string>$2</string>"),
  ],
  "text without a tag": (name, value) => [
    name,
    value.replace(/^<(?:int|double|boolean|string)>([^ ].*)<.*>$/, "$1"),
  ],
  "whole numbers as <i4>": (name, value) => [name, value.replace(/^<int>(.*)<.*>$/, "<i4>$1</i4>")],
  "whole numbers as <i8>": (name, value) => [name, value.replace(/^<int>(.*)<.*>$/, "<i8>$1</i8>")],
  "whole numbers as doubles": (name, value) => [
    name,
    value.replace(/^<int>(.*)<.*>$/, "<double>$1.0</double>"),
  ],
  "booleans as ints": (name, value) => [name, value.replace(/^<boolean>(.*)<.*>$/, "<int>$1</int>")],
  "nil in Apache's namespace": (name, value) => [name, value === nil ? "<ex:nil/>" : value],
  "blanks around values and names": (name, value) => [` ${name}\n`, `\n ${value}\t`],
};

describe.each(Object.entries(shapes))("%s", (_what, shape) => {
  it.each(methodRows.filter(({ method }) => method !== "deleteCustomer"))(
    "are understood by $method",
    async (row) => {
      const given: Sent = { ...(await row.members()), i_wholesaler: int(scene.reseller) };
      const others = row.onlyOne ? (row.eitherOf ?? []).slice(1) : [];
      const members = Object.fromEntries(Object.entries(given).filter(([name]) => !others.includes(name)));
      // blanks around a value without a tag would be part of it
      const sent = Object.entries(members).map(([name, value]) => shape(name, value));
      expectAnswer(row, await answerOf(callOf(row.method, Object.fromEntries(sent))));
    },
  );
});

it("an attribute that may be nil takes nil from a client that sends whole structs, a text is cleared by it", async () => {
  const { i_customer } = await customer(scene.reseller, { phone: "+44 20 7183 8750", max_depth: 3 });
  const all = { i_wholesaler: int(scene.reseller), i_customer: string(String(i_customer)) };
  const cleared = { phone: nil, max_depth: nil, max_sessions: nil, payment_method: nil, i_tariff: nil };
  await answerOf(callOf("updateCustomer", { ...all, ...cleared }));
  const { customer: info } = asStruct(await answerOf(callOf("getCustomerInfo", all)));
  const { phone, max_depth, max_sessions, payment_method, i_tariff } = asStruct(info);
  expect(phone).toEqual(["string", ""]);
  for (const one of [max_depth, max_sessions, payment_method, i_tariff]) expect(one).toEqual(["nil", ""]);
});

it("a dictionary is a struct and a list in one answer, with the same labels", async () => {
  const { dictionary, entries } = asStruct(
    await answerOf(callOf("getDictionary", { name: string("timezones") })),
  );
  const labels = asStruct(dictionary);
  const listed = asArray(entries).map((entry) => asStruct(entry));
  expect(Object.keys(labels)).toHaveLength(listed.length);
  for (const { id, name } of listed) expect(labels[scalar(id, "int")]).toEqual(name);
  expect(labels["370"]).toEqual(["string", "UTC"]);
});

it("no param at all, an empty one and an empty struct are the same, in one's own scope", async () => {
  provideSettings({ TRUSTED_HOSTS: "", AUTH_SECRET: "s".repeat(32) });
  const login = { username: freshName("login"), password: "a secret of the API" };
  const { i_customer } = await customer(1, { web_login: login.username, api_password: login.password });
  const below = await customer(i_customer);
  const nothing = (method: string) => [
    `<?xml version="1.0"?><methodCall><methodName>${method}</methodName></methodCall>`,
    callWith(method),
    callWith(method, "<struct></struct>"),
    callWith(method, "<array><data></data></array>"),
  ];
  const asOneself = async (body: string): Promise<Seen> => {
    const { headers } = await send(body);
    const [, nonce = ""] = /nonce="([^"]*)"/.exec(String(headers["www-authenticate"])) ?? [];
    const answer = await ask(body, { headers: { authorization: authorization(login, { nonce }) } });
    if ("fault" in answer) throw new Error(answer.fault.text);
    return answer.value;
  };
  for (const body of nothing("listCustomers")) {
    const [one, ...others] = asArray(asStruct(await asOneself(body)).customers);
    expect([asStruct(one).i_customer, others]).toEqual([["int", String(below.i_customer)], []]);
  }
  for (const body of nothing("getAuditLogs")) {
    const { records, audit_logs } = asStruct(await asOneself(body));
    expect([asArray(records).length, audit_logs]).toEqual([2, undefined]);
  }
  provideSettings({ TRUSTED_HOSTS: "127.0.0.1" });
});

describe("a date", () => {
  const paid = (payment_time: string): Sent => ({
    i_wholesaler: int(scene.reseller),
    i_customer: int(scene.below),
    amount: double("1"),
    payment_time,
  });
  const seconds = fc.integer({ min: -2_000_000_000, max: 1_700_000_000 });
  const english = (at: Date) => {
    const [, weekday, day, month, year, time] =
      /^(\w+), (\d+) (\w+) (\d+) (\S+) GMT$/.exec(at.toUTCString()) ?? [];
    return { weekday, day: String(day), month, year, time };
  };

  it("that was written in any spelling is read back as the same second, from the call and from the ledger", async () => {
    await fc.assert(
      fc.asyncProperty(seconds, fc.nat(5), async (second, way) => {
        const at = new Date(second * 1000);
        const { weekday, day, month, year, time } = english(at);
        const iso = at.toISOString().slice(0, 19);
        const vendors = `${time}.000 GMT ${weekday} ${month} ${day} ${year}`;
        const spelled = [
          string(vendors),
          string(`${time} GMT ${weekday} ${month} ${Number(day)} ${year}`),
          string(vendors.replace(/GMT \w+/, `GMT ${weekday === "Mon" ? "Tue" : "Mon"}`)),
          string(`${iso}Z`),
          string(iso.replaceAll("-", "")),
          `<dateTime.iso8601>${iso.replaceAll("-", "")}</dateTime.iso8601>`,
        ];
        const answer = asStruct(await answerOf(callOf("customerAddFunds", paid(spelled[way] ?? ""))));
        expect(answer.payment_time).toEqual(["string", vendors]);
        const last = { i_wholesaler: int(scene.reseller), i_customer: int(scene.below), limit: int(1) };
        const [entry] = asArray(asStruct(await answerOf(callOf("listLedger", last))).entries);
        expect(asStruct(entry).payment_time).toEqual(["string", vendors]);
      }),
      { numRuns: 30 },
    );
  });

  it.each([
    "09:57:29.000 GMT Sat Feb 31 2009",
    "25:57:29.000 GMT Wed Nov 18 2009",
    "09:60:29.000 GMT Wed Nov 18 2009",
    "09:57:29.000 GMT Mi Okt 14 2009",
    "09:57:29.000 GMT Wed Mai 06 2009",
    "09:57:29.000 GMT Ср ноя 18 2009",
    "09:57:29.000 CET Wed Nov 18 2009",
    "2009-02-31",
    "2009-11-18T25:00:00Z",
    "18.11.2009",
    "yesterday",
  ])("that there is not is 400, by name, for each parameter that takes one: %j", async (date) => {
    const text = (name: string) => `Parameter ${name} must be a time like 09:57:29.000 GMT Wed Nov 18 2009`;
    const logs = { i_wholesaler: int(scene.reseller) };
    for (const name of ["start_date", "end_date"])
      expect(await faultOf(callOf("getAuditLogs", { ...logs, [name]: string(date) }))).toEqual({
        code: 400,
        text: text(name),
      });
    for (const method of ["customerAddFunds", "customerCredit", "customerDebit"])
      expect(await faultOf(callOf(method, paid(string(date))))).toEqual({
        code: 400,
        text: text("payment_time"),
      });
  });
});
