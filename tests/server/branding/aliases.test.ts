import { beforeEach, describe, expect, it } from "vitest";
import { systemActor } from "@/server/actor/system-actor";
import { findToken } from "@/server/brand/alias/alias-proof";
import { customerOfAlias } from "@/server/brand/hosts";
import { checkDueAliases } from "@/server/branding/check-due-aliases";
import { database } from "@/server/database/client";
import { findSender } from "@/server/doors/mail/sender";
import { operations } from "@/server/doors/operations";
import { sweepEnded } from "@/server/identity/log-in/sweep-ended";
import { customer, refusalOf } from "../../builders";
import { givenFreshDatabase } from "../../database/fresh";
import { mailsTo } from "../identity/mailed";
import {
  entriesOf,
  freshAlias,
  givenDns,
  letPass,
  setRecord,
  stage,
  standingOf,
  verified,
  wanting,
} from "./alias-stage";

givenFreshDatabase();
givenDns();

const { checkAlias, updateCustomer, updateOwnData, deleteCustomer } = operations;

beforeEach(() => {
  stage.dns.shout = false;
});

const count = async () => await database().brandChange.count();

describe("a look at DNS", () => {
  const token = "t".repeat(40);
  it.each([
    ["a record with the token", [token], "found"],
    ["one of several records", ["v=spf1 -all", token, "other"], "found"],
    ["a record in several parts", [`${token.slice(0, 7)}|${token.slice(7)}`], "found"],
    ["a record with blanks around it", [` ${token} `], "found"],
    ["a longer text that holds the token", [`x${token}`], "missing"],
    ["a text of many parts", ["y".repeat(700)], "missing"],
    ["an empty record", [""], "missing"],
    ["no such name", undefined, "missing"],
    ["a name without such records", "NODATA", "missing"],
    ["a server that fails", "SERVFAIL", "failed"],
    ["a server that is silent", "silence", "failed"],
  ] as const)("that meets %s counts it as it is", async (_what, said, seen) => {
    const alias = freshAlias();
    if (said) stage.dns.names.set(`_trellis.${alias}`, said);
    const began = Date.now();
    expect(await findToken(alias, token, 150)).toBe(seen);
    expect(Date.now() - began).toBeLessThan(5_000);
  });

  it("finds a long token across the parts of a record, and an answer that spells the name in capitals", async () => {
    const alias = freshAlias();
    const long = "z".repeat(600);
    stage.dns.names.set(`_trellis.${alias}`, [long]);
    stage.dns.shout = true;
    expect(await findToken(alias, long)).toBe("found");
  });

  it("of a name that is too long to be asked for finds nothing", async () => {
    expect(await findToken(`${"a.".repeat(124)}com`, token)).toBe("missing");
  });
});

