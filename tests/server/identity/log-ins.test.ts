import { expect, it } from "vitest";
import { systemActor } from "@/server/actor/system-actor";
import { findSession } from "@/server/credentials/sessions";
import { database } from "@/server/database/client";
import { operations } from "@/server/doors/operations";
import { confirmByPassword } from "@/server/identity/log-in/confirm-identity";
import { signIn } from "@/server/identity/log-in/sign-in";
import { choosePassword } from "@/server/identity/password/choose-password";
import { customer, freshName, refusalOf } from "../../builders";
import { givenFreshDatabase } from "../../database/fresh";

givenFreshDatabase();

const { deleteCustomer, endLogIn, endOtherLogIns, listLogIns, resetCustomerOneTimePassword, updateCustomer } =
  operations;
const password = "correct horse battery";
const visitor = {
  host: "localhost",
  address: "192.0.2.7",
  userAgent: "Mozilla/5.0 Firefox/150.0",
  local: false,
};

/** Logs a reseller in with two browsers. */
async function twoBrowsers() {
  const { actor, i_customer } = await customer(1, { web_login: freshName("person") });
  const ids = [
    await signIn(visitor, actor.login ?? "", password),
    await signIn(visitor, actor.login ?? "", password),
  ];
  const [here, there] = await Promise.all(ids.map(async ({ session }) => await live(session)));
  if (!here || !there) throw new Error("both hold");
  return { i_customer, here, there, hereId: ids[0]?.session ?? "", thereId: ids[1]?.session ?? "" };
}

async function live(id: string) {
  return await findSession(id, visitor.host, visitor.address);
}

it("one's log-ins are told with where and when, this one marked; each can be ended, and all others at once", async () => {
  const { here, there, hereId, thereId } = await twoBrowsers();
  const { log_ins } = await listLogIns(here.actor, {});
  expect(log_ins.map((one) => one.here).toSorted()).toEqual([false, true]);
  expect(log_ins[0]).toMatchObject({ address: "192.0.2.7", host: "localhost", opened_by: "password" });
  await endLogIn(here.actor, { i_session: there.actor.i_session });
  expect(await live(thereId)).toBeNull();
  expect(await live(hereId)).not.toBeNull();
  const third = await signIn(visitor, here.actor.login ?? "", password);
  await endOtherLogIns(here.actor, {});
  expect(await live(third.session)).toBeNull();
  expect(await live(hereId)).not.toBeNull();
});

it("another's log-in is not there for one, even a customer's own below it", async () => {
  const { here } = await twoBrowsers();
  const other = await twoBrowsers();
  const refusal = await refusalOf(endLogIn(here.actor, { i_session: other.here.actor.i_session }));
  expect(refusal).toMatchObject({ code: 404 });
  expect(await live(other.hereId)).not.toBeNull();
});

it("a log-in ends after 8 hours without use, and 7 days after it began however much it is used", async () => {
  const { here, hereId } = await twoBrowsers();
  const { i_session = 0 } = here.actor;
  const hours = (date: Date) => (date.getTime() - Date.now()) / 3_600_000;
  const row = await database().session.findUniqueOrThrow({ where: { i_session } });
  expect(hours(row.expires_at)).toBeCloseTo(8, 1);
  const long = new Date(Date.now() - (7 * 24 - 1) * 3_600_000);
  await database().session.update({ where: { i_session }, data: { created_at: long, seen_at: long } });
  expect(await live(hereId)).not.toBeNull();
  const used = await database().session.findUniqueOrThrow({ where: { i_session } });
  expect(hours(used.expires_at)).toBeCloseTo(1, 1);
});

it("what needs a fresh log-in asks for the password once more, 15 minutes after the last time", async () => {
  const { here, hereId, i_customer } = await twoBrowsers();
  const below = await customer(i_customer);
  const stale = { ...here.actor, freshUntil: new Date(Date.now() - 1) };
  const tries = [
    () => deleteCustomer(stale, { i_customer: below.i_customer }),
    () => resetCustomerOneTimePassword(stale, { web_login: below.actor.login }),
    () => operations.updateOwnData(stale, { api_password: "another long secret" }),
    () => operations.updateOwnData(stale, { email: "other@example.com" }),
  ];
  for (const one of tries) expect(await refusalOf(one())).toMatchObject({ code: 403, key: "step_up" });
  await database().session.updateMany({ data: { fresh_until: null } });
  expect(await refusalOf(confirmByPassword(stale, "wrong"))).toMatchObject({ code: 403 });
  expect((await live(hereId))?.actor.freshUntil).toBeNull();
  await confirmByPassword(stale, password);
  const fresh = await live(hereId);
  if (!fresh) throw new Error("it holds");
  expect(((fresh.actor.freshUntil?.getTime() ?? 0) - Date.now()) / 60_000).toBeCloseTo(15, 0);
  await deleteCustomer(fresh.actor, { i_customer: below.i_customer });
});

it("all log-ins end with a password that the parent sets, with a deletion, and the others with one's own change", async () => {
  const one = await twoBrowsers();
  const root = systemActor;
  await updateCustomer(root, { i_customer: one.i_customer, web_password: "set by the parent" });
  expect([await live(one.hereId), await live(one.thereId)]).toEqual([null, null]);
  const two = await twoBrowsers();
  await deleteCustomer(root, { i_customer: two.i_customer });
  expect([await live(two.hereId), await live(two.thereId)]).toEqual([null, null]);
  const three = await twoBrowsers();
  const anew = await choosePassword(three.here.actor, { password }, "my very own choice");
  expect([await live(three.hereId), await live(three.thereId)]).toEqual([null, null]);
  expect(await live(anew?.session ?? "")).not.toBeNull();
});
