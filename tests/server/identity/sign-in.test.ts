import pg from "pg";
import { describe, expect, it } from "vitest";
import { systemActor } from "@/server/actor/system-actor";
import { forgetBrands } from "@/server/brand/changes/watch-changes";
import { findSession } from "@/server/credentials/sessions";
import { blockCustomer } from "@/server/customers/block-customer";
import { updateCustomer } from "@/server/customers/update-customer";
import { database } from "@/server/database/client";
import { Refusal } from "@/server/ground/refusal";
import { authCustomer } from "@/server/identity/log-in/auth-customer";
import { signIn } from "@/server/identity/log-in/sign-in";
import { choosePassword } from "@/server/identity/password/choose-password";
import { resetCustomerOneTimePassword } from "@/server/identity/password/reset-one-time-password";
import { customer, freshName, refusalOf } from "../../builders";
import { fresh, givenFreshDatabase } from "../../database/fresh";

givenFreshDatabase("cheap", "by hand");

const password = "correct horse battery";
const visitor = { host: "localhost:3000", address: "192.0.2.7", userAgent: "test", local: false };

async function reseller(parent = 1) {
  const login = freshName("login");
  return { ...(await customer(parent, { web_login: login })), login };
}

describe("authCustomer", () => {
  it("tells who belongs to a login and a password, for oneself and descendants", async () => {
    const above = await reseller();
    const below = await reseller(above.i_customer);
    const answer = await authCustomer(above.actor, { username: below.login, password });
    expect(answer).toMatchObject({ i_customer: below.i_customer, i_access_level: "ADMINISTRATOR" });
  });

  it("has one answer for a wrong password, an unknown login, a blocked user and one outside the scope", async () => {
    const [one, neighbour] = [await reseller(), await reseller()];
    const below = await reseller(one.i_customer);
    await database().block.create({
      data: { i_customer: below.i_customer, set_by_customer: 1, reason: "fraud" },
    });
    const tries = [
      { username: one.login, password: "wrong" },
      { username: freshName("nobody"), password },
      { username: below.login, password },
      { username: neighbour.login, password },
    ];
    const answers = await Promise.all(tries.map((input) => refusalOf(authCustomer(one.actor, input))));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0]).toMatchObject({ code: 401 });
  });

  it("says 410 for a one-time password, which is thereby used up; the old password still works", async () => {
    const { actor, login } = await reseller();
    const { password: once } = await resetCustomerOneTimePassword(actor, { web_login: login });
    expect(await refusalOf(authCustomer(actor, { username: login, password: once }))).toMatchObject({
      code: 410,
    });
    expect(await refusalOf(authCustomer(actor, { username: login, password: once }))).toMatchObject({
      code: 401,
    });
    expect(await authCustomer(actor, { username: login, password })).toMatchObject({
      i_customer: actor.i_customer,
    });
  });

  it("takes a one-time password once, also from two at the same moment", async () => {
    const { actor, login } = await reseller();
    const { password: once } = await resetCustomerOneTimePassword(actor, { web_login: login });
    const codes = await Promise.all(
      [1, 2, 3].map(
        async () => (await refusalOf(authCustomer(actor, { username: login, password: once }))).code,
      ),
    );
    expect(codes.filter((code) => code === 410)).toHaveLength(1);
  });

  it("lets five failures pass, then makes one wait, whether the login exists or not; a success forgets them", async () => {
    const { actor, login } = await reseller();
    for (const username of [login, freshName("nobody")]) {
      for (let count = 0; count < 6; count += 1)
        await refusalOf(authCustomer(actor, { username, password: "wrong" }));
      expect(await refusalOf(authCustomer(actor, { username, password }))).toMatchObject({ code: 429 });
    }
    const other = await reseller();
    for (let count = 0; count < 5; count += 1)
      await refusalOf(authCustomer(other.actor, { username: other.login, password: "wrong" }));
    await authCustomer(other.actor, { username: other.login, password });
    for (let count = 0; count < 5; count += 1) {
      expect(
        await refusalOf(authCustomer(other.actor, { username: other.login, password: "wrong" })),
      ).toMatchObject({ code: 401 });
    }
  });
});

