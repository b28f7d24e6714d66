import { expect, it } from "vitest";
import type { Actor } from "@/server/actor/actor";
import { database } from "@/server/database/client";
import { operations } from "@/server/doors/operations";
import { customer, freshName } from "../../builders";
import { givenFreshDatabase } from "../../database/fresh";
import { done, examineAll } from "./do-jobs";
import { fileOf } from "./file-of";

givenFreshDatabase();

type How = Readonly<Record<string, unknown>>;

/** Examines a file. @returns what is said of each row: its verdict, or the keys of its problems */
async function examined(
  actor: Actor,
  columns: readonly string[],
  rows: readonly (readonly string[])[],
  how: How = {},
) {
  const { i_job } = await operations.beginImport(actor, {
    file: "customers.csv",
    table: fileOf(columns, ...rows),
  });
  await operations.mapImport(actor, {
    i_job,
    columns,
    mode: "both",
    key: "name",
    first: "invitation",
    all: { i_tariff: "" },
    ...how,
  });
  await examineAll(i_job);
  const found = await database().importRow.findMany({ where: { i_job }, orderBy: { row: "asc" } });
  const verdicts = found.map(({ verdict, problems }) =>
    verdict === "problem" ? (problems as { key: string }[]).map(({ key }) => key).join() : verdict,
  );
  return { i_job, verdicts };
}

async function outcomes(actor: Actor, i_job: number) {
  return (await done(actor, i_job)).map(({ outcome }) => outcome);
}

const address = (name: string) => `${name.replaceAll(" ", ".")}@example.com`;

it.each([true, false])(
  "what a row gives a customer, rows below can be given then, wherever they stand (parent first: %s)",
  async (parentFirst) => {
    const { actor, i_customer } = await customer();
    const [parent, child, fresh] = [freshName("parent"), freshName("child"), freshName("new")];
    const { i_customer: above } = await customer(i_customer, { name: parent, tariffs_mgmt: 0 });
    await customer(above, { name: child, tariffs_mgmt: 0 });
    const rows = [
      [parent, "", "", "7"],
      [child, "", parent, "7"],
      [fresh, address(fresh), parent, "7"],
    ];
    const { i_job, verdicts } = await examined(
      actor,
      ["name", "email", "parent", "tariffs_mgmt"],
      parentFirst ? rows : rows.toReversed(),
      { all: { i_tariff: "", use_own_tariff: "1" } },
    );
    expect(verdicts.toSorted()).toEqual(["create", "update", "update"]);
    expect(await outcomes(actor, i_job)).toEqual(["changed", "changed", "changed"]);
  },
);

it("what a row takes from a customer, rows below cannot be given, however far below", async () => {
  const { actor, i_customer } = await customer();
  const [top, middle, leaf] = [freshName("top"), freshName("middle"), freshName("leaf")];
  const { i_customer: one } = await customer(i_customer, { name: top, tariffs_mgmt: 7 });
  const { i_customer: two } = await customer(one, { name: middle, tariffs_mgmt: 7 });
  await customer(two, { name: leaf, tariffs_mgmt: 0 });
  const { i_job, verdicts } = await examined(
    actor,
    ["name", "tariffs_mgmt"],
    [
      [leaf, "7"],
      [top, "0"],
    ],
    { mode: "update", all: {} },
  );
  expect(verdicts).toEqual(["bits_not_given", "update"]);
  expect(await outcomes(actor, i_job)).toEqual(["refused", "changed"]);
});

it("a row that changes a customer and is refused holds up nobody below", async () => {
  const { actor, i_customer } = await customer();
  const [parent, child] = [freshName("parent"), freshName("child")];
  const { i_customer: above } = await customer(i_customer, { name: parent });
  await customer(above, { name: child, city: "Quito" });
  const { i_job, verdicts } = await examined(
    actor,
    ["name", "email", "city"],
    [
      [child, "", "Lima"],
      [parent, "no address", "Lima"],
    ],
    { mode: "update", all: {} },
  );
  expect(verdicts).toEqual(["update", "email_expected"]);
  expect(await outcomes(actor, i_job)).toEqual(["changed", "refused"]);
});

it("a name or login that another row gives up is free only after that row, and the rows say so", async () => {
  const { actor, i_customer } = await customer();
  const [a, b, c] = [freshName("a"), freshName("b"), freshName("c")];
  const { i_customer: one } = await customer(i_customer, { name: a });
  const { i_customer: two } = await customer(i_customer, { name: b });
  const rows = [
    [String(one), c],
    [String(two), a],
  ];
  const { i_job, verdicts } = await examined(actor, ["i_customer", "name"], rows, {
    mode: "update",
    key: "id",
    all: {},
  });
  expect(verdicts).toEqual(["update", "import_held"]);
  expect(await outcomes(actor, i_job)).toEqual(["changed", "refused"]);
});

it("of two rows that want one host name neither is done", async () => {
  const { actor } = await customer();
  const [one, other] = [freshName(), freshName()];
  const { verdicts } = await examined(
    actor,
    ["name", "email", "dns_alias"],
    [
      [one, address(one), "portal.example.net"],
      [other, address(other), "Portal.example.net"],
    ],
  );
  expect(verdicts).toEqual(["import_one_host", "import_one_host"]);
});

it("the preview says what all rows together need of a parent's funds, and whether there is enough", async () => {
  const { actor, i_customer } = await customer(1, { balance: "100", overcommit_protection: true });
  const names = [freshName(), freshName(), freshName()];
  const { i_job, verdicts } = await examined(
    actor,
    ["name", "email", "balance", "credit_limit"],
    names.map((name) => [name, address(name), "50", "10"]),
  );
  expect(verdicts).toEqual(["create", "create", "create"]);
  const { figures } = (await operations.getImport(actor, { i_job })).import;
  expect(figures?.funds).toMatchObject([
    { i_customer, needed: "180.000000", can_give: "100.000000", enough: false },
  ]);
});
