import { describe, expect, it } from "vitest";
import type { Actor } from "@/server/actor/actor";
import { keysThatStay } from "@/server/credentials/keys/end-keys";
import { database } from "@/server/database/client";
import { operations } from "@/server/doors/operations";
import { hashToken } from "@/server/ground/keys/token";
import { Refusal } from "@/server/ground/refusal";
import { choosePassword } from "@/server/identity/password/choose-password";
import { findKeyCaller } from "@/server/programs/keys/find-key-caller";
import { writeKeyUses } from "@/server/programs/keys/key-uses";
import type { KeyLine } from "@/server/programs/keys/list-keys";
import { tellExpiringKeys } from "@/server/programs/keys/tell-expiring-keys";
import { fc } from "@/tests/chance";
import { actorOf, customer, refusalOf } from "../../../builders";
import { givenFreshDatabase } from "../../../database/fresh";
import { byKey, cameBy, colleague, given, here, isTaken, password } from "./with-keys";

givenFreshDatabase();

const {
  makeKey,
  listKeys,
  rotateKey,
  endKey,
  getOwnKey,
  rotateOwnKey,
  endOwnKey,
  blockCustomer,
  updateCustomer,
} = operations;

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

  it("for trying calls ends the one that was made for that before, marks itself in the list, and no other", async () => {
    const { actor } = await customer();
    const areas = { customers: "read" };
    const stays = await makeKey(actor, given);
    const first = await makeKey(actor, { name: "Try", areas, minutes: 15 });
    const rotated = await rotateOwnKey(await cameBy(first.key), {});
    const second = await makeKey(actor, { name: "Try", areas: { customers: "write" }, minutes: 5 });
    expect([
      await isTaken(stays.key),
      await isTaken(first.key),
      await isTaken(rotated.key),
      await isTaken(second.key),
    ]).toEqual([true, false, false, true]);
    const { keys } = await listKeys(actor, {});
    const marked = keys.filter(({ trial }) => trial).map(({ i_key }) => i_key);
    expect(marked.toSorted()).toEqual([first.i_key, rotated.i_key, second.i_key].toSorted());
    const colleagues = await makeKey(await colleague(actor, "NOC"), { name: "Try", areas, minutes: 15 });
    await makeKey(actor, { name: "Try", areas, minutes: 15 });
    expect(await isTaken(colleagues.key)).toBe(true);
  });

  it("is one of 20 at most, beside one for trying calls", async () => {
    const { actor } = await customer();
    await makeKey(actor, { name: "Try", areas: { customers: "read" }, minutes: 15 });
    for (let made = 0; made < 20; made += 1) await makeKey(actor, given);
    expect(await refusalOf(makeKey(actor, given))).toMatchObject({ code: 409, key: "too_many_keys" });
  });
});

describe("a list of keys", () => {
  it("has one's own, and for an administrator who asks those of everybody in the customer, without a secret", async () => {
    const { actor } = await customer();
    const noc = await colleague(actor, "NOC");
    const [own, theirs] = [await makeKey(actor, given), await makeKey(noc, { ...given, name: "Routers" })];
    await makeKey((await customer(actor.i_customer)).actor, given);
    const ids = ({ keys }: { keys: KeyLine[] }) => keys.map(({ i_key }) => i_key);
    expect(ids(await listKeys(actor, {}))).toEqual([own.i_key]);
    expect(ids(await listKeys(noc, {}))).toEqual([theirs.i_key]);
    expect(await refusalOf(listKeys(noc, { all: true }))).toMatchObject({ code: 403, key: "access_level" });
    const all = await listKeys(actor, { all: true });
    expect(ids(all)).toEqual([theirs.i_key, own.i_key]);
    expect(all.keys[0]).toMatchObject({ login: noc.login, name: "Routers", state: "valid", used_at: null });
    for (const { key } of [own, theirs]) {
      expect(JSON.stringify(all)).not.toContain(key.slice(13));
      expect(JSON.stringify(all)).not.toContain(hashToken(key));
    }
  });

  it("tells when a key was used last and from where, to the minute and without making the call write", async () => {
    const { actor } = await customer();
    const { key } = await byKey(actor);
    await findKeyCaller(key, "192.0.2.99");
    await writeKeyUses();
    const { keys } = await listKeys(actor, {});
    expect(keys[0]).toMatchObject({ used_address: here });
    const { used_at } = keys[0] ?? {};
    expect(used_at?.getTime()).toBe(Math.floor((used_at?.getTime() ?? 1) / 60_000) * 60_000);
    expect(Date.now() - (used_at?.getTime() ?? 0)).toBeLessThan(120_000);
  });
});

