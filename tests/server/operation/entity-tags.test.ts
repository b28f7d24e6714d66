import { readdir, readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { type AttributeName, attributeNames, attributeOf } from "@/attributes/customer";
import { exchangeLink } from "@/server/credentials/links/open-link";
import { database } from "@/server/database/client";
import { operations } from "@/server/doors/operations";
import { confirmAddress } from "@/server/identity/links/change-address";
import { endDueCreditLimits } from "@/server/money/end-credit-limits";
import { actorOf, allFeatures, freshName, refusalOf } from "../../builders";
import { countStatements, givenFreshDatabase } from "../../database/fresh";
import { type OperationName, soundInputs } from "../doors/sound-inputs";
import { mailsTo } from "../identity/mailed";
import { reseller, toldBy } from "./asking";
import { countedUp, taggedState, wrongCounts } from "./tagged-state";

givenFreshDatabase();

/** Does something. @returns what counted up; what others see otherwise did, and nothing else */
async function counting(act: () => Promise<unknown>): Promise<string[]> {
  const before = await taggedState();
  await act();
  const after = await taggedState();
  expect(wrongCounts(before, after)).toEqual([]);
  return countedUp(before, after);
}

describe("what somebody reads counts up when it is shown otherwise, and only then:", () => {
  it("each attribute of a customer that a change gives another value, and no secret", async () => {
    const { actor, i_customer, agent, i_tariff, i_routing_group } = await reseller();
    const others: Partial<Record<AttributeName, unknown>> = {
      name: freshName(),
      web_login: freshName("login"),
      web_password: "another horse battery",
      api_password: "another horse battery",
      i_tariff,
      i_routing_group,
      i_commission_agent: agent,
      payment_currency: "EUR",
      accounts_matching_rule: "^1.*",
      email: "new@example.com",
      cc: "a@example.com",
      bcc: "b@example.com",
      mail_from: "c@example.com",
      i_lang: "ru",
      i_export_type: 2,
      css: "body { color: blue }",
      dns_alias: `${freshName("a").replaceAll(" ", "-")}.example.org`,
      overcommit_protection: true,
      ...allFeatures,
    };
    for (const name of attributeNames) {
      const { kind } = attributeOf(name).kind;
      const usual = kind === "flag" || kind === "rights" ? 0 : kind === "text" ? "3" : 3;
      const values = { i_customer, [name]: name in others ? others[name] : usual };
      const counted = await counting(async () => await operations.updateCustomer(actor, values));
      const part = name === "balance" ? "balance" : "attributes";
      const isSecret = kind === "secret";
      const ofCustomer = counted.filter((place) => place.startsWith("customer "));
      expect([name, ofCustomer]).toEqual([name, isSecret ? [] : [`customer ${i_customer} ${part}`]]);
      // the same again changes nothing
      if (!isSecret)
        expect([name, await counting(async () => await operations.updateCustomer(actor, values))]).toEqual([
          name,
          [],
        ]);
    }
  });

  it("what belongs to a customer itself, and to a reseller", async () => {
    const {
      actor,
      own,
      i_reseller,
      i_customer,
      i_tariff,
      i_routing_group,
      i_profile,
      i_web_user,
      i_endpoint,
    } = await reseller();
    const root = await actorOf(1);
    const until = new Date(Date.now() + 3_600_000).toISOString();
    const at = (part: string) => [`customer ${i_customer} ${part}`];
    const person = [`web_user ${i_web_user} attributes`];
    const acts: [what: () => Promise<unknown>, counted: string[]][] = [
      [() => operations.updateOwnData(own, { city: "Quito" }), at("attributes")],
      [() => operations.updateOwnData(own, { city: "Quito" }), []],
      [() => operations.changeCreditLimit(actor, { i_customer, credit_limit: 5 }), at("attributes")],
      [() => operations.changeCreditLimit(actor, { i_customer, credit_limit: 5, note: "x" }), []],
      [() => operations.changeCreditLimit(actor, { i_customer, credit_limit: 9, until }), at("attributes")],
      [() => operations.customerAddFunds(actor, { i_customer, amount: 5 }), at("balance")],
      [() => operations.customerDebit(actor, { i_customer, amount: 5 }), at("balance")],
      [() => operations.customerCredit(actor, { i_customer, amount: 5 }), at("balance")],
      [() => operations.correctBalance(actor, { i_customer, balance: 8, payment_notes: "x" }), at("balance")],
      [() => operations.blockCustomer(actor, { i_customer, reason: "fraud" }), at("block")],
      [() => operations.blockCustomer(actor, { i_customer, reason: "fraud" }), []],
      [() => operations.blockCustomer(actor, { i_customer, reason: "other", text: "x" }), at("block")],
      [() => operations.blockCustomer(root, { i_customer, i_wholesaler: i_reseller }), at("block")],
      [() => operations.unblockCustomer(actor, { i_customer }), at("block")],
      [() => refusalOf(operations.unblockCustomer(actor, { i_customer })), []],
      [() => operations.unblockCustomer(root, { i_customer, i_wholesaler: i_reseller }), at("block")],
      [() => operations.saveBrand(own, { i_customer, accent: "#123456" }), [`brand ${i_customer} brand`]],
      [() => operations.saveBrand(own, { i_customer, accent: "#123456" }), []],
      [
        () => operations.saveBrand(own, { i_customer, accent: "#123456", css: "a { color: red }" }),
        [...at("attributes"), `brand ${i_customer} brand`],
      ],
      [() => operations.saveBrand(own, { i_customer }), [...at("attributes"), `brand ${i_customer} brand`]],
      [() => operations.editWebUser(own, { i_web_user, name: "Ann" }), person],
      [() => operations.editWebUser(own, { i_web_user, name: "Ann" }), []],
      [() => operations.editWebUser(own, { i_web_user, access_level: "REPORTER", i_lang: "ru" }), person],
      [() => operations.editWebUser(own, { i_web_user, web_login: freshName("new") }), person],
      [() => operations.blockWebUser(own, { i_web_user }), person],
      [() => operations.blockWebUser(own, { i_web_user, reason: "fraud" }), []],
      [() => operations.blockWebUser(actor, { i_web_user }), []],
      [() => operations.unblockWebUser(own, { i_web_user }), []],
      [() => operations.unblockWebUser(actor, { i_web_user }), person],
      [() => refusalOf(operations.unblockWebUser(actor, { i_web_user })), []],
      [() => operations.endLogInsOf(own, { i_web_user }), []],
      [
        async () => {
          const { login: web_login } = await database().webUser.findUniqueOrThrow({ where: { i_web_user } });
          await operations.resetCustomerOneTimePassword(own, { web_login });
        },
        [],
      ],
      [
        async () => {
          const { login: web_login } = await database().webUser.findUniqueOrThrow({ where: { i_web_user } });
          await operations.resetCustomerOneTimePassword(own, { web_login, stop_old: 1 });
        },
        person,
      ],
      [() => operations.editOwnSettings(own, { name: "Bea" }), [`web_user ${own.i_web_user} attributes`]],
      [() => operations.editOwnSettings(own, { name: "Bea" }), []],
      [() => operations.changeAddress(own, { i_web_user, email: "ann@example.com" }), []],
      [
        async () => {
          const [mail] = await mailsTo("ann@example.com");
          await confirmAddress((await exchangeLink(mail?.token ?? "")) ?? "", null);
        },
        person,
      ],
      [() => operations.deleteWebUser(own, { i_web_user }), []],
      [
        async () => await operations.updateOwnData(await actorOf(i_customer), { i_lang: "ru", as_one: 1 }),
        at("attributes"),
      ],
      [
        () => operations.editTariff(actor, { i_tariff, name: "One", currency: "USD" }),
        [`tariff ${i_tariff} attributes`],
      ],
      [() => operations.editTariff(actor, { i_tariff, name: "One", currency: "USD" }), []],
      [
        () => operations.editTariff(actor, { i_tariff, name: "One", currency: "EUR" }),
        [`tariff ${i_tariff} attributes`],
      ],
      [
        () => operations.editRoutingGroup(actor, { i_routing_group, name: "Two" }),
        [`routing_group ${i_routing_group} attributes`],
      ],
      [() => operations.editRoutingGroup(actor, { i_routing_group, name: "Two" }), []],
      [
        () => operations.editProfile(actor, { i_profile, name: "Three", attributes: { max_sessions: 2 } }),
        [`profile ${i_profile} attributes`],
      ],
      [
        () => operations.editEndpoint(actor, { i_endpoint, note: "x" }),
        [`endpoint ${i_endpoint} attributes`],
      ],
      [() => operations.editEndpoint(actor, { i_endpoint, note: "x", events: ["*"] }), []],
      [() => operations.rotateEndpointSecret(actor, { i_endpoint }), [`endpoint ${i_endpoint} attributes`]],
      [() => operations.disableEndpoint(actor, { i_endpoint }), [`endpoint ${i_endpoint} attributes`]],
      [() => operations.enableEndpoint(actor, { i_endpoint }), [`endpoint ${i_endpoint} attributes`]],
      [() => operations.enableEndpoint(actor, { i_endpoint }), []],
    ];
    for (const [index, [act, counted]] of acts.entries())
      expect([index, await counting(act)]).toEqual([index, counted]);
  });

  it("a temporary limit that is over has fallen at its moment, whoever writes it down, and whenever", async () => {
    const { actor, i_customer } = await reseller();
    const until = new Date(Date.now() + 3_600_000).toISOString();
    await operations.changeCreditLimit(actor, { i_customer, credit_limit: 9, until });
    const over = async () =>
      await database().$executeRaw`UPDATE credit_limit_ends SET at = now() WHERE i_customer = ${i_customer}`;
    expect(await counting(over)).toEqual([`customer ${i_customer} attributes`]);
    expect(await counting(endDueCreditLimits)).toEqual([]);
    expect(await database().creditLimitEnd.count({ where: { i_customer } })).toBe(0);
  });

  it("and no other operation that writes counts up what it leaves as it is", async () => {
    const writing = (Object.keys(operations) as OperationName[]).filter(
      (name) => operations[name].definition.effect !== "reads",
    );
    const { actor, i_customer, i_tariff } = await reseller();
    const { i_web_user, login } = await database().webUser.findFirstOrThrow({
      where: { i_customer, default_user: true },
    });
    const of = { i_customer, i_web_user, i_tariff, login, name: "nobody" };
    for (const name of writing.filter((one) => one !== "deleteCustomer"))
      await counting(
        async () => await operations[name](actor, soundInputs[name](of)).catch((error: unknown) => error),
      );
  });
});

/** Every file of the server that writes a row which has a version, and how often; each has been looked at. */
const writers: Readonly<Record<string, number>> = {
  // what counts up
  "branding/save-brand.ts": 1,
  "credentials/customer-settings.ts": 1,
  // the block, and on whom it stands; one-time passwords are not shown
  "customers/block-customer.ts": 3,
  "customers/unblock-customer.ts": 2,
  "customers/write-customer.ts": 2,
  // one-time passwords and the API's are not shown
  "identity/links/change-address.ts": 4,
  "identity/password/choose-by-link.ts": 1,
  "identity/password/choose-password.ts": 1,
  // the one-time password is not shown, that there is no other any more is
  "identity/password/reset-one-time-password.ts": 2,
  "identity/web-users/own-settings.ts": 1,
  "identity/web-users/stop-web-users.ts": 5,
  "ledger/credit-limit-ends.ts": 1,
  "money/change-credit-limit.ts": 1,
  "events/off-endpoint.ts": 1,
  "webhooks/switch-endpoints.ts": 1,
  // what makes, changes and deletes
  "identity/web-users/write-web-users.ts": 3,
  "profiles/profiles.ts": 3,
  "routing-groups/routing-groups.ts": 3,
  "tariffs/tariffs.ts": 3,
  "webhooks/write-endpoints.ts": 4,
  // what makes or deletes
  "customers/create-customer.ts": 2,
  "customers/delete-customer.ts": 1,
  "doors/first-start.ts": 3,
  // the versions of brands themselves
  "brand/write-brand.ts": 3,
  // the balance, with its place in the ledger
  "money/book-once.ts": 1,
  // whether messages get through, and former secrets that have run out
  "doors/webhooks/settle-try.ts": 2,
  "doors/webhooks/sweep-webhooks.ts": 1,
  // what readers do not get: proofs of aliases, one-time passwords, when somebody was there, what search looks at
  "branding/settle-check.ts": 1,
  "credentials/links/end-links.ts": 1,
  "credentials/spend-one-time-password.ts": 1,
  "credentials/welcome.ts": 1,
  "record/write-search-text.ts": 1,
};

it("a new statement that writes a row with a version is looked at: does it change what readers get?", async () => {
  const found: Record<string, number> = {};
  for (const file of (await readdir("server", { recursive: true })).filter((one) => one.endsWith(".ts"))) {
    if (file.startsWith("database/generated")) continue;
    const text = await readFile(`server/${file}`, "utf8");
    const raw =
      /\b(?:UPDATE|DELETE FROM|INSERT INTO) (?:customers|web_users|tariffs|routing_groups|profiles|brand_versions|blocks|webhook_endpoints)\b/g;
    const prisma =
      /\.(?:customer|webUser|tariff|routingGroup|profile|brandVersion|block|webhookEndpoint)\.(?:update|create|delete|upsert)\w*\(/g;
    const count = [...text.matchAll(raw), ...text.matchAll(prisma)].length;
    if (count > 0) found[file] = count;
  }
  expect(found).toEqual(writers);
});

describe("an entity tag", () => {
  it("of a customer has three counts, others one; it is told before what is read and after what is written", async () => {
    const { actor, own, i_customer, i_tariff, i_routing_group, i_profile, i_web_user } = await reseller();
    const info = async () =>
      (await toldBy((choice) => operations.getCustomerInfo(actor, { i_customer }, choice))).tag;
    expect(await info()).toMatch(/^"v\d+-\d+-\d+"$/);
    const paid = await toldBy((choice) =>
      operations.customerAddFunds(actor, { i_customer, amount: 1 }, choice),
    );
    expect(paid.tag).toBe(await info());
    const changed = await toldBy((choice) => operations.updateOwnData(own, { city: "Lima" }, choice));
    expect(changed.tag).toBe(await info());
    const saved = await toldBy((choice) =>
      operations.saveBrand(own, { i_customer, accent: "#123456" }, choice),
    );
    expect(saved.tag).toMatch(/^"v\d+"$/);
    expect(await toldBy((choice) => operations.getBrand(own, { i_customer }, choice))).toEqual(saved);
    const reads = [
      await toldBy((choice) => operations.listTariffs(actor, { i_tariff }, choice)),
      await toldBy((choice) => operations.listRoutingGroups(actor, { i_routing_group }, choice)),
      await toldBy((choice) => operations.getProfile(actor, { i_profile }, choice)),
      await toldBy((choice) => operations.getWebUser(actor, { i_web_user }, choice)),
    ];
    expect(reads).toEqual(reads.map(() => ({ tag: '"v1"' })));
    expect(await toldBy((choice) => operations.listTariffs(actor, {}, choice))).toEqual({});
    expect(await toldBy((choice) => operations.deleteTariff(actor, { i_tariff }, choice))).toEqual({});
  });

  it("costs whoever does not ask nothing, and a reader no statement", async () => {
    const { actor, i_customer } = await reseller();
    const read = async (choice: object) =>
      (await countStatements(async () => await operations.getCustomerInfo(actor, { i_customer }, choice)))
        .count;
    await read({});
    expect(await read({ asked: { told: () => {} } })).toBe(await read({}));
    const pay = async (choice: object) =>
      (
        await countStatements(
          async () => await operations.customerAddFunds(actor, { i_customer, amount: 1 }, choice),
        )
      ).count;
    await pay({});
    expect(await pay({ asked: { told: () => {} } })).toBe((await pay({})) + 1);
  });
});
