import { describe, expect, it } from "vitest";
import { systemActor } from "@/server/actor/system-actor";
import { database } from "@/server/database/client";
import { operations } from "@/server/doors/operations";
import { fc } from "@/tests/chance";
import { customer, freshName, refusalOf } from "../../builders";
import { countStatements, givenFreshDatabase } from "../../database/fresh";

givenFreshDatabase();

const { createCustomer, validatePassword, updateCustomer } = operations;
const strong = "Vex7-quilm-dor";

describe("validatePassword", () => {
  it("says of a good password that it is, and which policy it was held against", async () => {
    const { actor } = await customer(1);
    expect(await validatePassword(actor, { password: "correct horse battery" })).toEqual({
      valid: true,
      reasons: [],
      policy: 1,
    });
  });

  it("refuses one that is not with every reason in one sentence", async () => {
    const { actor } = await customer(1);
    const ask = { password: "secret", web_login: "SECRET", i_password_policy: 2 };
    expect(await refusalOf(validatePassword(actor, ask))).toEqual({
      code: 400,
      attribute: "password",
      key: "password_too_short",
      message:
        "Parameter password must have at least 12 characters; must not be the login or the name; " +
        "is a common password; must have three of: small letters, capital letters, digits, other characters",
    });
    // zxcvbn gives the first 0 of 4, the second 3
    for (const password of ["aaaaaaaaaaaaaaaaaaaa", "dragonsunshine12"]) {
      const strict = { password, i_password_policy: 3 };
      expect((await refusalOf(validatePassword(actor, strict))).message, password).toBe(
        "Parameter password is too easy to guess",
      );
    }
  });

  it("gives the reasons in the language that is asked for, in English for any other", async () => {
    const { actor } = await customer(1);
    const said = async (more: object) =>
      (await refusalOf(validatePassword(actor, { password: "secret", ...more }))).message;
    const russian = "Параметр password: не меньше 8 символов; слишком распространён";
    for (const lang of ["ru", "RU", " ru "]) expect(await said({ lang })).toBe(russian);
    const english = "Parameter password must have at least 8 characters; is a common password";
    for (const lang of [undefined, null, "en", "de", "", 7]) expect(await said({ lang })).toBe(english);
  });

  it("says in English what create and update say of the first reason", async () => {
    for (const [password, policy] of [
      ["secret", 1],
      ["a name of somebody", 1],
      ["password1", 1],
      ["correct horse battery", 2],
      ["aaaaaaaaaaaaaaaaaaaa", 3],
    ] as const) {
      const { actor } = await customer(1);
      const ask = { password, name: "A name of somebody", i_password_policy: policy };
      const [said = ""] = (await refusalOf(validatePassword(actor, ask))).message.split("; ");
      const { message } = await refusalOf(
        createCustomer(actor, { ...ask, i_tariff: null, web_password: password }),
      );
      expect(message).toBe(said.replace("Parameter password", "Parameter web_password"));
    }
  });

  it("takes the login under the original vendor's name too", async () => {
    const { actor } = await customer(1);
    for (const name of ["web_label", "web_login", "name"])
      expect(
        await refusalOf(
          validatePassword(actor, { password: "correct horse battery", [name]: "Correct Horse Battery" }),
        ),
      ).toMatchObject({ code: 400, key: "password_is_login" });
  });

  it("refuses one that has the login in it, however it is written", async () => {
    const { actor } = await customer(1);
    for (const name of ["web_label", "web_login"]) {
      const ask = { password: "xxReSeLLer99!!aa", [name]: "reseller" };
      expect(await refusalOf(validatePassword(actor, ask))).toMatchObject({
        code: 400,
        key: "password_has_login",
        message: "Parameter password must not contain the login",
      });
    }
    // a login of two letters is in many
    expect(
      await validatePassword(actor, { password: "correct horse battery", web_login: "ho" }),
    ).toMatchObject({
      valid: true,
    });
  });

  it("holds it against the strongest of the customer's policy and those above it", async () => {
    const top = await customer(1, { i_password_policy: 2, web_password: strong });
    const middle = await customer(top.i_customer, { web_password: strong });
    const strict = await customer(middle.i_customer, {
      web_password: "Vex7-quilm-dor-haspeln-42",
      i_password_policy: 3,
    });
    const policyFor = async (input: object) =>
      (await validatePassword(middle.actor, { password: "Vex7-quilm-dor-haspeln-42", ...input })).policy;
    expect(await policyFor({})).toBe(2);
    expect(await policyFor({ i_password_policy: 1 })).toBe(2);
    expect(await policyFor({ i_password_policy: 3 })).toBe(3);
    expect(await policyFor({ i_customer: strict.i_customer })).toBe(3);
    // a new value replaces the customer's own policy, never those above
    expect(await policyFor({ i_customer: strict.i_customer, i_password_policy: 1 })).toBe(2);
    expect(await policyFor({ i_customer: middle.i_customer })).toBe(2);
  });

  it("knows the name and the login of the customer that it is for", async () => {
    const { actor, i_customer } = await customer(1);
    const [name, web_login] = [freshName("some name"), freshName("some login")];
    const below = await customer(i_customer, { name, web_login });
    for (const password of [name, web_login])
      expect(
        await refusalOf(validatePassword(actor, { password, i_customer: below.i_customer })),
      ).toMatchObject({ code: 400, message: "Parameter password must not be the login or the name" });
  });

  it("is for oneself and those below; a trusted host asks about anyone; of others nothing is found out", async () => {
    const [one, neighbour] = [await customer(1), await customer(1)];
    const below = await customer(one.i_customer);
    const ask = { password: strong };
    for (const i_customer of [one.i_customer, below.i_customer])
      await validatePassword(one.actor, { ...ask, i_customer });
    await validatePassword({ ...systemActor, door: "trusted" }, { ...ask, i_customer: below.i_customer });
    for (const i_customer of [1, neighbour.i_customer, 999_999])
      expect(await refusalOf(validatePassword(one.actor, { ...ask, i_customer }))).toMatchObject({
        code: 404,
        attribute: "i_customer",
      });
  });

  it.each([
    [{}, "password", "Parameter password is required"],
    [{ password: 12345678 }, "password", "Parameter password must be a string"],
    [{ password: "x".repeat(129) }, "password", "Parameter password must have at most 128 characters"],
    [
      { password: strong, i_password_policy: 4 },
      "i_password_policy",
      "Parameter i_password_policy is not in the dictionary password_policies",
    ],
  ])("refuses %j", async (input, attribute, message) => {
    expect(await refusalOf(validatePassword(systemActor, input))).toMatchObject({
      code: 400,
      attribute,
      message,
    });
  });

  it("writes nothing, and costs a fixed number of statements", async () => {
    const { actor, i_customer } = await customer(1);
    const count = async () => (await database().auditLog.count()) + (await database().throttle.count());
    const before = await count();
    for (const [input, statements] of [
      [{}, 1],
      [{ i_customer }, 2],
    ] as const) {
      const counted = await countStatements(() => validatePassword(actor, { password: strong, ...input }));
      expect(counted.count).toBe(statements);
      expect(counted.texts.filter((text) => /INSERT|UPDATE|DELETE/i.test(text))).toEqual([]);
    }
    expect(await count()).toBe(before);
  });

  it("agrees with what create and update then do", async () => {
    const { actor, i_customer } = await customer(1, {
      i_password_policy: 2,
      web_password: strong,
    });
    const below = await customer(i_customer, { web_password: strong });
    const password = fc.oneof(
      fc.string({ minLength: 1, maxLength: 20, unit: fc.constantFrom("a", "B", "7", "-", "ß", "я") }),
      fc.constantFrom("password", "Password1234", strong, "correct horse battery"),
    );
    await fc.assert(
      fc.asyncProperty(password, fc.boolean(), async (web_password, isNew) => {
        const name = freshName();
        const asked = isNew ? { name } : { i_customer: below.i_customer };
        const valid = await validatePassword(actor, { password: web_password, ...asked }).then(
          (answer) => answer.valid,
          () => false,
        );
        const act = isNew
          ? createCustomer(actor, { i_tariff: null, name, web_password })
          : updateCustomer(actor, { i_customer: below.i_customer, web_password });
        const done = await act.then(
          () => true,
          (error: unknown) => error,
        );
        if (valid) expect(done).toBe(true);
        else expect(done).toMatchObject({ code: 400, attribute: "web_password" });
      }),
      { numRuns: 40 },
    );
  });
});