describe("rotating a key", () => {
  it("makes a successor with the same rights and end; the old one goes on for a day, or as long as was asked for", async () => {
    const { actor } = await customer();
    const first = await makeKey(actor, { ...given, networks: ["192.0.2.0/24"] });
    const second = await rotateKey(actor, { i_key: first.i_key });
    expect(second.expires_at).toEqual(first.expires_at);
    expect(second.replaced_until.getTime() - Date.now()).toBeCloseTo(24 * 3_600_000, -5);
    expect(await findKeyCaller(second.key, here)).toMatchObject({
      here: true,
      key: { line: first.i_key, areas: given.areas },
    });
    expect(await isTaken(first.key)).toBe(true);
    const third = await rotateKey(actor, { i_key: second.i_key, overlap_hours: 0 });
    // of a line two keys are taken at once, never three
    expect([await isTaken(first.key), await isTaken(second.key), await isTaken(third.key)]).toEqual([
      false,
      false,
      true,
    ]);
    const states = (await listKeys(actor, {})).keys.map(({ i_key, state }) => [i_key, state]);
    expect(states).toEqual([
      [third.i_key, "valid"],
      [second.i_key, "expired"],
      [first.i_key, "expired"],
    ]);
    expect((await refusalOf(rotateKey(actor, { i_key: third.i_key, overlap_hours: 169 }))).attribute).toBe(
      "overlap_hours",
    );
  });

  it("is done once for each key, by its owner in the portal or by the program that has it, and mailed each time", async () => {
    const { actor } = await customer(1, { email: "owner@example.com" });
    const noc = await colleague(actor, "NOC");
    const { i_key, actor: program } = await byKey(actor);
    expect(await refusalOf(rotateKey(noc, { i_key }))).toMatchObject({ code: 404 });
    expect(await refusalOf(rotateKey(program, { i_key }))).toMatchObject({ key: "keys_by_people" });
    expect(await refusalOf(rotateOwnKey(actor, {}))).toMatchObject({ key: "without_key" });
    const made = await rotateOwnKey(program, { overlap_hours: 1 });
    expect(await refusalOf(rotateOwnKey(program, {}))).toMatchObject({ code: 409, key: "key_has_successor" });
    expect(await refusalOf(rotateKey(actor, { i_key }))).toMatchObject({
      code: 409,
      key: "key_has_successor",
    });
    expect(await mailsTo(actor)).toEqual(["key_rotated"]);
    expect((await getOwnKey(await cameBy(made.key), {})).i_key).toBe(made.i_key);
  });

  it("prolongs nothing: a line ends when its first key ends, however it is rotated", {
    timeout: 60_000,
  }, async () => {
    const { actor } = await customer();
    const step = fc.record({
      overlap_hours: fc.integer({ min: 0, max: 168 }),
      passes: fc.integer({ min: 0, max: 40 }),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 730 }),
        fc.array(step, { maxLength: 6 }),
        async (days, steps) => {
          let last = await makeKey(actor, { ...given, days });
          const first = last;
          for (const { overlap_hours, passes } of steps) {
            // as if so many days had gone by
            await database().$executeRaw`
            UPDATE api_keys SET line_confirmed_at = line_confirmed_at - make_interval(days => ${passes}::int),
                   expires_at = expires_at - make_interval(days => ${passes}::int),
                   line_ends_at = line_ends_at - make_interval(days => ${passes}::int)
             WHERE line = ${first.i_key}`;
            if (!(await isTaken(last.key))) break;
            last = await rotateOwnKey(await cameBy(last.key), { overlap_hours });
          }
          const rows = await database().$queryRaw<{ late: boolean; long: boolean; taken: bigint }[]>`
          SELECT bool_or(k.expires_at > f.line_ends_at OR k.line_ends_at <> f.line_ends_at) AS late,
                 bool_or(k.expires_at > f.line_confirmed_at + interval '730 days') AS long,
                 count(*) FILTER (WHERE k.ended_at IS NULL AND k.expires_at > now()) AS taken
            FROM api_keys k JOIN api_keys f ON f.i_key = k.line WHERE k.line = ${first.i_key}`;
          expect(rows[0]).toMatchObject({ late: false, long: false });
          expect(Number(rows[0]?.taken)).toBeLessThanOrEqual(2);
          await database().$executeRaw`DELETE FROM api_keys WHERE i_customer = ${actor.i_customer}`;
        },
      ),
      { numRuns: 25 },
    );
  });

  it("beside the end of its line leaves no key that is taken", async () => {
    const { actor } = await customer();
    for (let times = 0; times < 10; times += 1) {
      const { i_key, actor: program } = await byKey(actor);
      const [rotated, ended] = await Promise.allSettled([
        rotateOwnKey(program, {}),
        endKey(actor, { i_key }),
      ]);
      expect(ended.status).toBe("fulfilled");
      const { keys } = await listKeys(actor, {});
      expect(keys.filter(({ state }) => state === "valid" || state === "replaced")).toEqual([]);
      expect(rotated.status === "fulfilled" || rotated.reason instanceof Refusal).toBe(true);
    }
  });
});

