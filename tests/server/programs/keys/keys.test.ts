import { describe, expect, it } from "vitest";
import { database } from "@/server/database/client";
import { operations } from "@/server/doors/operations";
import { findKeyCaller } from "@/server/programs/keys/find-key-caller";
import { actorOf, customer, refusalOf } from "../../../builders";
import { givenFreshDatabase } from "../../../database/fresh";

givenFreshDatabase();

const { makeKey, blockCustomer, updateCustomer } = operations;
const here = "192.0.2.7";
const given = { name: "Billing", areas: { customers: "write", money: "read" } };

describe("a key", () => {
  it("finds the person who made it, with the areas that it reaches", async () => {
    const { actor, i_customer } = await customer();
    const made = await makeKey(actor, given);
    const { i_key, prefix } = made;
    expect(await findKeyCaller(made.key, here)).toMatchObject({
      i_customer,
      i_web_user: actor.i_web_user,
      login: actor.login,
      access_level: "ADMINISTRATOR",
      access: "given",
      blocked: false,
      here: true,
      credential_set_by: 1,
      key: { i_key, line: i_key, prefix, areas: given.areas },
    });
  });

  it("is nobody's once a letter is wrong, its secret is another's, or its time is over", async () => {
    const { actor } = await customer();
    const [one, other] = [await makeKey(actor, given), await makeKey(actor, given)];
    expect(await findKeyCaller(`${one.key.slice(0, -1)}`, here)).toBeNull();
    expect(await findKeyCaller(one.key.toLowerCase(), here)).toBeNull();
    const { i_key } = one;
    await database().$executeRaw`
      UPDATE api_keys SET key_hash = (SELECT key_hash FROM api_keys WHERE i_key = ${other.i_key}) WHERE i_key = ${i_key}`;
    expect(await findKeyCaller(one.key, here)).toBeNull();
    await database().$executeRaw`UPDATE api_keys SET expires_at = now() WHERE i_key = ${other.i_key}`;
    expect(await findKeyCaller(other.key, here)).toBeNull();
  });

  it("is taken only from its networks", async () => {
    const { actor } = await customer();
    const { key } = await makeKey(actor, { ...given, networks: "192.0.2.0/24 2001:db8::/32" });
    expect(await findKeyCaller(key, "192.0.2.200")).toMatchObject({ here: true });
    expect(await findKeyCaller(key, "2001:db8::1")).toMatchObject({ here: true });
    expect(await findKeyCaller(key, "192.0.3.1")).toMatchObject({ here: false });
    expect(await findKeyCaller(key, null)).toMatchObject({ here: false });
  });

  it("tells that its customer was blocked, or lost its API access, whenever it is used", async () => {
    const { actor, i_customer } = await customer();
    const { key } = await makeKey(actor, given);
    const root = await actorOf(1);
    await blockCustomer(root, { i_customer, reason: "fraud" });
    expect(await findKeyCaller(key, here)).toMatchObject({ blocked: true });
    await updateCustomer(root, { i_customer, api_access: 0 });
    expect(await findKeyCaller(key, here)).toMatchObject({ access: "off" });
  });

  it("is made by its owner alone, who has just confirmed that it is they, where the customer has API access", async () => {
    const { actor } = await customer();
    expect(await refusalOf(makeKey({ ...actor, door: "rest" }, given))).toMatchObject({
      key: "keys_by_people",
    });
    expect(await refusalOf(makeKey({ ...actor, door: "api" }, given))).toMatchObject({
      key: "keys_by_people",
    });
    expect(await refusalOf(makeKey({ ...actor, freshUntil: null }, given))).toMatchObject({ key: "step_up" });
    const { actor: without } = await customer(1, { api_access: 0 });
    expect(await refusalOf(makeKey(without, given))).toMatchObject({ code: 403, key: "api_off" });
  });

  it("that reads for some minutes can be made without confirming anything; one that writes cannot", async () => {
    const actor = { ...(await customer()).actor, freshUntil: null };
    const read = { name: "Try", areas: { customers: "read" }, minutes: 15 };
    const { expires_at } = await makeKey(actor, read);
    expect(expires_at.getTime() - Date.now()).toBeLessThanOrEqual(15 * 60_000);
    const write = { ...read, areas: { customers: "write" } };
    expect(await refusalOf(makeKey(actor, write))).toMatchObject({ key: "step_up" });
  });

  it("is one of 20 at most", async () => {
    const { actor } = await customer();
    for (let made = 0; made < 20; made += 1) await makeKey(actor, given);
    expect(await refusalOf(makeKey(actor, given))).toMatchObject({ code: 409, key: "too_many_keys" });
  });
});
