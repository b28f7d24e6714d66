import { beforeAll, expect, it } from "vitest";
import { operations } from "@/server/doors/operations";
import { customer } from "../builders";
import { givenFreshDatabase } from "../database/fresh";
import { demand, type Foreign, run } from "../foreign";
import { keyOf } from "./stage/ask-rest";
import { givenRest, rest } from "./stage/served-rest";
import { folder, installPackages, runPackage } from "./stage/typed-client";

givenFreshDatabase();
givenRest();

const description = "../../../docs/openapi.json";

let registry: Foreign;
beforeAll(() => {
  registry = installPackages();
});

it("docs/openapi.json has nothing that Redocly finds wanting", ({ skip }) => {
  demand(registry, skip);
  expect(runPackage("redocly", "lint", description, "--format=summary")).toContain("is valid");
});

it("a program compiles with the types made of docs/openapi.json, and lists, creates, pays once, changes, and is refused", async ({
  skip,
}) => {
  demand(registry, skip);
  runPackage("openapi-typescript", description, "--output", ".made/openapi.d.ts");
  runPackage("tsc", "--project", ".");

  const { i_customer, actor } = await customer();
  const below = [];
  for (let i = 0; i < 4; i += 1) below.push((await customer(i_customer)).i_customer);
  const { said, complained } = await run(process.execPath, [
    `${folder}/.made/program.mjs`,
    rest.url,
    await keyOf(actor),
  ]);
  expect(complained).toBe("");
  const { names, made, ledger, wrong } = JSON.parse(said);
  const { customers } = await operations.findCustomers(actor, {});
  expect(names.toSorted()).toEqual(customers.map(({ name }) => name).toSorted());
  expect(names).toHaveLength(below.length + 1);
  expect(made).toMatchObject({
    statuses: [201, 201],
    city: "Riga",
    late: 412,
    late_key: "changed",
  });
  // the newest first; the last opened the account
  expect(ledger).toEqual(["25.000000", "0.000000"]);
  expect(wrong).toEqual([
    [400, "amount"],
    [400, "city"],
    [400, "name"],
  ]);
  const { customer: now } = await operations.getCustomerInfo(actor, { i_customer: made.i_customer });
  expect([now.balance, now.city]).toEqual(["25.000000", "Riga"]);
});
