import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import { provideSettings } from "@/server/ground/settings";
import { freshName } from "../../builders";
import { givenFreshDatabase } from "../../database/fresh";
import { answerOf, ask, faultOf } from "../stage/poster";
import { givenDoor } from "../stage/served";
import { asStruct, callOf, int, nil, type Seen, type SeenStruct, scalar, string } from "../stage/wire";
import { casesOf, type Row, standing } from "./attribute-cases";
import { givenSiblings, siblings } from "./siblings";

givenFreshDatabase();
givenDoor();
beforeAll(() => provideSettings({ TRUSTED_HOSTS: "127.0.0.1" }));
givenSiblings();

const rows = readRows();
const scope = int(1);
const password = string("correct horse battery");

async function create(members: Readonly<Record<string, string>>): Promise<number> {
  const { result, i_customer } = asStruct(
    await answerOf(callOf("createCustomer", { i_wholesaler: scope, ...members })),
  );
  expect(result).toEqual(["string", "OK"]);
  return Number(scalar(i_customer, "int"));
}

async function infoOf(i_customer: number): Promise<SeenStruct> {
  const answer = await answerOf(
    callOf("getCustomerInfo", { i_wholesaler: scope, i_customer: int(i_customer) }),
  );
  return asStruct(asStruct(answer).customer);
}

const required = () => ({ name: string(freshName()), web_password: password, i_tariff: nil });

it("a customer of whom only the required attributes were given has the default of every other one", async () => {
  const name = freshName();
  const info = await infoOf(await create({ ...required(), name: string(name) }));
  const root = await infoOf(1);
  for (const row of rows.filter(({ returned }) => returned === "yes")) {
    expect([row.name, info[row.name]]).toEqual([row.name, standing(row, { name, root })]);
  }
});

it("all 62 attributes in one call come back as they were given, the secrets never", async () => {
  expect(rows).toHaveLength(62);
  const given = rows.map((row) => {
    const taken = casesOf(row, siblings).find(({ whole }) => whole);
    if (!taken || taken.seen === "refused") throw new Error(`no whole value of ${row.name}`);
    return { ...row, sent: taken.sent(), seen: taken.seen() };
  });
  const info = await infoOf(await create(Object.fromEntries(given.map(({ name, sent }) => [name, sent]))));
  for (const { name, seen, returned } of given) {
    expect([name, info[name]]).toEqual([name, returned === "yes" ? seen : undefined]);
  }
  const others = Object.keys(info).filter((name) => !rows.some((row) => row.name === name));
  expect(others.sort()).toEqual([
    "base_currency",
    "blocked",
    "default_user",
    "i_access_level",
    "i_customer",
    "i_web_user",
    "i_wholesaler",
  ]);
});

describe.each(rows)("$name", (row) => {
  let i_customer = 0;
  beforeAll(async () => {
    i_customer = await create(required());
  });
  const update = (value: string) =>
    callOf("updateCustomer", { i_wholesaler: scope, i_customer: int(i_customer), [row.name]: value });

  const taken = casesOf(row, siblings).filter(({ seen }) => seen !== "refused");
  it.each(taken)("is taken $how, and comes back", async ({ sent, seen }) => {
    const { result, ...rest } = asStruct(await answerOf(update(sent())));
    expect([result, rest]).toEqual([["string", "OK"], {}]);
    const info = await infoOf(i_customer);
    const expected = seen === "refused" ? seen : seen();
    expect(info[row.name]).toEqual(row.returned === "yes" ? expected : undefined);
  });

  const refused = casesOf(row, siblings).filter(({ seen }) => seen === "refused");
  it.each(refused)("is refused $how, by name, and stays as it was", async ({ sent, code = 400 }) => {
    const before = await infoOf(i_customer);
    const fault = await faultOf(update(sent()));
    expect(fault).toEqual({ code, text: expect.stringMatching(new RegExp(`\\b${row.name}\\b`)) });
    expect(await infoOf(i_customer)).toEqual(before);
  });

  it("stays as it is where it is absent", async () => {
    const before = await infoOf(i_customer);
    await answerOf(
      callOf("updateCustomer", {
        i_wholesaler: scope,
        i_customer: int(i_customer),
        [row.name === "company_name" ? "city" : "company_name"]: string(freshName()),
      }),
    );
    expect((await infoOf(i_customer))[row.name]).toEqual(before[row.name]);
  });
});

it.each(["i_tariff", "name", "web_password"])("%s must be there on create", async (name) => {
  const { [name]: _left, ...members } = { ...required() } as Record<string, string>;
  expect(await faultOf(callOf("createCustomer", { i_wholesaler: scope, ...members }))).toEqual({
    code: 400,
    text: `Parameter ${name} is required`,
  });
});

it("what comes back can be sent back whole, and changes nothing", async () => {
  const i_customer = await create(required());
  const before = await infoOf(i_customer);
  const members = Object.entries(before).map(([name, seen]) => [name, inside(seen)]);
  const answer = await ask(callOf("updateCustomer", { ...Object.fromEntries(members), i_wholesaler: scope }));
  expect(answer).toEqual({ value: { result: ["string", "OK"] } });
  expect(await infoOf(i_customer)).toEqual(before);
});

function inside(seen: Seen): string {
  if (Array.isArray(seen) && seen[0] === "nil") return nil;
  if (Array.isArray(seen) && seen[0] === "string") return string(String(seen[1]));
  if (Array.isArray(seen)) return `<${String(seen[0])}>${String(seen[1])}</${String(seen[0])}>`;
  throw new Error("scalars only");
}

function readRows(): Row[] {
  const [head = "", ...lines] = readFileSync("tests/attributes/customer-attributes.csv", "utf8")
    .trim()
    .split("\n");
  const names = cellsOf(head);
  return lines.map((line) => {
    const cells = cellsOf(line);
    const cell = (name: string) => cells[names.indexOf(name)] ?? "";
    return {
      name: cell("name"),
      wire: cell("wire_type"),
      kind: cell("kind"),
      default: cell("default"),
      bounds: cell("bounds"),
      returned: cell("returned"),
    };
  });
}

function cellsOf(line: string): string[] {
  return [...line.matchAll(/("([^"]*)"|[^,]*)(,|$)/g)].map(([, raw = "", quoted]) => quoted ?? raw);
}
