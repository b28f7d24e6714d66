import { expect, it } from "vitest";
import type { Actor } from "@/server/actor/actor";
import { database } from "@/server/database/client";
import { operations } from "@/server/doors/operations";
import { actorOf, allRights, customer, freshName, refusalOf } from "../../builders";
import { givenFreshDatabase } from "../../database/fresh";
import { done, examineAll, prepared } from "./do-jobs";

givenFreshDatabase();

const { undoJob, getJobInfo, startJob, stopJob } = operations;

async function stored(i_customer: number) {
  return await database().customer.findUniqueOrThrow({ where: { i_customer } });
}

/** Does a job to the end. @returns its id */
async function did(actor: Actor, asked: Readonly<Record<string, unknown>>): Promise<number> {
  const { i_job } = await prepared(actor, asked);
  await done(actor, i_job);
  return i_job;
}

/** Prepares and examines the undoing of a job. */
async function undoing(actor: Actor, of: number) {
  const { i_job } = await undoJob(actor, { i_job: of });
  await examineAll(i_job);
  return (await getJobInfo(actor, { i_job })).job;
}

/** Undoes a job. @returns what its report says of each customer: the outcome, and what was changed since */
async function undone(actor: Actor, of: number) {
  const { i_job } = await undoing(actor, of);
  const rows = await done(actor, i_job);
  return new Map(
    rows.map(({ i_customer, outcome, why }) => [i_customer, [outcome, why?.values?.attributes ?? why?.key]]),
  );
}

it("what still stands as a job left it goes back, and what somebody has changed since stays and is told", async () => {
  const { actor, i_customer } = await customer();
  const ids: number[] = [];
  for (let made = 0; made < 4; made += 1)
    ids.push((await customer(i_customer, { city: "Quito", country: "Peru" })).i_customer);
  const [one, other, third, fourth] = ids as [number, number, number, number];
  const of = await did(actor, { kind: "set_attributes", values: { city: "Lima", country: "Chile" }, ids });
  await operations.updateCustomer(actor, { i_customer: other, city: "Cusco" });
  await operations.updateCustomer(actor, { i_customer: third, city: "Quito", country: "Peru" });
  await operations.updateCustomer(actor, { i_customer: fourth, city: "Tacna", country: "Bolivia" });
  const draft = await undoing(actor, of);
  expect(draft).toMatchObject({ kind: "undo", undoes: of, state: "draft", lasting: ["everything"] });
  expect(draft.preview).toMatchObject({ total: 4, changed: 2, unchanged: 1, refused: 1 });
  expect(draft.preview?.groups).toMatchObject([{ why: { key: "changed_since" }, count: 1 }]);
  expect(await undone(actor, of)).toEqual(
    new Map([
      [one, ["changed", undefined]],
      [other, ["changed", "city"]],
      [third, ["unchanged", undefined]],
      [fourth, ["refused", "city, country"]],
    ]),
  );
  expect(await stored(one)).toMatchObject({ city: "Quito", country: "Peru" });
  expect(await stored(other)).toMatchObject({ city: "Cusco", country: "Peru" });
  expect(await stored(fourth)).toMatchObject({ city: "Tacna", country: "Bolivia" });
});

it("of rights the bits that a job changed go back, and others stay", async () => {
  const { actor, i_customer } = await customer();
  const { i_customer: below } = await customer(i_customer, { tariffs_mgmt: 1, vouchers_mgmt: 7 });
  const of = await did(actor, {
    kind: "rights",
    give: { tariffs_mgmt: 6 },
    take: { vouchers_mgmt: 4 },
    ids: [below],
  });
  await operations.updateCustomer(actor, { i_customer: below, tariffs_mgmt: 2, vouchers_mgmt: 1 });
  await undone(actor, of);
  expect(await stored(below)).toMatchObject({ tariffs_mgmt: 0, vouchers_mgmt: 5 });
});

