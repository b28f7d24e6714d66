import { expect, it } from "vitest";
import { database } from "@/server/database/client";
import { operations } from "@/server/doors/operations";
import { acts } from "@/server/jobs/acts/acts";
import { actorOf, customer, freshName, refusalOf, tariff } from "../../builders";
import { givenFreshDatabase } from "../../database/fresh";
import { doJob, done, prepared } from "./do-jobs";

givenFreshDatabase();

const { prepareJob, startJob } = operations;

async function stored(i_customer: number) {
  return await database().customer.findUniqueOrThrow({ where: { i_customer } });
}

const outcomes = (rows: readonly { readonly outcome: string | null }[]) => rows.map(({ outcome }) => outcome);
const keys = (rows: readonly { readonly why: { readonly key: string } | null }[]) =>
  rows.map(({ why }) => why?.key ?? null);

it("single rights are given and taken, and what each customer has beside stays", async () => {
  const { actor, i_customer } = await customer();
  const one = await customer(i_customer, { tariffs_mgmt: 1, vouchers_mgmt: 7, api_mgmt: 0 });
  const other = await customer(i_customer, { tariffs_mgmt: 6, vouchers_mgmt: 0, api_mgmt: 1 });
  const third = await customer(i_customer, { tariffs_mgmt: 3, vouchers_mgmt: 3, api_mgmt: 1 });
  const ids = [one.i_customer, other.i_customer, third.i_customer];
  const asked = {
    kind: "rights",
    give: { tariffs_mgmt: 2, api_mgmt: "on" },
    take: { vouchers_mgmt: 4 },
    ids,
  };
  const job = await prepared(actor, asked);
  expect(job.preview).toMatchObject({ changed: 1, unchanged: 2, refused: 0 });
  expect(outcomes(await done(actor, job.i_job))).toEqual(["changed", "unchanged", "unchanged"]);
  expect(await stored(one.i_customer)).toMatchObject({ tariffs_mgmt: 3, vouchers_mgmt: 3, api_mgmt: 1 });
  expect(await stored(other.i_customer)).toMatchObject({ tariffs_mgmt: 6, vouchers_mgmt: 0, api_mgmt: 1 });
});

it("a feature is given and taken like a right", async () => {
  const { actor, i_customer } = await customer(1, { callshop_enabled: true });
  const { i_customer: below } = await customer(i_customer);
  const give = await prepared(actor, { kind: "rights", give: { callshop_enabled: true }, ids: [below] });
  await done(actor, give.i_job);
  expect((await stored(below)).callshop_enabled).toBe(true);
  const take = await prepared(actor, { kind: "rights", take: { callshop_enabled: true }, ids: [below] });
  await done(actor, take.i_job);
  expect((await stored(below)).callshop_enabled).toBe(false);
});

it("nobody gives a right by a job that they could not give by the operation", async () => {
  const { actor, i_customer } = await customer(1, { tariffs_mgmt: 1, system_mgmt: 0 });
  const { i_customer: below } = await customer(i_customer, { tariffs_mgmt: 0, system_mgmt: 0 });
  for (const give of [{ tariffs_mgmt: 2 }, { system_mgmt: 1 }]) {
    const job = await prepared(actor, { kind: "rights", give, ids: [below] });
    expect(job.preview).toMatchObject({ changed: 0, refused: 1 });
    expect(outcomes(await done(actor, job.i_job))).toEqual(["refused"]);
  }
  expect(await stored(below)).toMatchObject({ tariffs_mgmt: 0, system_mgmt: 0 });
});

it("what is both given and taken, or nothing, is refused at the door", async () => {
  const { actor, i_customer } = await customer();
  const { i_customer: below } = await customer(i_customer);
  const ask = async (asked: object) =>
    await refusalOf(prepareJob(actor, { kind: "rights", ids: [below], ...asked }));
  const both = { give: { tariffs_mgmt: 3 }, take: { tariffs_mgmt: 1 } };
  expect(await ask(both)).toMatchObject({ code: 400, key: "given_and_taken" });
  expect(await ask({ give: {} })).toMatchObject({ code: 400, key: "nothing_to_change" });
  expect(await ask({ give: { name: 1 } })).toMatchObject({ code: 400, key: "malformed" });
});