describe("an alias", () => {
  it("has no standing where there is none, and nothing to look at", async () => {
    const { i_customer, actor } = await customer();
    expect(await standingOf({ i_customer })).toMatchObject({ state: "none", record: null, passkeys: 0 });
    expect(await refusalOf(checkAlias(actor, { i_customer }))).toMatchObject({ code: 409, key: "no_alias" });
  });

  it("waits for its record, is served once that is found, and stays the program's own entry of the history", async () => {
    const owner = await wanting(freshAlias());
    const { record, state, looked_at } = await standingOf(owner);
    expect({ state, looked_at, name: record?.name }).toEqual({
      state: "waiting",
      looked_at: null,
      name: `_trellis.${owner.alias}`,
    });
    expect(record?.value).toMatch(/^[0-9a-f]{40}$/);
    expect(await checkAlias(owner.actor, owner)).toMatchObject({ state: "waiting", unanswered: false });
    expect(await customerOfAlias(owner.alias)).toBeNull();
    await setRecord(owner);
    expect(await checkAlias(owner.actor, owner)).toMatchObject({ state: "verified" });
    // this process serves it at once, although it had cached it as unknown
    expect(await customerOfAlias(owner.alias)).toBe(owner.i_customer);
    expect(await entriesOf(owner)).toEqual(["checkAlias web", "checkAlias web", "verifyAlias system"]);
  });

  it("is found by the looks that come by themselves, the first at once", async () => {
    const owner = await wanting(freshAlias());
    await setRecord(owner);
    await checkDueAliases();
    expect(await standingOf(owner)).toMatchObject({ state: "verified" });
    stage.dns.asked.length = 0;
    await checkDueAliases();
    expect(stage.dns.asked).not.toContain(`_trellis.${owner.alias}`);
  });

  it("under .localhost counts as verified on this machine, without a record, and DNS is not asked", async () => {
    const alias = `a${Math.random().toString(36).slice(2)}.localhost`;
    const owner = await wanting(alias);
    stage.dns.asked.length = 0;
    await checkDueAliases();
    expect(await checkAlias(owner.actor, owner)).toMatchObject({ state: "verified", record: null });
    expect(await customerOfAlias(alias)).toBe(owner.i_customer);
    expect(stage.dns.asked).toEqual([]);
  });

  it("that is changed has to be proven anew, with the same token; the old one is free", async () => {
    const owner = await verified();
    const { record } = await standingOf(owner);
    const next = freshAlias();
    await updateOwnData(owner.actor, { dns_alias: next });
    expect(await customerOfAlias(owner.alias)).toBeNull();
    const now = await standingOf(owner);
    expect(now).toMatchObject({ state: "waiting", alias: next, looked_at: null });
    expect(now.record?.value).toBe(record?.value);
    await updateCustomer(systemActor, { i_wholesaler: 1, i_customer: owner.i_customer, dns_alias: null });
    expect(await standingOf(owner)).toMatchObject({ state: "none", record: null });
  });

  it("of a deleted customer is free and not served, in the same moment", async () => {
    const owner = await verified();
    expect(await customerOfAlias(owner.alias)).toBe(owner.i_customer);
    await deleteCustomer(systemActor, { i_wholesaler: 1, i_customer: owner.i_customer });
    expect(await customerOfAlias(owner.alias)).toBeNull();
    const next = await wanting(owner.alias);
    await setRecord(next);
    expect(await checkAlias(next.actor, next)).toMatchObject({ state: "verified" });
  });

  it("is noted for every process when it is typed, changed, verified and deleted, and by nothing else", async () => {
    const noted = async (act: () => Promise<unknown>) => {
      const before = await count();
      await act();
      return (await count()) - before;
    };
    const owner = { i_customer: 0, alias: freshAlias() };
    const counts = {
      created: await noted(async () => Object.assign(owner, await wanting(owner.alias))),
      otherChange: await noted(() =>
        updateCustomer(systemActor, { i_wholesaler: 1, i_customer: owner.i_customer, city: "Quito" }),
      ),
      missing: await noted(() => checkAlias(systemActor, owner)),
      verified: await noted(async () => {
        await setRecord(owner);
        await checkAlias(systemActor, owner);
      }),
      changed: await noted(() =>
        updateCustomer(systemActor, { i_wholesaler: 1, i_customer: owner.i_customer, dns_alias: "" }),
      ),
      deleted: await noted(() =>
        deleteCustomer(systemActor, { i_wholesaler: 1, i_customer: owner.i_customer }),
      ),
    };
    expect(counts).toEqual({ created: 1, otherChange: 0, missing: 0, verified: 1, changed: 1, deleted: 1 });
    await database().$executeRaw`UPDATE brand_changes SET at = now() - interval '25 hours'`;
    await sweepEnded();
    expect(await count()).toBe(0);
  });

  it("is looked at ten times an hour at most, however many ask; then 429", async () => {
    const owner = await wanting(freshAlias());
    const calls = Array.from({ length: 13 }, () =>
      checkAlias(systemActor, owner).then(
        () => 200,
        (error: { code: number }) => error.code,
      ),
    );
    expect((await Promise.all(calls)).toSorted()).toEqual([...Array(10).fill(200), 429, 429, 429]);
  });
});