it("an undoing gives no right back that its owner could not give now", async () => {
  const { actor, i_customer } = await customer();
  const { i_customer: below } = await customer(i_customer);
  const of = await did(actor, { kind: "rights", take: { tariffs_mgmt: 7 }, ids: [below] });
  await operations.updateCustomer(await actorOf(1), { i_customer, tariffs_mgmt: 0 });
  expect(await undone(actor, of)).toEqual(new Map([[below, ["refused", "bits_not_given"]]]));
  expect((await stored(below)).tariffs_mgmt).toBe(0);
});

it("a credit limit goes back, with its end by itself", async () => {
  const { actor, i_customer } = await customer();
  const [one, other] = [
    (await customer(i_customer, { credit_limit: "10" })).i_customer,
    (await customer(i_customer, { credit_limit: "10" })).i_customer,
  ];
  const until = new Date(Date.now() + 3_600_000);
  await operations.changeCreditLimit(actor, {
    i_customer: one,
    credit_limit: "20",
    until: until.toISOString(),
  });
  const of = await did(actor, { kind: "credit_limit", mode: "add", value: "5", ids: [one, other] });
  expect(await database().creditLimitEnd.count({ where: { i_customer: one } })).toBe(0);
  await undone(actor, of);
  expect((await stored(one)).credit_limit.toFixed(2)).toBe("20.00");
  expect((await stored(other)).credit_limit.toFixed(2)).toBe("10.00");
  const end = await database().creditLimitEnd.findUniqueOrThrow({ where: { i_customer: one } });
  expect([end.falls_to.toFixed(2), end.at.getTime()]).toEqual(["10.00", until.getTime()]);
});

it("money is reversed by entries of its own that name the job, whatever was booked since, and previewed with its sum", async () => {
  const { actor, i_customer } = await customer();
  const ids = [(await customer(i_customer)).i_customer, (await customer(i_customer)).i_customer];
  const of = await did(actor, { kind: "funds", booking: "payment", amount: "12.5", ids });
  await operations.customerDebit(actor, { i_customer: ids[0], amount: "2" });
  const draft = await undoing(actor, of);
  expect(draft.preview?.booked).toMatchObject([{ currency: "USD", amount: "-25.000000" }]);
  await undone(actor, of);
  const entries = await database().ledger.findMany({
    where: { i_customer: ids[0] ?? 0 },
    orderBy: { place: "asc" },
  });
  expect(entries.map(({ kind, amount, note }) => [kind, amount.toFixed(2), note])).toEqual([
    ["opening", "0.00", ""],
    ["payment", "12.50", ""],
    ["charge", "-2.00", ""],
    ["correction", "-12.50", `Undoing of job ${of}`],
  ]);
});

it("blocks are lifted again, an earlier one of one's own comes back, and one that somebody set since stays", async () => {
  const { actor, i_customer } = await customer();
  const child = await customer(i_customer);
  const ids: number[] = [];
  for (let made = 0; made < 3; made += 1) ids.push((await customer(child.i_customer)).i_customer);
  const [one, other, third] = ids as [number, number, number];
  await operations.blockCustomer(actor, { i_customer: one, reason: "fraud", note: "n", text: "t" });
  const of = await did(actor, { kind: "block", reason: "non-payment", text: "pay", ids });
  await operations.blockCustomer(child.actor, { i_customer: other, reason: "own-wish" });
  await operations.blockCustomer(actor, { i_customer: third, reason: "other", text: "no" });
  expect(await undone(actor, of)).toEqual(
    new Map([
      [one, ["changed", undefined]],
      [other, ["changed", undefined]],
      [third, ["refused", "blocked"]],
    ]),
  );
  const blocks = await database().block.findMany({ orderBy: { i_customer: "asc" } });
  expect(blocks.map((block) => [block.i_customer, block.set_by_customer, block.reason, block.text])).toEqual([
    [one, i_customer, "fraud", "t"],
    [other, child.i_customer, "own-wish", ""],
    [third, i_customer, "other", "no"],
  ]);
});