it("a credit limit is set, raised by an amount or by a percentage, and never falls below 0", async () => {
  const { actor, i_customer } = await customer();
  const one = (await customer(i_customer, { credit_limit: "100.25" })).i_customer;
  const other = (await customer(i_customer, { credit_limit: "0" })).i_customer;
  const limits = async () =>
    await Promise.all([one, other].map(async (id) => (await stored(id)).credit_limit.toFixed(6)));
  const change = async (asked: object) => {
    const job = await prepared(actor, { kind: "credit_limit", ids: [one, other], note: "spring", ...asked });
    return outcomes(await done(actor, job.i_job));
  };
  // 110.275 is in the middle of two cents, and goes to the even one
  expect(await change({ mode: "percent", value: "10" })).toEqual(["changed", "unchanged"]);
  expect(await limits()).toEqual(["110.280000", "0.000000"]);
  expect(await change({ mode: "add", value: "-50" })).toEqual(["changed", "unchanged"]);
  expect(await limits()).toEqual(["60.280000", "0.000000"]);
  expect(await change({ mode: "add", value: "-100" })).toEqual(["changed", "unchanged"]);
  expect(await limits()).toEqual(["0.000000", "0.000000"]);
  expect(await change({ mode: "set", value: "500" })).toEqual(["changed", "changed"]);
  expect(await limits()).toEqual(["500.000000", "500.000000"]);
  const entry = await database().auditLog.findFirst({
    where: { i_customer: one, operation: "changeCreditLimit" },
    orderBy: { at: "desc" },
  });
  expect(entry?.detail).toMatchObject({ note: "spring" });
});

it("a percentage is rounded to the digits of the customer's own currency", async () => {
  const { actor, i_customer } = await customer();
  const i_tariff = await tariff(i_customer, "JPY");
  const { i_customer: below } = await customer(i_customer, { i_tariff, credit_limit: "333" });
  const job = await prepared(actor, { kind: "credit_limit", mode: "percent", value: "0.5", ids: [below] });
  await done(actor, job.i_job);
  expect((await stored(below)).credit_limit.toFixed(2)).toBe("335.00");
});

it("a limit that ends by itself becomes one that stays", async () => {
  const { actor, i_customer } = await customer();
  const { i_customer: below } = await customer(i_customer, { credit_limit: "10" });
  const until = new Date(Date.now() + 3_600_000).toISOString();
  await operations.changeCreditLimit(actor, { i_customer: below, credit_limit: "20", until });
  const asked = { kind: "credit_limit", mode: "set", value: "20", ids: [below] };
  expect(outcomes(await done(actor, (await prepared(actor, asked)).i_job))).toEqual(["changed"]);
  expect(await database().creditLimitEnd.count({ where: { i_customer: below } })).toBe(0);
  expect(outcomes(await done(actor, (await prepared(actor, asked)).i_job))).toEqual(["unchanged"]);
});

it("one amount is booked on each customer once, in the customer's own currency", async () => {
  const { actor, i_customer } = await customer();
  const i_tariff = await tariff(i_customer, "EUR");
  const dollars = (await customer(i_customer)).i_customer;
  const euros = (await customer(i_customer, { i_tariff })).i_customer;
  const ids = [dollars, euros];
  const book = async (asked: object) => {
    const job = await prepared(actor, { kind: "funds", amount: "12.5", note: "gift", ids, ...asked });
    return keys(await done(actor, job.i_job));
  };
  expect(await book({ booking: "payment" })).toEqual([null, null]);
  expect(await book({ booking: "charge", amount: "2" })).toEqual([null, null]);
  expect(await book({ booking: "credit", amount: "1", currency: "EUR" })).toEqual([
    "currency_of_customer",
    null,
  ]);
  expect((await stored(dollars)).balance.toFixed(2)).toBe("10.50");
  expect((await stored(euros)).balance.toFixed(2)).toBe("11.50");
  const entries = await database().ledger.findMany({
    where: { i_customer: euros, kind: { not: "opening" } },
    orderBy: { place: "asc" },
  });
  expect(entries.map(({ kind, note, currency }) => [kind, note, currency])).toEqual([
    ["payment", "gift", "EUR"],
    ["charge", "gift", "EUR"],
    ["credit", "gift", "EUR"],
  ]);
});

it("blocks are lifted as far as whoever does it may, and who is not blocked stays as it is", async () => {
  const { actor, i_customer } = await customer();
  const [one, other, third] = [
    await customer(i_customer),
    await customer(i_customer),
    await customer(i_customer),
  ];
  const ids = [one.i_customer, other.i_customer, third.i_customer];
  await operations.blockCustomer(actor, { i_customer: one.i_customer });
  await operations.blockCustomer(await actorOf(1), {
    i_customer: other.i_customer,
    i_wholesaler: i_customer,
  });
  const rows = await done(actor, (await prepared(actor, { kind: "unblock", ids })).i_job);
  expect(outcomes(rows)).toEqual(["changed", "refused", "unchanged"]);
  expect(keys(rows)).toEqual([null, "blocked_by_provider", null]);
});