describe("a verified alias", () => {
  it("whose record is missing in two looks ten minutes apart is lost, told by mail, and served for seven days", async () => {
    const owner = await verified();
    stage.dns.names.delete(`_trellis.${owner.alias}`);
    await checkAlias(owner.actor, owner);
    // asking again at once is too early
    expect(await checkAlias(owner.actor, owner)).toMatchObject({ state: "verified", lost_at: null });
    await letPass(owner, "11 minutes");
    await checkDueAliases();
    const lost = await standingOf(owner);
    expect(lost.state).toBe("lost");
    const days = (Number(lost.served_until) - Date.now()) / 86_400_000;
    expect(days).toBeCloseTo(7, 2);
    expect(await customerOfAlias(owner.alias)).toBe(owner.i_customer);
    expect((await findSender(database(), owner.i_customer, "en")).base).not.toContain(owner.alias);
    const [mail] = await mailsTo(owner.email);
    expect(mail).toMatchObject({
      kind: "alias_lost",
      values: { alias: owner.alias, until: lost.served_until?.toISOString(), passkeys: "0" },
      path: `/customers/${owner.i_customer}/branding`,
    });
    await letPass(owner, "6 days 23 hours");
    await checkDueAliases();
    expect(await customerOfAlias(owner.alias)).toBe(owner.i_customer);
    await letPass(owner, "2 hours");
    await checkDueAliases();
    expect(await standingOf(owner)).toMatchObject({ state: "waiting", lost_at: null });
    expect(await customerOfAlias(owner.alias)).toBeNull();
    expect((await mailsTo(owner.email)).map(({ kind }) => kind)).toEqual(["alias_lost", "alias_ended"]);
    expect((await entriesOf(owner)).filter((entry) => entry.endsWith("system"))).toEqual([
      "verifyAlias system",
      "loseAlias system",
      "endAlias system",
    ]);
  });

  it("that was lost is whole again as soon as its record is found: links lead there, nothing ends", async () => {
    const owner = await lost();
    expect((await findSender(database(), owner.i_customer, "en")).base).not.toContain(owner.alias);
    await setRecord(owner);
    expect(await checkAlias(owner.actor, owner)).toMatchObject({ state: "verified", lost_at: null });
    expect((await findSender(database(), owner.i_customer, "en")).base).toContain(owner.alias);
    expect((await entriesOf(owner)).at(-1)).toBe("findAlias system");
    await letPass(owner, "8 days");
    await checkDueAliases();
    expect(await standingOf(owner)).toMatchObject({ state: "verified" });
  });

  it.each(["SERVFAIL", "NODATA"] as const)(
    "that DNS answers for with %s is lost only where that says that there is none",
    async (said) => {
      const owner = await verified();
      stage.dns.names.set(`_trellis.${owner.alias}`, said);
      for (const _ of [1, 2, 3]) {
        await letPass(owner, "7 hours");
        await checkDueAliases();
      }
      expect(await standingOf(owner)).toMatchObject({
        state: said === "SERVFAIL" ? "verified" : "lost",
        unanswered: said === "SERVFAIL",
      });
    },
  );

  it("has its record looked at every six hours, so that a loss is noticed within a day", async () => {
    const owner = await verified();
    stage.dns.names.delete(`_trellis.${owner.alias}`);
    let minutes = 0;
    while ((await standingOf(owner)).state === "verified") {
      await letPass(owner, "10 minutes");
      minutes += 10;
      await checkDueAliases();
      expect(minutes).toBeLessThan(24 * 60);
    }
    expect(minutes).toBeGreaterThan(10);
  });

  it("tells how many passkeys end with it: those made there by its customer and those below", async () => {
    const owner = await verified();
    const below = await customer(owner.i_customer);
    const passkey = async (i_web_user: number | null, host: string) =>
      await database().factor.create({
        data: {
          i_web_user: i_web_user ?? 0,
          kind: "passkey",
          name: "",
          host,
          credential_id: `${Math.random()}`,
          public_key: new Uint8Array(1),
          confirmed_at: new Date(),
        },
      });
    for (const { actor } of [owner, below]) {
      await passkey(actor.i_web_user, owner.alias);
      await passkey(actor.i_web_user, "localhost");
    }
    expect(await standingOf(owner)).toMatchObject({ passkeys: 2 });
    stage.dns.names.delete(`_trellis.${owner.alias}`);
    await checkAlias(owner.actor, owner);
    await letPass(owner, "11 minutes");
    await checkDueAliases();
    expect((await mailsTo(owner.email))[0]?.values.passkeys).toBe("2");
  });
});