describe("authCustomer's callers", () => {
  it("get no more tries by asking fifty times at once", async () => {
    const { actor, login } = await reseller();
    const codes = await Promise.all(
      Array.from({ length: 50 }, async () => {
        return (await refusalOf(authCustomer(actor, { username: login, password: "wrong" }))).code;
      }),
    );
    expect(codes.filter((code) => code === 401)).toHaveLength(6);
    expect(codes.filter((code) => code === 429)).toHaveLength(44);
  });

  it("are counted each for themselves: one's failures do not make another wait", async () => {
    const above = await reseller();
    const { actor, login } = await reseller(above.i_customer);
    for (let count = 0; count < 6; count += 1)
      await refusalOf(authCustomer(actor, { username: login, password: "wrong" }));
    expect(await refusalOf(authCustomer(actor, { username: login, password }))).toMatchObject({ code: 429 });
    expect(await authCustomer(above.actor, { username: login, password })).toHaveProperty("i_customer");
  });

  it("learn of anyone from a trusted host, of themselves and below through the API, whatever the spelling", async () => {
    const above = await reseller();
    const { i_customer, actor, login } = await reseller(above.i_customer);
    const trusted = { ...systemActor, door: "trusted" as const };
    for (const caller of [
      trusted,
      { ...above.actor, door: "api" as const },
      { ...actor, door: "api" as const },
    ])
      expect(await authCustomer(caller, { username: login.toUpperCase(), password })).toMatchObject({
        i_customer,
      });
  });

  it("ignore i_wholesaler, whatever it is", async () => {
    const { actor, login } = await reseller();
    for (const i_wholesaler of [999_999, "x", null])
      expect(await authCustomer(actor, { username: login, password, i_wholesaler })).toHaveProperty(
        "i_customer",
      );
    await resetCustomerOneTimePassword(actor, { web_login: login, i_wholesaler: "x" });
  });

  it("are told which parameter is missing", async () => {
    const { actor, login } = await reseller();
    expect(await refusalOf(authCustomer(actor, { password }))).toMatchObject({
      code: 400,
      attribute: "username",
    });
    expect(await refusalOf(authCustomer(actor, { username: login }))).toMatchObject({
      code: 400,
      attribute: "password",
    });
  });
});