it("one-time passwords go out by mail, and to nobody without an address of their own", async () => {
  const { actor, i_customer } = await customer();
  const [one, other] = [await customer(i_customer), await customer(i_customer)];
  await database().webUser.updateMany({
    where: { i_customer: one.i_customer },
    data: { email: "one@example.com", email_verified_at: new Date() },
  });
  const ids = [one.i_customer, other.i_customer];
  const job = await prepared(actor, { kind: "one_time_password", ids });
  expect(job.lasting).toEqual(["everything"]);
  const rows = await done(actor, job.i_job);
  expect(outcomes(rows)).toEqual(["changed", "refused"]);
  expect(keys(rows)).toEqual([null, "no_address"]);
  expect(await database().mail.count({ where: { kind: "one_time_password" } })).toBe(1);
});

it("whoever has not confirmed their identity starts nothing that needs it", async () => {
  const { actor, i_customer } = await customer();
  const { i_customer: below } = await customer(i_customer);
  const stale = { ...actor, freshUntil: null };
  for (const kind of ["one_time_password", "invite", "delete"]) {
    const { i_job, preview } = await prepared(stale, { kind, ids: [below] });
    const call = startJob(stale, { i_job, count: preview?.total });
    expect(await refusalOf(call)).toMatchObject({ code: 403, key: "step_up" });
  }
});

it("invitations go to those who cannot log in yet", async () => {
  const { actor, i_customer } = await customer();
  const invited = await operations.createCustomer(actor, {
    name: freshName(),
    i_tariff: null,
    email: "new@example.com",
    invite: true,
  });
  const other = await customer(i_customer, { email: "old@example.com" });
  const ids = [invited.i_customer, other.i_customer];
  const rows = await done(actor, (await prepared(actor, { kind: "invite", ids })).i_job);
  expect(keys(rows)).toEqual([null, "has_password"]);
  expect(await database().mail.count({ where: { kind: "invitation" } })).toBe(2);
});

it("a profile gives what it carried when the job was prepared, and who has it already stays as it is", async () => {
  const { actor, i_customer } = await customer();
  const { i_profile } = await operations.addProfile(actor, {
    name: freshName("profile"),
    attributes: { max_sessions: 5, tariffs_mgmt: 1 },
  });
  const one = await customer(i_customer);
  const other = await customer(i_customer, { max_sessions: 5, tariffs_mgmt: 1 });
  const ids = [one.i_customer, other.i_customer];
  const job = await prepared(actor, { kind: "profile", i_profile, ids });
  await operations.editProfile(actor, { i_profile, name: freshName(), attributes: { max_sessions: 9 } });
  expect(outcomes(await done(actor, job.i_job))).toEqual(["changed", "unchanged"]);
  expect(await stored(one.i_customer)).toMatchObject({ max_sessions: 5, tariffs_mgmt: 1, customers_mgmt: 7 });
  const { actor: neighbour, i_customer: beside } = await customer();
  const theirs = (await customer(beside)).i_customer;
  const call = prepareJob(neighbour, { kind: "profile", i_profile, ids: [theirs] });
  expect(await refusalOf(call)).toMatchObject({ code: 404, attribute: "i_profile" });
});

it("customers are deleted only where somebody has typed how many", async () => {
  const { actor, i_customer } = await customer();
  const [one, parent] = [await customer(i_customer, { balance: "3" }), await customer(i_customer)];
  await customer(parent.i_customer);
  const ids = [one.i_customer, parent.i_customer];
  // whether they confirmed their identity is asked at the start
  const stale = { ...actor, freshUntil: null };
  const { i_job, preview } = await prepared(stale, { kind: "delete", ids });
  expect(preview).toMatchObject({ changed: 1, refused: 1 });
  for (const count of [undefined, 1, 3])
    expect(await refusalOf(startJob(actor, { i_job, count }))).toMatchObject({
      code: 400,
      key: "count_typed",
    });
  const rows = await done(actor, i_job, { count: 2 });
  expect(keys(rows.toSorted((a, b) => a.row - b.row))).toEqual([null, "has_customers"]);
  expect(await database().customer.count({ where: { i_customer: { in: ids } } })).toBe(1);
});