describe("an alias that two customers want", () => {
  it("is nobody's as long as it is only typed, and the first proof's; the other's is taken, and not said whose", async () => {
    const one = await wanting(freshAlias());
    const other = await wanting(one.alias);
    expect([await standingOf(one), await standingOf(other)].map(({ state }) => state)).toEqual([
      "waiting",
      "waiting",
    ]);
    await setRecord(other);
    await checkAlias(other.actor, other);
    expect(await checkAlias(one.actor, one)).toMatchObject({ state: "waiting" });
    await setRecord(one);
    const taken = await checkAlias(one.actor, one);
    expect(taken).toMatchObject({ state: "taken" });
    expect(Object.values(taken)).not.toContain(other.i_customer);
    expect(await customerOfAlias(one.alias)).toBe(other.i_customer);
  });

  it("is one's alone where both prove it in the same moment", async () => {
    const one = await wanting(freshAlias());
    const other = await wanting(one.alias);
    await setRecord(one);
    await setRecord(other);
    const states = await Promise.all(
      [one, other].map(async (owner) => (await checkAlias(owner.actor, owner)).state),
    );
    expect(states.toSorted()).toEqual(["taken", "verified"]);
  });

  it("goes from who lost it to who proves it, in one moment; the loser is told, and not to whom", async () => {
    const loser = await lost();
    const winner = await wanting(loser.alias);
    await setRecord(winner);
    expect(await checkAlias(winner.actor, winner)).toMatchObject({ state: "verified" });
    expect(await customerOfAlias(loser.alias)).toBe(winner.i_customer);
    expect(await standingOf(loser)).toMatchObject({ state: "waiting", lost_at: null });
    const mail = (await mailsTo(loser.email)).at(-1);
    expect(mail).toMatchObject({ kind: "alias_beaten", values: { alias: loser.alias } });
    expect(JSON.stringify(mail)).not.toContain(winner.email);
    expect((await entriesOf(loser)).at(-1)).toBe("endAlias system");
    await setRecord(loser);
    expect(await checkAlias(loser.actor, loser)).toMatchObject({ state: "taken" });
  });
});

describe("whoever is not its customer", () => {
  it("looks after a sub-customer's alias with the right to edit customers alone", async () => {
    const parent = await customer(1);
    const plain = await customer(1, { customers_mgmt: 0 });
    const own = await customer(parent.i_customer, { dns_alias: freshAlias() });
    expect(await checkAlias(parent.actor, own)).toMatchObject({ state: "waiting" });
    await updateCustomer(systemActor, { i_wholesaler: 1, i_customer: parent.i_customer, customers_mgmt: 0 });
    expect(await refusalOf(checkAlias(parent.actor, own))).toMatchObject({ code: 403 });
    expect(await operations.getAliasStanding(parent.actor, own)).toMatchObject({ state: "waiting" });
    expect(await refusalOf(checkAlias(plain.actor, own))).toMatchObject({ code: 403, key: "right_missing" });
    const neighbour = await customer(1);
    expect(await refusalOf(checkAlias(neighbour.actor, own))).toMatchObject({ code: 404 });
  });
});

/** Creates a customer whose alias was verified and whose record is now gone. */
async function lost() {
  const owner = await verified();
  stage.dns.names.delete(`_trellis.${owner.alias}`);
  await checkAlias(owner.actor, owner);
  await letPass(owner, "11 minutes");
  await checkDueAliases();
  expect(await standingOf(owner)).toMatchObject({ state: "lost" });
  return owner;
}
