import { describe, expect, it } from "vitest";
import { copiedAttributes, isCopied } from "@/attributes/copied";
import { attributeNames, namesWhere } from "@/attributes/customer";
import { database } from "@/server/database/client";
import { operations } from "@/server/doors/operations";
import { customer, freshName, refusalOf, tariff } from "../../builders";
import { givenFreshDatabase } from "../../database/fresh";
import { sample } from "./profile-sample";

givenFreshDatabase();

const { addProfile, editProfile, getProfile, listProfiles, deleteProfile, prepareNewCustomer } = operations;

const neverCarried = [
  ...["name", "web_password", "web_login", "description", "balance", "api_password", "dns_alias"],
  ...["company_name", "salutation", "first_name", "last_name", "mid_init", "street_addr", "state"],
  ...["postal_code", "city", "country", "contact", "phone", "fax", "alt_phone", "alt_contact"],
  ...["email", "cc", "bcc", "mail_from"],
];

describe("what a profile carries", () => {
  it("is everything but name, login, secrets, addresses, balance, alias and description", () => {
    expect(attributeNames).toHaveLength(62);
    expect(attributeNames.filter((name) => !isCopied(name)).sort()).toEqual([...neverCarried].sort());
  });

  it.each(attributeNames)("of %s is kept, or ignored, as the rule says, whatever is sent", async (name) => {
    const { actor } = await customer(1);
    const { i_profile } = await addProfile(actor, {
      name: freshName(),
      attributes: { [name]: sample[name], nonsense: 1 },
    });
    const stored = await database().profile.findFirstOrThrow({ where: { i_profile } });
    expect(Object.keys(Object(stored.attributes))).toEqual(isCopied(name) ? [name] : []);
    // it does not come out even if somebody wrote it into the table
    await database().profile.update({
      where: { i_profile },
      data: { attributes: { [name]: sample[name] } },
    });
    const { profile } = await getProfile(actor, { i_profile });
    expect(Object.keys(profile.attributes)).toEqual(isCopied(name) ? [name] : []);
  });

  it("is never more than the copied attributes of a customer that is copied", async () => {
    const features = namesWhere(({ group }) => group === "features").map((name) => [name, true]);
    const { i_customer, actor } = await customer(1, Object.fromEntries(features));
    const { name: _n, web_login: _l, web_password: _p, api_password: _a, ...contact } = sample;
    const below = await customer(i_customer, {
      ...contact,
      web_password: "Correct horse 7 battery",
      i_tariff: null,
      i_routing_group: null,
      i_commission_agent: null,
    });
    const { values } = await prepareNewCustomer(actor, { i_customer: below.i_customer });
    for (const name of Object.keys(values)) expect(copiedAttributes).toContain(name);
    expect(values).toMatchObject({ credit_limit: "500.000000", max_sessions: 12, css: sample.css });
  });

  it("is refused as an attribute of a customer is, and names it", async () => {
    const { actor } = await customer(1);
    const bad = addProfile(actor, { name: freshName(), attributes: { max_sessions: -1 } });
    expect(await refusalOf(bad)).toMatchObject({ code: 400, attribute: "max_sessions" });
    for (const attributes of ["x", [], 5, null, new Date()])
      expect(await refusalOf(addProfile(actor, { name: freshName(), attributes }))).toMatchObject({
        code: 400,
        attribute: "attributes",
      });
  });

  it("leaves out what can no longer be read, and says so", async () => {
    const { actor } = await customer(1);
    const { i_profile } = await addProfile(actor, { name: freshName(), attributes: { max_sessions: 3 } });
    await database().profile.update({
      where: { i_profile },
      data: { attributes: { max_sessions: "many", max_depth: 2, css: "p {" } },
    });
    expect((await getProfile(actor, { i_profile })).profile.attributes).toEqual({ max_depth: 2 });
    const { values, left_out } = await prepareNewCustomer(actor, { i_profile });
    expect(values).toEqual({ max_depth: 2 });
    expect(left_out.map(({ name }) => name)).toEqual(["max_sessions", "css"]);
  });
});