describe("a one-time password", () => {
  it("is good for 24 hours, one per user: a new one ends the one before", async () => {
    const { actor, login, i_customer } = await reseller();
    const first = await resetCustomerOneTimePassword(actor, { web_login: login });
    const hours = (first.expires_at.getTime() - Date.now()) / 3_600_000;
    expect(hours).toBeGreaterThan(23.9);
    expect(hours).toBeLessThanOrEqual(24);
    const second = await resetCustomerOneTimePassword(actor, { web_login: login });
    const answer = async (word: string) =>
      (await refusalOf(authCustomer(actor, { username: login, password: word }))).code;
    expect(await answer(first.password)).toBe(401);
    await database().webUser.updateMany({
      where: { i_customer },
      data: { one_time_expires_at: new Date(0) },
    });
    expect(await answer(second.password)).toBe(401);
  });

  it("has at least 64 bits without look-alikes, and is kept hashed", async () => {
    const { actor, login, i_customer } = await reseller();
    const { password: once } = await resetCustomerOneTimePassword(actor, { web_login: login });
    const letters = once.replaceAll("-", "");
    expect(letters).toMatch(/^[a-hjkmnp-z2-9]+$/);
    expect(letters.length * Math.log2(31)).toBeGreaterThan(64);
    const rows = await database().$queryRaw<{ all: string }[]>`
      SELECT (SELECT string_agg(w::text, '') FROM web_users w WHERE i_customer = ${i_customer})
          || (SELECT string_agg(a::text, '') FROM audit_log a WHERE i_customer = ${i_customer}) AS all`;
    expect(rows[0]?.all).toContain(login);
    expect(rows[0]?.all).not.toContain(once);
    expect(rows[0]?.all).not.toContain(password);
  });

  it("is made for oneself without a right, for any descendant with the right to edit, and for nobody else", async () => {
    const top = await reseller();
    const middle = await reseller(top.i_customer);
    const deep = await reseller(middle.i_customer);
    const plain = { ...(await customer(top.i_customer, { customers_mgmt: 0 })) };
    const below = freshName("login");
    await customer(top.i_customer, { web_login: below });
    expect(await resetCustomerOneTimePassword(top.actor, { web_login: deep.login })).toHaveProperty(
      "password",
    );
    expect(await resetCustomerOneTimePassword(plain.actor, { web_login: plain.actor.login })).toHaveProperty(
      "password",
    );
    expect(await refusalOf(resetCustomerOneTimePassword(plain.actor, { web_login: below }))).toMatchObject({
      code: 403,
    });
    expect(
      await refusalOf(resetCustomerOneTimePassword(middle.actor, { web_login: top.login })),
    ).toMatchObject({ code: 404 });
    expect(
      await refusalOf(resetCustomerOneTimePassword(systemActor, { web_login: "ssp-root" })),
    ).toMatchObject({ code: 404 });
  });

  it("opens a half log-in, good for choosing a password alone; that ends all other log-ins", async () => {
    const { actor, login } = await reseller();
    const before = await signIn(visitor, login, password);
    const { password: once } = await resetCustomerOneTimePassword(actor, { web_login: login });
    const half = await signIn(visitor, login, once);
    expect(half.kind).toBe("half");
    const session = await findSession(half.session, visitor.host, visitor.address);
    if (!session) throw new Error("the half log-in holds");
    const { expires_at } = await database().session.findUniqueOrThrow({
      where: { i_session: session.actor.i_session ?? 0 },
    });
    expect((expires_at.getTime() - Date.now()) / 60_000, "it holds for 15 minutes").toBeCloseTo(15, 0);
    expect(await refusalOf(choosePassword(session.actor, null, "short"))).toMatchObject({
      code: 400,
      attribute: "web_password",
    });
    const anew = await choosePassword(session.actor, null, "another long password");
    // it gets a new id, so the old one is worthless
    expect(await findSession(half.session, visitor.host, visitor.address)).toBeNull();
    expect((await findSession(anew?.session ?? "", visitor.host, visitor.address))?.kind).toBe("full");
    expect(await findSession(before.session, visitor.host, visitor.address)).toBeNull();
    expect(await refusalOf(signIn(visitor, login, password))).toMatchObject({ code: 401 });
  });

  it("with 'stop the old one' ends the old password and all log-ins", async () => {
    const { actor, login } = await reseller();
    const before = await signIn(visitor, login, password);
    await resetCustomerOneTimePassword(actor, { web_login: login, stop_old: true });
    expect(await findSession(before.session, visitor.host, visitor.address)).toBeNull();
    expect(await refusalOf(signIn(visitor, login, password))).toMatchObject({ code: 401 });
  });

  it("ends when a password is set or the login is changed", async () => {
    const above = await reseller();
    for (const change of [{ web_password: "set by the parent" }, { web_login: freshName("renamed") }]) {
      const { actor, login, i_customer } = await reseller(above.i_customer);
      const { password: once } = await resetCustomerOneTimePassword(actor, { web_login: login });
      await updateCustomer(above.actor, { i_customer, ...change });
      const username = "web_login" in change ? change.web_login : login;
      expect(await refusalOf(authCustomer(above.actor, { username, password: once }))).toMatchObject({
        code: 401,
      });
    }
  });
});