describe("a key ends", () => {
  it("with its whole line, by its owner, an administrator of its customer, or a call with it; nobody else finds it", async () => {
    const { actor } = await customer();
    const noc = await colleague(actor, "NOC");
    const [one, two, three] = [await byKey(noc), await byKey(noc), await byKey(noc)];
    const next = await rotateOwnKey(one.actor, {});
    const provider = await actorOf(1);
    expect(await refusalOf(endKey(provider, { i_key: one.i_key }))).toMatchObject({ code: 404 });
    expect(await refusalOf(endKey(await colleague(actor, "BILLING"), { i_key: one.i_key }))).toMatchObject({
      code: 403,
    });
    await endKey(noc, { i_key: one.i_key });
    expect([await isTaken(one.key), await isTaken(next.key)]).toEqual([false, false]);
    expect(await refusalOf(endKey(noc, { i_key: next.i_key }))).toMatchObject({
      code: 409,
      key: "key_ended",
    });
    await endKey(actor, { i_key: two.i_key });
    await endOwnKey(three.actor, {});
    const whys = (await listKeys(noc, {})).keys.map(({ i_key, ended_why }) => [i_key, ended_why]);
    expect(new Map(whys as [number, string][])).toEqual(
      new Map([
        [next.i_key, "owner"],
        [one.i_key, "owner"],
        [two.i_key, "administrator"],
        [three.i_key, "itself"],
      ]),
    );
  });

  it("with its web user and with its customer", async () => {
    const { actor, i_customer } = await customer();
    const noc = await colleague(actor, "NOC");
    const [theirs, own] = [await makeKey(noc, given), await makeKey(actor, given)];
    await operations.deleteWebUser(actor, { i_web_user: noc.i_web_user });
    expect([await isTaken(theirs.key), await isTaken(own.key)]).toEqual([false, true]);
    await operations.deleteCustomer(await actorOf(1), { i_customer });
    expect(await isTaken(own.key)).toBe(false);
  });

  it("when its owner replaces the password of somebody else, in whose force it was made; later ones stay", async () => {
    const { actor } = await customer();
    const foreign = await makeKey(actor, given);
    const next = await rotateKey(actor, { i_key: foreign.i_key });
    await choosePassword(actor, { password }, "another horse battery");
    expect([await isTaken(foreign.key), await isTaken(next.key)]).toEqual([false, false]);
    const own = await makeKey(actor, given);
    await choosePassword(actor, { password: "another horse battery" }, "a third horse battery");
    expect(await isTaken(own.key)).toBe(true);
    // a provider's new password ends none, but a key made in its force goes with it
    const { i_customer } = actor;
    await updateCustomer(await actorOf(1), { i_customer, web_password: "a fourth horse battery" });
    const again = await makeKey(actor, given);
    await choosePassword(actor, { password: "a fourth horse battery" }, "a fifth horse battery");
    expect([await isTaken(own.key), await isTaken(again.key)]).toEqual([true, false]);
  });

  it("with a new password of its owner, where they say so", async () => {
    const { actor } = await customer(1, { email: "owner@example.com" });
    await choosePassword(actor, { password }, "another horse battery");
    const [one, two] = [await makeKey(actor, given), await makeKey(actor, { ...given, name: "Second" })];
    const names = (await keysThatStay(actor.i_web_user ?? 0)).map(({ name }) => name);
    expect(names).toEqual(["Second", "Billing"]);
    await choosePassword(actor, { password: "another horse battery" }, "a third horse battery", null, "end");
    expect([await isTaken(one.key), await isTaken(two.key)]).toEqual([false, false]);
    expect(await keysThatStay(actor.i_web_user ?? 0)).toEqual([]);
  });

  it("and does not come back by a demotion: what it may do is what its user may do now", async () => {
    const { actor } = await customer();
    const noc = await colleague(actor, "NOC");
    const { key } = await makeKey(noc, given);
    await operations.editWebUser(actor, { i_web_user: noc.i_web_user, access_level: "REPORTER" });
    expect(await findKeyCaller(key, here)).toMatchObject({ access_level: "REPORTER" });
    await operations.blockWebUser(actor, { i_web_user: noc.i_web_user });
    expect(await findKeyCaller(key, here)).toMatchObject({ blocked: true });
  });
});

