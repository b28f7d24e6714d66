import { expect, it } from "vitest";
import { type AttributeName, attributeNames } from "@/attributes/customer";
import type { Actor } from "@/server/actor/actor";
import { operations } from "@/server/doors/operations";
import type { Lasting } from "@/server/jobs/acts/act";
import { isForMany } from "@/server/jobs/acts/set-attributes";
import { actorOf, allFeatures, customer, freshName, tariff } from "../../builders";
import { givenFreshDatabase } from "../../database/fresh";
import { differences, wholeState } from "../../database/whole-state";
import { done, examineAll, prepared } from "./do-jobs";
import { fileOf } from "./file-of";

givenFreshDatabase();

/** A reseller with everything, and three customers: a bare one, one with something of everything, and one below that. */
async function reseller() {
  const { i_customer, actor } = await customer(1, { ...allFeatures, system_mgmt: 1, balance: "1000" });
  const i_tariff = await tariff(i_customer);
  const { i_customer: agent } = await customer(i_customer);
  const { i_routing_group } = await operations.addRoutingGroup(actor, { name: freshName("group") });
  const { i_customer: bare } = await customer(i_customer);
  const { i_customer: full } = await customer(i_customer, {
    ...allFeatures,
    callshop_enabled: false,
    css: ".a { color: red }",
    description: "one\n two",
    i_tariff,
    dns_alias: `${freshName("a").replaceAll(" ", "-")}.example.org`,
    email: "old@example.com",
    max_calls_per_second: 1.5,
    i_commission_agent: agent,
    commission_size: 2,
    overcommit_limit: 3,
    i_lang: "ru",
  });
  const { i_customer: below } = await customer(full, { tariffs_mgmt: 1, balance: "3", credit_limit: "7" });
  return { i_customer, actor, i_tariff, agent, i_routing_group, ids: [bare, full, below] };
}

/** What stands otherwise after a job and its undoing, and what its preview said that no undoing puts back. */
async function leftOf(actor: Actor, asked: Readonly<Record<string, unknown>>) {
  const before = await wholeState();
  const job = await prepared(actor, asked);
  const rows = await done(actor, job.i_job);
  expect([asked, rows.some(({ outcome }) => outcome === "changed")]).toEqual([asked, true]);
  const undoing = await operations.undoJob(actor, { i_job: job.i_job });
  const back = await done(actor, undoing.i_job);
  expect([asked, back.filter(({ outcome }) => outcome === "refused")]).toEqual([asked, []]);
  return { left: differences(before, await wholeState()), lasting: job.lasting };
}

/** Of an alias the proof begins anew, as its preview says. */
const isOfProof = (place: string) =>
  place.startsWith("alias_proofs ") || place.includes(" alias_verified_at:");

it("each attribute that many can have, set for many and undone, is as it was, with all that hangs on it", async () => {
  const { actor, ids, i_tariff, agent, i_routing_group } = await reseller();
  const others: Partial<Record<AttributeName, unknown>> = {
    description: "<b>x</b>\ny",
    i_tariff,
    i_routing_group,
    payment_currency: "EUR",
    payment_method: 3,
    i_commission_agent: agent,
    commission_size: "12.5",
    use_own_tariff: 0,
    api_access: 0,
    system_mgmt: 0,
    accounts_matching_rule: "^1.*",
    email: "new@example.com",
    cc: "a@example.com, b@example.com",
    bcc: "c@example.com",
    mail_from: "z@example.com",
    api_mgmt: 0,
    i_export_type: 2,
    i_lang: "ru",
    css: "body { color: blue; background: url(http://evil.example/) }",
    dns_alias: "b.example.org",
  };
  for (const name of attributeNames.filter(isForMany)) {
    const value =
      name in others ? others[name] : name in allFeatures || name === "overcommit_protection" ? true : 3;
    const asked = { kind: "set_attributes", values: { [name]: String(value) }, ids };
    const { left, lasting } = await leftOf(actor, asked);
    const marked = lasting.includes("alias_proof") ? left.filter((place) => !isOfProof(place)) : left;
    expect([name, marked]).toEqual([name, []]);
  }
}, 120_000);