describe("a log-in in the web", () => {
  it("holds on the host that made it, and ends at once with a block of anybody above", async () => {
    const above = await reseller();
    const { login } = await reseller(above.i_customer);
    const { session } = await signIn(visitor, login, password);
    expect(await findSession(session, "elsewhere.example", visitor.address)).toBeNull();
    expect(await findSession(session, visitor.host, visitor.address)).not.toBeNull();
    await database().block.create({
      data: { i_customer: above.i_customer, set_by_customer: 1, reason: "fraud" },
    });
    expect(await findSession(session, visitor.host, visitor.address)).toBeNull();
    // people with the right password learn why; others learn nothing
    expect(await refusalOf(signIn(visitor, login, password))).toMatchObject({ code: 403, key: "blocked" });
    expect(await refusalOf(signIn(visitor, login, "wrong"))).toMatchObject({ code: 401 });
  });

  it("on an alias host is for that customer and its descendants alone", async () => {
    const [owner, stranger] = [await reseller(), await reseller()];
    const below = await reseller(owner.i_customer);
    await updateCustomer(systemActor, {
      i_wholesaler: 1,
      i_customer: owner.i_customer,
      dns_alias: "brand.example.com",
    });
    await database().customer.update({
      where: { i_customer: owner.i_customer },
      data: { alias_verified_at: new Date() },
      select: { i_customer: true },
    });
    const there = { ...visitor, host: "brand.example.com" };
    expect((await signIn(there, owner.login, password)).kind).toBe("full");
    expect((await signIn(there, below.login, password)).kind).toBe("full");
    expect(await refusalOf(signIn(there, stranger.login, password))).toEqual(
      await refusalOf(signIn(there, stranger.login, "wrong")),
    );
  });

  it("ends there when the alias has become another customer's", async () => {
    const [owner, other] = [await reseller(), await reseller()];
    const host = "passed-on.example.com";
    const own = async (i_customer: number) => {
      await database().customer.updateMany({
        where: { dns_alias: host },
        data: { dns_alias: "", alias_verified_at: null },
      });
      await updateCustomer(systemActor, { i_wholesaler: 1, i_customer, dns_alias: host });
      await database().customer.update({
        where: { i_customer },
        data: { alias_verified_at: new Date() },
        select: { i_customer: true },
      });
      await forgetBrands();
    };
    await own(owner.i_customer);
    const { session } = await signIn({ ...visitor, host }, owner.login, password);
    expect(await findSession(session, host, visitor.address)).not.toBeNull();
    await own(other.i_customer);
    expect(await findSession(session, host, visitor.address)).toBeNull();
  });

  it("begun with a password that is stopped meanwhile does not come about", async () => {
    const { login, i_customer } = await reseller();
    const owner = new pg.Client({ connectionString: fresh.applicationUrl });
    await owner.connect();
    await owner.query("BEGIN");
    await owner.query("UPDATE web_users SET password_hash = NULL WHERE i_customer = $1", [i_customer]);
    // the log-in reads the committed row and then waits for the lock of the change
    const late = refusalOf(signIn(visitor, login, password));
    await expect
      .poll(async () => {
        const { rows } = await owner.query(
          "SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'",
        );
        return rows.length;
      })
      .toBe(1);
    await owner.query("COMMIT");
    await owner.end();
    expect(await late).toMatchObject({ code: 401, key: "wrong_login" });
    expect(await database().session.count({ where: { web_user: { i_customer } } })).toBe(0);
  });

  it("with the demonstration's password works from this machine alone", async () => {
    const login = freshName("login");
    await customer(1, { web_login: login, web_password: "demo-portal-1" });
    expect(await refusalOf(signIn(visitor, login, "demo-portal-1"))).toMatchObject({ code: 401 });
    expect((await signIn({ ...visitor, local: true }, login, "demo-portal-1")).kind).toBe("full");
  });
});

describe("who gives the right password of a blocked log-in", () => {
  async function reasonFor(login: string, word = password) {
    const error: unknown = await signIn(visitor, login, word).catch((caught: unknown) => caught);
    return error instanceof Refusal ? { code: error.code, reason: error.reason } : error;
  }

  it("learns that it is blocked, and what those who blocked it have to say", async () => {
    const top = await reseller();
    const middle = await reseller(top.i_customer);
    const below = await reseller(middle.i_customer);
    const which = { i_customer: below.i_customer, i_wholesaler: middle.i_customer };
    await blockCustomer(middle.actor, { ...which, note: "for us", text: "Pay the invoice." });
    const saying = (text: string) => ({ code: 403, reason: { key: "blocked_saying", values: { text } } });
    expect(await reasonFor(below.login)).toEqual(saying("Pay the invoice."));
    await blockCustomer(top.actor, { ...which, text: "Write to us." });
    expect(await reasonFor(below.login)).toEqual(saying("Pay the invoice. Write to us."));
    await blockCustomer(middle.actor, which);
    expect(await reasonFor(below.login)).toEqual(saying("Write to us."));
    expect(await reasonFor(below.login, "a wrong one")).toEqual({
      code: 401,
      reason: { key: "wrong_login" },
    });
  });

  it("does not learn what was written for somebody above", async () => {
    const top = await reseller();
    const middle = await reseller(top.i_customer);
    const below = await reseller(middle.i_customer);
    await blockCustomer(top.actor, { i_customer: middle.i_customer, text: "Your invoice 7 is open." });
    expect(await reasonFor(below.login)).toEqual({ code: 403, reason: { key: "blocked" } });
    expect(await reasonFor(middle.login)).toMatchObject({ reason: { key: "blocked_saying" } });
  });
});