it("a lifted block is set again by whoever had set it, with its reason, note and text", async () => {
  const { actor, i_customer } = await customer();
  const child = await customer(i_customer);
  const { i_customer: below } = await customer(child.i_customer);
  await operations.blockCustomer(actor, { i_customer: below, reason: "fraud", note: "n", text: "t" });
  await operations.blockCustomer(child.actor, {
    i_customer: below,
    reason: "own-wish",
    note: "m",
    text: "u",
  });
  const of = await did(actor, { kind: "unblock", ids: [below] });
  expect(await database().block.count({ where: { i_customer: below } })).toBe(0);
  await undone(actor, of);
  const blocks = await database().block.findMany({
    where: { i_customer: below },
    orderBy: { set_by_customer: "asc" },
  });
  expect(blocks.map(({ set_by_customer: by, reason, note, text }) => [by, reason, note, text])).toEqual([
    [i_customer, "fraud", "n", "t"],
    [child.i_customer, "own-wish", "m", "u"],
  ]);
  // and it is theirs to lift
  await operations.unblockCustomer(child.actor, { i_customer: below });
});

it("a job is undone once, within 30 days of its end, and an undoing never", async () => {
  const { actor, i_customer } = await customer();
  const ids = [(await customer(i_customer)).i_customer];
  const city = { kind: "set_attributes", values: { city: "Lima" }, ids };
  const draft = await prepared(actor, city);
  expect(await refusalOf(undoJob(actor, { i_job: draft.i_job }))).toMatchObject({ key: "job_state" });
  await stopJob(actor, { i_job: draft.i_job });
  const of = await did(actor, city);
  const { job } = await getJobInfo(actor, { i_job: of });
  expect(job.undo_until?.getTime()).toBe((job.ended_at?.getTime() ?? 0) + 30 * 86_400_000);
  // asked for twice before its start, it is made anew
  await undoing(actor, of);
  const { i_job } = await undoing(actor, of);
  expect((await getJobInfo(actor, { i_job: of })).job).toMatchObject({ undone_by: null });
  await done(actor, i_job);
  expect((await getJobInfo(actor, { i_job: of })).job).toMatchObject({ undone_by: i_job, undo_until: null });
  expect(await refusalOf(undoJob(actor, { i_job: of }))).toMatchObject({ code: 409, key: "undone_already" });
  expect(await refusalOf(undoJob(actor, { i_job }))).toMatchObject({ code: 409, key: "undo_of_undo" });
  const late = await did(actor, { ...city, values: { city: "Cusco" } });
  const ended_at = new Date(Date.now() - 30 * 86_400_000 - 1_000);
  await database().job.update({ where: { i_job: late }, data: { ended_at } });
  expect(await refusalOf(undoJob(actor, { i_job: late }))).toMatchObject({ code: 409, key: "undo_over" });
  expect((await getJobInfo(actor, { i_job: late })).job.undo_until).toBeNull();
});

it("what went out cannot be undone, and says so before it starts", async () => {
  const { actor, i_customer } = await customer();
  const ids = [(await customer(i_customer)).i_customer];
  const lasting = async (asked: object) => (await prepared(actor, { ids, ...asked })).lasting;
  expect(await lasting({ kind: "delete" })).toEqual(["everything"]);
  expect(await lasting({ kind: "invite" })).toEqual(["everything"]);
  expect(await lasting({ kind: "block", reason: "other" })).toEqual(["one_time_passwords"]);
  expect(await lasting({ kind: "set_attributes", values: { email: "" } })).toEqual(["mails"]);
  expect(await lasting({ kind: "set_attributes", values: { dns_alias: "" } })).toEqual(["alias_proof"]);
  expect(await lasting({ kind: "credit_limit", mode: "set", value: "5" })).toEqual(["mails"]);
  expect(await lasting({ kind: "funds", booking: "charge", amount: "5" })).toEqual(["mails"]);
  expect(await lasting({ kind: "set_attributes", values: { city: "Lima" } })).toEqual([]);
  const { i_job } = await prepared(actor, { kind: "delete", ids });
  await done(actor, i_job, { count: 1 });
  expect(await refusalOf(undoJob(actor, { i_job }))).toMatchObject({ code: 409, key: "nothing_to_undo" });
});

