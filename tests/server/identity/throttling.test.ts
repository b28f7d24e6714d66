import { expect, it } from "vitest";
import { systemActor } from "@/server/actor/system-actor";
import type { Visitor } from "@/server/credentials/visitor";
import { database } from "@/server/database/client";
import { operations } from "@/server/doors/operations";
import { signIn } from "@/server/identity/log-in/sign-in";
import { customer, freshName, refusalOf } from "../../builders";
import { givenFreshDatabase } from "../../database/fresh";

givenFreshDatabase("full");

const password = "correct horse battery";

function from(address: string, device: string | null = null): Visitor {
  return { host: "localhost", address, userAgent: "Mozilla/5.0 Firefox/150.0", local: false, device };
}

async function person() {
  const { actor, i_customer } = await customer(1, { web_login: freshName("person") });
  return { actor, i_customer, login: actor.login ?? "" };
}

it("of 10,000 tries against one login from 100 addresses fewer than 50 are checked, and its owner gets in from a known browser", async () => {
  const { login } = await person();
  const { device } = await signIn(from("198.51.100.1"), login, password);
  // 429 means throttled and not hashed; 401 means checked
  const answers: Record<number, number> = {};
  for (let round = 0; round < 100; round += 1) {
    const tries = Array.from({ length: 100 }, async (_, host) => {
      const refusal = await refusalOf(signIn(from(`203.0.${host}.9`), login, `guess ${round}`));
      answers[refusal.code] = (answers[refusal.code] ?? 0) + 1;
    });
    await Promise.all(tries);
  }
  expect(Object.keys(answers)).toEqual(["401", "429"]);
  expect((answers[401] ?? 0) + (answers[429] ?? 0)).toBe(10_000);
  expect(answers[401]).toBeLessThan(50);
  // continue, however long this took
  await database().throttle.updateMany({
    where: { throttle_key: { startsWith: "web:" } },
    data: { wait_until: new Date(Date.now() + 60_000) },
  });
  expect((await refusalOf(signIn(from("198.51.100.1"), login, password))).code).toBe(429);
  expect((await signIn(from("198.51.100.1", device), login, password)).kind).toBe("full");
});

it("a known browser has a limit of its own, and is known for its own login alone", async () => {
  const [one, other] = [await person(), await person()];
  const { device } = await signIn(from("198.51.100.2"), one.login, password);
  for (let time = 0; time < 5; time += 1)
    await refusalOf(signIn(from("198.51.100.2", device), one.login, "x"));
  await refusalOf(signIn(from("198.51.100.2", device), one.login, "x"));
  expect((await refusalOf(signIn(from("198.51.100.2", device), one.login, password))).code).toBe(429);
  for (let time = 0; time < 6; time += 1)
    await refusalOf(signIn(from("198.51.100.2", device), other.login, "x"));
  expect((await refusalOf(signIn(from("198.51.100.3", device), other.login, password))).code).toBe(429);
});

it("an address that tries many logins has to wait, and so has its neighbourhood", async () => {
  const { login } = await person();
  for (let time = 0; time < 31; time += 1)
    await refusalOf(signIn(from("2001:db8:1:2::1"), freshName("nobody"), "x"));
  expect((await refusalOf(signIn(from("2001:db8:1:2::1"), login, password))).code).toBe(429);
  expect((await signIn(from("2001:db8:1:2::2"), login, password)).kind).toBe("full");
  for (let time = 0; time < 75; time += 1)
    await refusalOf(signIn(from(`2001:db8:1:2::${time + 10}`), freshName("nobody"), "x"));
  expect((await refusalOf(signIn(from("2001:db8:1:2::ffff"), login, password))).code).toBe(429);
  expect((await signIn(from("2001:db8:1:3::1"), login, password)).kind).toBe("full");
});

it("a log-in from a new browser is mailed, but the very first; a refused one stands in the history, once in five minutes", async () => {
  const email = "owner@example.com";
  const { actor, i_customer } = await customer(1, { web_login: freshName("person"), email });
  const login = actor.login ?? "";
  const mails = async () => await database().mail.count({ where: { recipient: email, kind: "new_device" } });
  const { device } = await signIn(from("198.51.100.7"), login, password);
  await signIn(from("198.51.100.7", device), login, password);
  expect(await mails()).toBe(0);
  await signIn(from("198.51.100.8"), login, password);
  expect(await mails()).toBe(1);
  for (let time = 0; time < 3; time += 1) await refusalOf(signIn(from("198.51.100.9"), login, "wrong"));
  await expect
    .poll(async () => await database().auditLog.count({ where: { i_customer, operation: "refuseSignIn" } }))
    .toBe(1);
  await operations.unlockWebUser(systemActor, { i_web_user: actor.i_web_user });
  expect((await signIn(from("198.51.100.9"), login, password)).kind).toBe("full");
});
