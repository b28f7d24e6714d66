import { beforeAll, describe, expect, it } from "vitest";
import { provideSettings } from "@/server/settings";
import { table } from "../attributes/table";
import { customer } from "../builders";
import { givenFreshDatabase } from "../database/fresh";
import { type Expected, type MethodRow, methodRows, scene } from "./method-rows";
import { answerOf, faultOf } from "./poster";
import { givenDoor } from "./served";
import { givenSiblings } from "./siblings";
import {
  asArray,
  asStruct,
  callOf,
  callWith,
  double,
  int,
  type Seen,
  type Sent,
  scalar,
  string,
} from "./wire";

givenFreshDatabase();
givenDoor();
beforeAll(() => provideSettings({ TRUSTED_HOSTS: "127.0.0.1" }));
givenSiblings();
beforeAll(async () => {
  const features = table
    .filter(({ kind, name }) => kind === "feature" && name !== "overcommit_protection")
    .map(({ name = "" }) => [name, true]);
  scene.reseller = (await customer(1, Object.fromEntries(features))).i_customer;
  scene.below = (await customer(scene.reseller)).i_customer;
  const paid = { i_wholesaler: scope(), i_customer: int(scene.below), amount: double("1.25") };
  await answerOf(callOf("customerAddFunds", { ...paid, payment_notes: string("by hand") }));
});

const scope = () => int(scene.reseller);
const systemNames = ["getCapabilities", "listMethods", "methodHelp", "methodSignature", "multicall"];

it("every method that is served has a row here, and every row is served", async () => {
  const served = asArray(await answerOf(callWith("system.listMethods"))).map((name) =>
    scalar(name, "string"),
  );
  const rows = new Set(methodRows.map(({ method }) => method));
  expect(served.toSorted()).toEqual([...rows, ...systemNames.map((name) => `system.${name}`)].toSorted());
});

const named = methodRows.map((row) => ({ ...row, title: [row.method, row.form].filter(Boolean).join(", ") }));

describe.each(named)("$title", (row) => {
  const whole = async (): Promise<Sent> => ({
    ...(row.scoped ? { i_wholesaler: scope() } : {}),
    ...(await row.members()),
  });
  const without = (members: Sent, name: string) =>
    Object.fromEntries(Object.entries(members).filter(([one]) => one !== name));

  it("answers with exactly the members and types of its row to every parameter at once", async () => {
    expectAnswer(row, await answerOf(callOf(row.method, await whole())));
  });

  it("answers so without each optional parameter, and without all of them", async () => {
    const needed = [...row.required, "i_wholesaler"];
    const optional = Object.keys(await whole()).filter((name) => !needed.includes(name));
    for (const name of optional)
      expectAnswer(row, await answerOf(callOf(row.method, without(await whole(), name))), name);
    const kept = [...needed, ...(row.eitherOf ?? []).slice(0, 1)];
    if (row.method === "updateCustomer") kept.push("company_name");
    const least = Object.entries(await whole()).filter(([name]) => kept.includes(name));
    expectAnswer(row, await answerOf(callOf(row.method, Object.fromEntries(least))));
  });

  it.runIf(row.required.length > 0)("refuses by name what is required and missing", async () => {
    for (const name of row.required)
      expect([name, await faultOf(callOf(row.method, without(await whole(), name)))]).toEqual([
        name,
        { code: 400, text: `Parameter ${name} is required` },
      ]);
  });

  it("asks a trusted host for the scope where it has one, and ignores one where it has none", async () => {
    if (row.scoped) {
      // in the vendor's form, i_customer is the scope too
      const { i_customer, ...members } = without(await whole(), "i_wholesaler");
      const sent =
        row.form === "the vendor's form" ? members : { ...members, i_customer: i_customer ?? int(1) };
      expect(await faultOf(callOf(row.method, sent))).toEqual({
        code: 400,
        text: "Parameter i_wholesaler is required",
      });
    } else {
      const stray = { ...(await whole()), i_wholesaler: int(2_000_000_000) };
      expectAnswer(row, await answerOf(callOf(row.method, stray)));
    }
  });
});

it("getCustomerInfo needs an id or a name, and updateCustomer something to change", async () => {
  expect(await faultOf(callOf("getCustomerInfo", { i_wholesaler: scope() }))).toEqual({
    code: 400,
    text: "Parameter i_customer or name is required",
  });
  const nothing = { i_wholesaler: scope(), i_customer: int(scene.below) };
  expect(await faultOf(callOf("updateCustomer", nothing))).toMatchObject({ code: 400 });
});

function expectAnswer({ method, answer }: MethodRow, seen: Seen, how = ""): void {
  const { result } = asStruct(seen);
  expect([method, how, result]).toEqual([method, how, ["string", "OK"]]);
  const wrong = differences(answer, seen, "");
  expect([method, how, wrong]).toEqual([method, how, []]);
}

/** Where an answer is not as expected: members too few or too many, and other types. */
function differences(expected: Expected, seen: Seen | undefined, at: string): string[] {
  if (seen === undefined) return [`${at} is missing`];
  if (typeof expected === "string") return isOne(expected, seen) ? [] : [`${at} is ${JSON.stringify(seen)}`];
  if (Array.isArray(expected)) {
    const [item = ""] = expected;
    return asArray(seen).flatMap((one, place) => differences(item, one, `${at}[${place}]`));
  }
  const members = asStruct(seen);
  // the names are data
  const any = (expected as { readonly [member: string]: Expected })["*"];
  const names = any === undefined ? { ...expected, ...members } : members;
  return Object.keys(names).flatMap((name) => {
    const wanted = any ?? (expected as { readonly [member: string]: Expected })[name];
    if (wanted === undefined) return [`${at}.${name} is too many`];
    return differences(wanted, members[name], `${at}.${name}`);
  });
}

function isOne(types: string, seen: Seen): boolean {
  const type = Array.isArray(seen) && typeof seen[0] === "string" ? seen[0] : "none";
  return types === "scalar" ? type !== "none" : types.split("|").includes(type);
}