it("a job is undone by whoever began it, or an administrator of theirs, and found by nobody else", async () => {
  const { actor, i_customer } = await customer();
  const ids = [(await customer(i_customer)).i_customer];
  const of = await did(actor, { kind: "set_attributes", values: { city: "Lima" }, ids });
  const colleague = { ...actor, i_web_user: -1, access_level: "NOC" } as const;
  expect(await refusalOf(undoJob(colleague, { i_job: of }))).toMatchObject({
    code: 403,
    key: "not_your_job",
  });
  const { actor: neighbour } = await customer();
  expect(await refusalOf(undoJob(neighbour, { i_job: of }))).toMatchObject({ code: 404 });
});

/** A job that has created customers, as an import does: a parent, one below it, and others. */
async function imported(actor: Actor) {
  const { i_job } = await database().job.create({
    data: {
      kind: "set_attributes",
      act: { values: {} },
      selection: { ids: [] },
      state: "running",
      i_customer: actor.i_customer,
      i_scope: actor.i_customer,
      door: actor.door,
      i_web_user: actor.i_web_user,
      started_at: new Date(),
    },
    select: { i_job: true },
  });
  let row = 0;
  const create = async (i_wholesaler: number): Promise<number> => {
    row += 1;
    await database().jobRow.create({ data: { i_job, row } });
    const asked = { i_wholesaler, name: freshName(), i_tariff: null, web_password: "correct horse battery" };
    return (
      await operations.createCustomer(
        { ...actor, job: { i_job, row } },
        { ...asked, customers_mgmt: 7, use_own_tariff: 1 },
      )
    ).i_customer;
  };
  const end = async () =>
    await database().job.update({
      where: { i_job },
      data: { state: "done", ended_at: new Date(), changed: row, total: row },
    });
  return { i_job, create, end };
}

it("customers whom an import created go again, those below before those above", async () => {
  const { actor, i_customer } = await customer();
  const job = await imported(actor);
  const parent = await job.create(i_customer);
  const below = await job.create(parent);
  await job.end();
  const draft = await undoing(actor, job.i_job);
  expect(draft.preview).toMatchObject({ total: 2, changed: 2, refused: 0 });
  const stale = { ...actor, freshUntil: null };
  expect(await refusalOf(startJob(stale, { i_job: draft.i_job }))).toMatchObject({
    code: 403,
    key: "step_up",
  });
  expect(await undone(actor, job.i_job)).toEqual(
    new Map([
      [below, ["changed", undefined]],
      [parent, ["changed", undefined]],
    ]),
  );
  expect(await database().customer.count({ where: { i_customer: { in: [parent, below] } } })).toBe(0);
});

it("a created customer stays once something has happened to it, and so does whoever is above it", async () => {
  const { actor, i_customer } = await customer();
  const job = await imported(actor);
  const [paid, changed, loggedIn, above] = [
    await job.create(i_customer),
    await job.create(i_customer),
    await job.create(i_customer),
    await job.create(i_customer),
  ];
  const below = await job.create(above);
  const other = await job.create(i_customer);
  await job.end();
  await operations.customerAddFunds(actor, { i_customer: paid, amount: "1" });
  await operations.updateCustomer(actor, { i_customer: changed, city: "Lima" });
  await database().webUser.updateMany({
    where: { i_customer: loggedIn },
    data: { last_log_in_at: new Date() },
  });
  await customer(below, Object.fromEntries(Object.keys(allRights).map((name) => [name, 0])));
  expect(await undone(actor, job.i_job)).toEqual(
    new Map([
      [other, ["changed", undefined]],
      [below, ["refused", "customers"]],
      [above, ["refused", "customers"]],
      [loggedIn, ["refused", "log_in"]],
      [changed, ["refused", "history"]],
      [paid, ["refused", "ledger, history"]],
    ]),
  );
});