describe("the owner of a key", () => {
  it("is told 14 and 2 days before its end, once each, of the newest of a line, and of none so short", async () => {
    const { actor } = await customer(1, { email: "owner@example.com" });
    const long = await makeKey(actor, { ...given, name: "Long", days: 30 });
    await makeKey(actor, { ...given, name: "Short", days: 2 });
    const tell = async () => {
      await Promise.all([tellExpiringKeys(), tellExpiringKeys()]);
      return (await mailsTo(actor)).filter((kind) => kind === "key_expiring").length;
    };
    expect(await tell()).toBe(0);
    await age(long.i_key, 17);
    expect([await tell(), await tell()]).toEqual([1, 1]);
    await rotateKey(actor, { i_key: long.i_key });
    expect(await tell()).toBe(1);
    await age(long.i_key, 11);
    expect([await tell(), await tell()]).toEqual([2, 2]);
  });

  it("finds each act in the history, with the key's name and without its secret", async () => {
    const { actor } = await customer();
    const made = await makeKey(actor, given);
    const next = await rotateKey(actor, { i_key: made.i_key });
    await endKey(actor, { i_key: next.i_key });
    const { entries } = await operations.listHistory(actor, {});
    const told = entries.map(({ operation, detail }) => [operation, detail]);
    const key = (prefix: string) => ({ key: `Billing (trk_${prefix}_…)` });
    expect(told.slice(0, 3)).toEqual([
      ["endKey", key(next.prefix)],
      ["rotateKey", key(next.prefix)],
      ["makeKey", key(made.prefix)],
    ]);
    const stored = await database().$queryRaw<object[]>`SELECT detail, changes FROM audit_log`;
    for (const secret of [made.key, next.key]) expect(JSON.stringify(stored)).not.toContain(secret.slice(13));
  });
});

/** Lets days go by for a line. */
async function age(line: number, days: number): Promise<void> {
  await database().$executeRaw`
    UPDATE api_keys SET line_confirmed_at = line_confirmed_at - make_interval(days => ${days}::int),
           line_ends_at = line_ends_at - make_interval(days => ${days}::int),
           expires_at = expires_at - make_interval(days => ${days}::int) WHERE line = ${line}`;
}

/** The kinds of the mails to a person. */
async function mailsTo({ i_web_user }: Actor): Promise<string[]> {
  const mails = await database().mail.findMany({ where: { i_web_user }, orderBy: { i_mail: "asc" } });
  return mails.map(({ kind }) => kind).filter((kind) => kind.startsWith("key_"));
}

describe("whoever comes by a key", () => {
  it("is that person: their notes, and what only their colleagues read, are there for them", async () => {
    const { actor } = await customer();
    const { i_customer } = (await customer(actor.i_customer)).actor;
    const program = (await byKey(actor)).actor;
    await operations.addNote(program, { i_customer, text: "By the program" });
    await operations.addNote(actor, { i_customer, text: "By hand" });
    const { notes } = await operations.listNotes(program, { i_customer });
    expect(notes.map(({ text }) => text)).toEqual(["By hand", "By the program"]);
    const { entries } = await operations.listHistory(program, { what: "addNote" });
    expect(entries).toHaveLength(2);
    expect(entries[0]).toMatchObject({ operation: "addNote", by: { login: actor.login } });
  });

  it("may be the root's, whose API access nobody above can take", async () => {
    const { actor } = await byKey(await actorOf(1));
    expect(await findKeyCaller((await byKey(await actorOf(1))).key, here)).toMatchObject({ access: "given" });
    expect((await getOwnKey(actor, {})).state).toBe("valid");
    await database().$executeRaw`DELETE FROM api_keys WHERE i_customer = 1`;
  });
});