describe("whose profiles they are", () => {
  it("a profile is changed and deleted by its owner; for anybody else there is none", async () => {
    const owner = await customer(1);
    const below = await customer(owner.i_customer);
    const beside = await customer(1);
    const { i_profile } = await addProfile(owner.actor, { name: "Prepaid", attributes: { max_depth: 0 } });
    for (const { actor } of [below, beside])
      for (const act of [getProfile, deleteProfile, prepareNewCustomer])
        expect(await refusalOf(act(actor, { i_profile }) as Promise<unknown>)).toMatchObject({ code: 404 });
    for (const { actor } of [below, beside]) {
      expect(await refusalOf(editProfile(actor, { i_profile, name: "x" }))).toMatchObject({ code: 404 });
      expect((await listProfiles(actor, {})).profiles).toEqual([]);
    }
    await editProfile(owner.actor, { i_profile, name: "Prepaid EU", attributes: { max_sessions: 5 } });
    expect((await listProfiles(owner.actor, {})).profiles).toMatchObject([
      { i_profile, name: "Prepaid EU", attributes: { max_sessions: 5 } },
    ]);
    await deleteProfile(owner.actor, { i_profile });
    expect((await listProfiles(owner.actor, {})).profiles).toEqual([]);
  });

  it("a name is taken once per owner, however it is spelled", async () => {
    const { actor } = await customer(1);
    const other = await customer(1);
    const { i_profile } = await addProfile(actor, { name: "Prepaid reseller EU" });
    await addProfile(other.actor, { name: "Prepaid reseller EU" });
    const again = addProfile(actor, { name: "PREPAID ｒeseller eu" });
    expect(await refusalOf(again)).toMatchObject({ code: 409, attribute: "name", key: "taken" });
    await editProfile(actor, { i_profile, name: "Prepaid Reseller EU" });
  });

  it("they are gone with their owner, and its history says what was done", async () => {
    const top = await customer(1);
    const owner = await customer(top.i_customer);
    await addProfile(owner.actor, { name: "Prepaid" });
    const { entries } = await operations.listHistory(owner.actor, {});
    expect(entries.map(({ operation }) => operation)).toContain("addProfile");
    await operations.deleteCustomer(top.actor, { i_customer: owner.i_customer });
    expect(await database().profile.count({ where: { i_customer: owner.i_customer } })).toBe(0);
  });
});

describe("a new customer is prepared", () => {
  it("without what was taken from the reseller: bits one by one, flags, with reasons", async () => {
    const { i_customer, actor } = await customer(1);
    const attributes = { customers_mgmt: 7, api_access: 1, callshop_enabled: true, max_sessions: 5 };
    const { i_profile } = await addProfile(actor, { name: freshName(), attributes });
    const root = await import("../../builders").then(async ({ actorOf }) => await actorOf(1));
    await operations.updateCustomer(root, { i_customer, customers_mgmt: 3, api_mgmt: 0 });
    const { values, left_out } = await prepareNewCustomer(actor, { i_profile });
    expect(values).toEqual({ customers_mgmt: 3, max_sessions: 5 });
    expect(left_out).toEqual([
      { name: "customers_mgmt", reason: { key: "bits_not_given", values: { bits: "delete" } } },
      { name: "api_access", reason: { key: "not_given", values: {} } },
      { name: "callshop_enabled", reason: { key: "not_given", values: {} } },
    ]);
  });

  it("without a tariff, a group, an agent and a policy that are not the new parent's to give", async () => {
    const { i_customer, actor } = await customer(1);
    const i_tariff = await tariff(i_customer);
    const below = await customer(i_customer, {
      i_password_policy: 3,
      web_password: "Correct horse 7 battery of 1 staple",
    });
    const agent = await customer(i_customer);
    const model = await customer(i_customer, {
      i_tariff,
      i_commission_agent: agent.i_customer,
      i_password_policy: 2,
      max_sessions: 4,
      web_password: "Correct horse 7 battery",
    });
    const here = await prepareNewCustomer(actor, { i_customer: model.i_customer });
    expect(here.values).toMatchObject({ i_tariff, i_commission_agent: agent.i_customer, max_sessions: 4 });
    expect(here.left_out).toEqual([]);
    const deeper = { i_wholesaler: below.i_customer, i_customer: model.i_customer };
    const { values, left_out } = await prepareNewCustomer(actor, deeper);
    expect(values).toMatchObject({ max_sessions: 4 });
    expect(left_out.map(({ name, reason }) => `${name} ${reason.key}`)).toEqual([
      "i_tariff not_given",
      "i_commission_agent agent",
      "i_password_policy policy_weaker",
    ]);
  });

  it("from any customer below, by its id or name; not from oneself, nor from what is above or beside", async () => {
    const top = await customer(1);
    const { i_customer, actor } = await customer(top.i_customer);
    const name = freshName("Model");
    const deep = await customer((await customer(i_customer)).i_customer, { name, max_sessions: 9 });
    expect(await prepareNewCustomer(actor, { name: name.toUpperCase() })).toMatchObject({
      from: name,
      values: { max_sessions: 9 },
    });
    // the parent sees who opened the customer from above
    const opened = { i_customer: deep.i_customer, operation: "getCustomerInfo" };
    expect(await database().auditLog.count({ where: opened })).toBe(1);
    const beside = await customer(top.i_customer);
    for (const other of [i_customer, top.i_customer, 1, beside.i_customer, 999_999])
      expect(await refusalOf(prepareNewCustomer(actor, { i_customer: other }))).toMatchObject({ code: 404 });
    for (const odd of [{}, { name: "\ud800" }, { name: "\0" }, { name: 5 }, { name: null }])
      expect(await refusalOf(prepareNewCustomer(actor, odd))).toMatchObject({ code: 400 });
  });
});