it("each act that can be undone leaves all else as it was", async () => {
  const { actor, i_customer, ids } = await reseller();
  const [bare = 0, full = 0] = ids;
  const root = await actorOf(1);
  await operations.blockCustomer(actor, { i_customer: bare, reason: "other", note: "mine", text: "" });
  await operations.blockCustomer(root, { i_customer: bare, i_wholesaler: i_customer, reason: "fraud" });
  const until = new Date(Date.now() + 3_600_000).toISOString();
  // somebody above the reseller had raised it
  const raise = { i_customer: full, i_wholesaler: i_customer, credit_limit: 200, until, note: "x" };
  await operations.changeCreditLimit(root, raise);
  await operations.customerDebit(actor, { i_customer: bare, amount: "3" });
  const acts = [
    {
      kind: "rights",
      give: { accounts_mgmt: 7, callshop_enabled: true },
      take: { tariffs_mgmt: 3, api_mgmt: 1 },
    },
    { kind: "credit_limit", mode: "set", value: "10" },
    { kind: "credit_limit", mode: "percent", value: "33.3333" },
    { kind: "funds", booking: "payment", amount: "5" },
    { kind: "funds", booking: "charge", amount: "0.000001" },
    { kind: "block", reason: "fraud", note: "n", text: "t" },
    { kind: "unblock" },
  ];
  for (const act of acts) expect([act, (await leftOf(actor, { ...act, ids })).left]).toEqual([act, []]);
}, 120_000);

it("an import of new customers and of those that there are, undone, leaves all as it was", async () => {
  const { actor, ids } = await reseller();
  const columns = [
    "id",
    "name",
    "email",
    "parent",
    "balance",
    "i_lang",
    "css",
    "city",
    "blocked",
    "tariffs_mgmt",
  ];
  const [above, below] = [freshName("new"), freshName("new")];
  const rows = [
    [
      String(ids[0]),
      freshName("old"),
      "o@example.com",
      "",
      "12.345678",
      "ru",
      ".x{color:red}",
      "Lima",
      "",
      "1",
    ],
    [String(ids[1]), freshName("old"), "p@example.com", "", "-3", "en", "", "Cusco", "", "0"],
    ["", below, "f@example.com", above, "4", "en", ".y{color:red}", "", "yes", "1"],
    ["", above, "g@example.com", "", "40", "ru", "", "", "", "1"],
  ];
  const before = await wholeState();
  const { i_job } = await operations.beginImport(actor, { file: "c.csv", table: fileOf(columns, ...rows) });
  await operations.mapImport(actor, {
    i_job,
    columns: ["i_customer", ...columns.slice(1)],
    mode: "both",
    key: "id",
    first: "invitation",
    corrects: true,
    all: { i_tariff: "", use_own_tariff: "1" },
  });
  await examineAll(i_job);
  const outcomes = (await done(actor, i_job)).map(({ outcome, why }) => why ?? outcome);
  expect(outcomes).toEqual(["changed", "changed", "changed", "changed"]);
  const undoing = await operations.undoJob(actor, { i_job });
  const back = await done(actor, undoing.i_job);
  expect(back.filter(({ outcome }) => outcome === "refused")).toEqual([]);
  expect(differences(before, await wholeState())).toEqual([]);
}, 60_000);

/** Where what a preview marks stands otherwise after an undoing. */
const markedPlaces = {
  secrets: (place: string) => place.includes(" api_secret"),
  alias_proof: isOfProof,
  // these are left out of what is compared
  mails: () => false,
  one_time_passwords: () => false,
  everything: () => false,
} as const satisfies Record<Lasting, (place: string) => boolean>;

it.each([
  ["an API password", "api_password", "An-Api-Pass-77x", ["secrets", "mails"]],
  [
    "a login, with which its API password goes",
    "web_login",
    "another login",
    ["secrets", "one_time_passwords"],
  ],
  ["a host name", "dns_alias", "c.example.org", ["alias_proof"]],
  ["an address", "email", "another@example.com", ["mails"]],
  ["a balance", "balance", "17.5", ["mails"]],
  ["a credit limit", "credit_limit", "17.5", ["mails"]],
  ["a language", "i_lang", "ru", []],
] as const)(
  "an import that changes %s is undone but for what its preview marks",
  async (_what, column, value, lasting) => {
    const { i_customer, actor } = await customer();
    const { i_customer: known } = await customer(i_customer, { api_password: "Old-Api-Pass-77x" });
    const before = await wholeState();
    const table = fileOf(["id", column], [String(known), value]);
    const { i_job } = await operations.beginImport(actor, { file: "c.csv", table });
    const columns = ["i_customer", column];
    const how = { mode: "update", key: "id", first: "invitation", corrects: true, all: {} };
    await operations.mapImport(actor, { i_job, columns, ...how });
    await examineAll(i_job);
    expect((await operations.getJobInfo(actor, { i_job })).job.lasting).toEqual(lasting);
    expect((await done(actor, i_job)).map(({ outcome }) => outcome)).toEqual(["changed"]);
    if (column !== "api_password") {
      const undoing = await operations.undoJob(actor, { i_job });
      const back = await done(actor, undoing.i_job);
      expect(back.filter(({ outcome }) => outcome === "refused")).toEqual([]);
    }
    const left = differences(before, await wholeState());
    expect(left.filter((place) => !lasting.some((what) => markedPlaces[what](place)))).toEqual([]);
  },
);