it("a preview tells well what a tariff in another currency, or of somebody else, is refused for", async () => {
  const { actor, i_customer } = await customer();
  const child = await customer(i_customer);
  const below = await customer(child.i_customer);
  const [euros, dollars] = [await tariff(i_customer, "EUR"), await tariff(i_customer)];
  const refusals = async (i_tariff: number, id: number) =>
    (await prepared(actor, { kind: "set_attributes", values: { i_tariff }, ids: [id] })).preview?.groups.map(
      ({ why }) => [why.key, why.attribute],
    );
  expect(await refusals(euros, child.i_customer)).toEqual([["currency", "i_tariff"]]);
  expect(await refusals(dollars, below.i_customer)).toEqual([["not_given", "i_tariff"]]);
  expect(await refusals(dollars, child.i_customer)).toEqual([]);
});

it("what is reckoned from the present value loses nobody else's change", async () => {
  const { actor, i_customer } = await customer();
  const { i_customer: below } = await customer(i_customer, { tariffs_mgmt: 0, vouchers_mgmt: 0 });
  const { i_job } = await prepared(actor, { kind: "rights", give: { tariffs_mgmt: 1 }, ids: [below] });
  // as a job that has read its customer just before somebody changes it
  const { callFor, read } = acts.rights;
  const input = read({ give: { tariffs_mgmt: 1 } }, actor);
  const { findCustomerRows } = await import("@/server/record/customer-row");
  const [row] = await findCustomerRows(database(), [below]);
  if (!row) throw new Error("it is there");
  const call = callFor(input, row, new Map());
  await operations.updateCustomer(actor, { i_customer: below, tariffs_mgmt: 2 });
  if (!call || "calls" in call) throw new Error("a call is expected");
  const late = operations.updateCustomer(actor, { ...call.raw, i_customer: below });
  expect(await refusalOf(late)).toMatchObject({ code: 409, key: "changed_meanwhile" });
  await done(actor, i_job);
  expect((await stored(below)).tariffs_mgmt).toBe(3);
});

it("a job that comes upon somebody else's change reckons anew, and both changes stay", async () => {
  const { actor, i_customer } = await customer();
  const { i_customer: below } = await customer(i_customer, { tariffs_mgmt: 0 });
  const { i_job } = await prepared(actor, { kind: "rights", give: { tariffs_mgmt: 1 }, ids: [below] });
  await startJob(actor, { i_job });
  const job = await database().$transaction(async (tx) => {
    await tx.customer.update({ where: { i_customer: below }, data: { tariffs_mgmt: 2 } });
    const doing = { done: doJob(i_job) };
    // it has read the customer as it was, and waits for the row
    await expect
      .poll(async () => {
        const [row] = await database().$queryRaw<{ waiting: bigint }[]>`
          SELECT count(*) AS waiting FROM pg_locks WHERE NOT granted`;
        return Number(row?.waiting);
      })
      .toBeGreaterThan(0);
    return doing;
  });
  await job.done;
  expect((await stored(below)).tariffs_mgmt).toBe(3);
  const { rows } = await operations.listJobRows(actor, { i_job });
  expect(outcomes(rows)).toEqual(["changed"]);
});

it("a branch that is selected as a whole is deleted from below, as its preview says", async () => {
  const { actor, i_customer } = await customer();
  const [parent, other] = [await customer(i_customer), await customer(i_customer)];
  const ids = [parent.i_customer, (await customer(parent.i_customer)).i_customer, other.i_customer];
  // one of its sub-customers is not selected
  await customer(other.i_customer);
  const { i_job, preview } = await prepared(actor, { kind: "delete", ids });
  expect(preview).toMatchObject({ changed: 2, refused: 1, groups: [{ why: { key: "has_customers" } }] });
  const rows = await done(actor, i_job, { count: 3 });
  expect(new Map(rows.map(({ row, outcome }) => [row, outcome]))).toEqual(
    new Map(ids.map((id) => [id, id === other.i_customer ? "refused" : "changed"])),
  );
});

it("a profile that carries nothing is refused before there is a job", async () => {
  const { actor, i_customer } = await customer(1);
  const { i_customer: below } = await customer(i_customer);
  const { i_profile } = await operations.addProfile(actor, { name: freshName() });
  expect(
    await refusalOf(operations.prepareJob(actor, { kind: "profile", i_profile, ids: [below] })),
  ).toMatchObject({ code: 400, key: "profile_empty" });
});
