import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { callWith, int, structOf } from "../../xmlapi/stage/wire";
import { givenBrowser } from "../stage/browser";
import { crawl } from "./secrets/crawl";
import { dump, rowsOf } from "./secrets/database";
import { mailsIn } from "./secrets/mails";
import { meant, shownOnce } from "./secrets/meant";
import { type Planted, plantAbove } from "./secrets/plant-above";
import { callApi, plantApi } from "./secrets/plant-api";
import { plantFirst } from "./secrets/plant-first";
import { plantByLinks, plantOwn } from "./secrets/plant-own";
import { keepCookies, type Program, startProgram } from "./secrets/program";
import { type Trace, Vault } from "./secrets/vault";

/*
 * Plants secrets through every door and looks for them everywhere. Starts a program of its own, because it reads the
 * log. It belongs to the browser tests, because people use these doors with a browser.
 */
givenBrowser();

let program: Program;
let planted: Planted;
let traces: Trace[];

beforeAll(async () => {
  program = await startProgram();

  const { root, reseller } = await plantFirst(program);
  planted = await plantAbove(program, reseller);

  const own = await plantOwn(program, planted);

  await plantByLinks(program, planted);

  await plantApi(program, planted);

  await keepCookies(program);
  program.recorder.during("afterwards");
  const values = {
    i_customer: [planted.at.split("/").at(-1) ?? ""],
    i_web_user: await asked(
      "SELECT i_web_user::text AS value FROM web_users ORDER BY i_web_user DESC LIMIT 2",
    ),
    i_entry: await asked("SELECT i_entry::text AS value FROM ledger ORDER BY i_entry DESC LIMIT 1"),
    i_profile: [],
    reference: await asked("SELECT reference AS value FROM refusals"),
  };
  const cells: Trace[] = [];
  // root may read every refusal
  for (const [who, most] of [
    [null, 1],
    [reseller.context(), 3],
    [own, 1],
    [root.context(), values.reference.length],
  ] as const)
    cells.push(...(await crawl(program, who, { ...values, reference: values.reference.slice(0, most) })));
  await askTheApi();

  traces = [
    ...program.recorder.traces,
    ...cells,
    { place: "log of the program", text: program.trellis.said() },
    { place: "log of the database", text: await readFile(join(program.folder, "postgres.log"), "utf8") },
    ...(await mailsIn(program.folder)),
    ...(await dump(program.folder)),
  ];
}, 240_000);
afterAll(async () => await program.end());

async function asked(sql: string): Promise<string[]> {
  return (await rowsOf(program.folder, sql)).map(({ value = "" }) => value);
}

/** Reads what programs can read afterwards. */
async function askTheApi(): Promise<void> {
  const i_customer = int(Number(planted.at.split("/").at(-1)));
  const reseller = { username: "reseller", password: planted.apiPassword };
  const i_reseller = Number(
    (await asked("SELECT i_customer AS value FROM customers WHERE name = 'reseller'"))[0],
  );
  for (const [caller, scope] of [
    [reseller, {}],
    ["trusted", { i_wholesaler: int(i_reseller) }],
  ] as const) {
    for (const [method, members] of Object.entries({
      getAuditLogs: { who: "", limit: int(500) },
      getCustomerInfo: { i_customer },
      listCustomers: {},
      listLedger: { i_customer },
    }))
      await callApi(program, caller, method, callWith(method, structOf({ ...scope, ...members })));
  }
}

it("every secret is where it was meant to go, and nowhere else: not in logs, tables, mails, pages, files, history or errors", () => {
  expect(program.vault.secrets.length).toBeGreaterThan(100);
  expect(program.vault.leaksIn(traces)).toEqual([]);
});

it("what shows a secret does show it, and what shows it once does so once", () => {
  const found = program.vault.foundIn(traces);
  for (const secret of program.vault.secrets) {
    const shown = found.filter((one) => one.secret === secret);
    const times = shown.reduce((sum, one) => sum + one.times, 0);
    if (shownOnce.includes(secret.kind)) expect(times, secret.name).toBe(1);
    else expect(times > 0, secret.name).toBe(meant[secret.kind].length > 0);
  }
});

it("what is no secret is found in all these places: the search can find", () => {
  const told = new Vault();
  told.keep("typed", "name", planted.harmless);
  const places = told.foundIn(traces).map(({ place }) => place);
  const { at, email } = planted;
  const wanted = [
    "log of the database",
    "table customers.name",
    "table audit_log.changes",
    "table ledger.note",
    `mail one_time_password to ${email}`,
    `answer while planting: POST ${at}/payment`,
    "answer afterwards: GET /customers",
    `answer afterwards: GET ${at}`,
    `answer afterwards: GET ${at}/why-not`,
    "answer afterwards: GET /history",
    "answer afterwards: GET /customers/export",
    "answer afterwards: GET /history/export",
    `answer afterwards: GET ${at}/ledger/export`,
    "answer afterwards: GET /statement/export",
    "cells of /customers/export?format=xlsx",
    `cells of ${at}/history/export?format=xlsx`,
    "answer afterwards: POST /xmlapi/xmlapi getAuditLogs",
    "answer afterwards: POST /xmlapi/xmlapi getCustomerInfo",
    "answer afterwards: POST /xmlapi/xmlapi listCustomers",
    "answer afterwards: POST /xmlapi/xmlapi listLedger",
  ];
  expect(wanted.filter((place) => !places.includes(place))).toEqual([]);
  expect(places.some((place) => place.startsWith("answer afterwards: GET /refusals/"))).toBe(true);
});

it("the search finds a secret however it is spelled", () => {
  const told = new Vault();
  const value = told.type("password");
  const bytes = (before: string) => Buffer.from(`${before}${value}`);
  for (const text of [
    `said "${value}"`,
    value.toUpperCase(),
    encodeURIComponent(value),
    JSON.stringify({ value }),
    bytes("").toString("hex"),
    ...["", "x", "xy", "reseller:"].map((before) => bytes(before).toString("base64")),
    createHash("sha256").update(value).digest("base64url"),
    createHash("md5").update(value).digest("hex"),
  ])
    expect(told.leaksIn([{ place: "somewhere", text: `… ${text} …` }]), text).toEqual([
      "password: somewhere",
    ]);
  expect(told.leaksIn([{ place: "somewhere", text: value.slice(0, 8) }])).toEqual([]);
});
