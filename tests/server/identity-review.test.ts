import { expect, it } from "vitest";
import { database } from "@/server/database/client";
import { choosePassword } from "@/server/identity/choose-password";
import { confirmAddress } from "@/server/identity/links/change-address";
import { choosePasswordByLink } from "@/server/identity/links/choose-by-link";
import { requestReset } from "@/server/identity/links/forgotten-password";
import { exchangeLink } from "@/server/identity/links/open-link";
import { operations } from "@/server/operations";
import { systemActor } from "@/server/system-actor";
import { customer, freshName, refusalOf } from "../builders";
import { givenFreshDatabase } from "../database/fresh";
import { mailsTo } from "./mailed";

givenFreshDatabase();

let made = 0;

function freshAddress(): string {
  made += 1;
  return `reviewed${made}@example.com`;
}

const visitor = { host: "localhost", address: "192.0.2.19", userAgent: "Firefox", local: false };

async function person() {
  const email = freshAddress();
  const one = await customer(1, { web_login: freshName("person"), email });
  return { actor: one.actor, i_web_user: one.actor.i_web_user ?? 0, login: one.actor.login ?? "", email };
}

/** What a browser holds that opened the newest link to an address. */
async function opened(email: string): Promise<string> {
  return (await exchangeLink((await mailsTo(email)).at(-1)?.token ?? "")) ?? "";
}

it("whoever changed an address twice cannot undo the owner's undoing", async () => {
  const { actor, i_web_user, email } = await person();
  const first = freshAddress();
  const second = freshAddress();
  for (const address of [first, second]) {
    await operations.changeAddress(actor, { i_web_user, email: address });
    await confirmAddress(await opened(address), null);
  }
  const thiefs = await opened(first);
  await confirmAddress(await opened(email), null);
  expect(await refusalOf(confirmAddress(thiefs, null))).toMatchObject({ code: 410 });
  const row = await database().webUser.findUniqueOrThrow({ where: { i_web_user } });
  expect(row.email).toBe(email);
});

it("a chosen password ends the links that were mailed before it", async () => {
  const { actor, login, email } = await person();
  await (await requestReset(visitor, login)).done;
  const held = await opened(email);
  await choosePassword(actor, null, "my very own choice");
  expect(await refusalOf(choosePasswordByLink(visitor, held, "another choice of mine"))).toMatchObject({
    code: 410,
  });
});

it("so does one that the provider sets", async () => {
  const { actor, login, email } = await person();
  await (await requestReset(visitor, login)).done;
  const held = await opened(email);
  const { i_customer } = actor;
  await operations.updateCustomer(systemActor, { i_customer, web_password: "chosen by the provider" });
  expect(await refusalOf(choosePasswordByLink(visitor, held, "another choice of mine"))).toMatchObject({
    code: 410,
  });
});

it("so does a one-time password that stops all else", async () => {
  const { login, email } = await person();
  await (await requestReset(visitor, login)).done;
  const held = await opened(email);
  await operations.resetCustomerOneTimePassword(systemActor, { web_login: login, stop_old: "1" });
  expect(await refusalOf(choosePasswordByLink(visitor, held, "another choice of mine"))).toMatchObject({
    code: 410,
  });
});
