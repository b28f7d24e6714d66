import { beforeAll, describe, expect, it } from "vitest";
import { provideSettings } from "@/server/ground/settings";
import { givenFreshDatabase } from "../../database/fresh";
import { answerOf, faultOf } from "../stage/poster";
import { givenDoor } from "../stage/served";
import { asArray, callOf, callWith, int, type Sent, scalar } from "../stage/wire";
import { expectAnswer } from "./expect-answer";
import { givenScene, methodRows, scene } from "./method-rows";
import { givenSiblings } from "./siblings";

givenFreshDatabase();
givenDoor();
beforeAll(() => provideSettings({ TRUSTED_HOSTS: "127.0.0.1" }));
givenSiblings();
givenScene();

const scope = () => int(scene.reseller);
const systemNames = ["getCapabilities", "listMethods", "methodHelp", "methodSignature", "multicall"];

it("every method that is served has a row here, and every row is served", async () => {
  const served = asArray(await answerOf(callWith("system.listMethods"))).map((name) =>
    scalar(name, "string"),
  );
  const rows = new Set(methodRows.map(({ method }) => method));
  expect(served.toSorted()).toEqual([...rows, ...systemNames.map((name) => `system.${name}`)].toSorted());
});

function without(members: Sent, name: string): Sent {
  return Object.fromEntries(Object.entries(members).filter(([one]) => one !== name));
}

const named = methodRows.map((row) => ({ ...row, title: [row.method, row.form].filter(Boolean).join(", ") }));

describe.each(named)("$title", (row) => {
  const [one, ...others] = row.onlyOne ? (row.eitherOf ?? []) : [];
  const whole = async (): Promise<Sent> =>
    others.reduce(without, {
      ...(row.scoped ? { i_wholesaler: scope() } : {}),
      ...(await row.members()),
    });
  it("answers with exactly the members and types of its row to every parameter at once", async () => {
    expectAnswer(row, await answerOf(callOf(row.method, await whole())));
  });

  it("answers so without each optional parameter, and without all of them", async () => {
    const needed = [...row.required, "i_wholesaler", ...(one === undefined ? [] : [one])];
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
