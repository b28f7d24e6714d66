import { createTranslator } from "use-intl/core";
import { describe, expect, it } from "vitest";
import { abilityOf, plain, type Surroundings } from "@/app/web/customers/ability/ability";
import { makePassword } from "@/components/form/make-password";
import en from "@/messages/en.json";
import ru from "@/messages/ru.json";
import { policyProblems } from "@/server/credentials/password-policy";

const all: Surroundings = {
  rights: {
    accounts_mgmt: 7,
    customers_mgmt: 7,
    tariffs_mgmt: 7,
    vouchers_mgmt: 7,
    system_mgmt: 1,
    api_mgmt: 1,
    api_access: 1,
    use_own_tariff: 1,
    callshop_enabled: 1,
  },
  levels: null,
  max_sessions: null,
  max_calls_per_second: null,
  features: ["callshop_enabled"],
  isNew: true,
};

describe("what a customer will be able to do", () => {
  it("is told by its rights, bit by bit, and by its levels", () => {
    const { may, mayNot } = abilityOf({ customers_mgmt: "3", tariffs_mgmt: "1", max_depth: "2" }, all, "en");
    expect(may).toEqual([
      { key: "manage", areas: ["customers"], verbs: ["add", "edit"] },
      { key: "manage", areas: ["tariffs"], verbs: ["add"] },
      { key: "levels", count: 2 },
      { key: "prepaid" },
    ]);
    expect(mayNot).toEqual([{ key: "no_manage", areas: ["accounts", "vouchers"] }, { key: "no_api" }]);
  });

  it("is one sentence where the same can be done in several areas", () => {
    const { may } = abilityOf({ customers_mgmt: "7", accounts_mgmt: "7", vouchers_mgmt: "2" }, all, "en");
    expect(may.slice(0, 2)).toEqual([
      { key: "manage", areas: ["customers", "accounts"], verbs: ["add", "edit", "delete"] },
      { key: "manage", areas: ["vouchers"], verbs: ["edit"] },
    ]);
  });

  it("is nothing that the parent lacks: such a right is said to be not in force", () => {
    const around = { ...all, rights: { ...all.rights, customers_mgmt: 2, api_mgmt: 0, callshop_enabled: 0 } };
    const { may, mayNot } = abilityOf(
      { customers_mgmt: "7", api_access: "1", callshop_enabled: "1" },
      around,
      "en",
    );
    expect(may).toEqual([{ key: "manage", areas: ["customers"], verbs: ["edit"] }, { key: "prepaid" }]);
    expect(mayNot).toContainEqual({ key: "no_api" });
    expect(mayNot.at(-1)).toEqual({
      key: "dormant",
      names: ["customers_mgmt", "api_access", "callshop_enabled"],
    });
  });

  it("has no sub-customers where no level is left, by its own limit or by one above", () => {
    for (const [max_depth, levels] of [
      ["0", null],
      ["", 1],
      ["5", 1],
    ] as const) {
      const { may, mayNot } = abilityOf({ customers_mgmt: "7", max_depth }, { ...all, levels }, "en");
      expect(may[0]).toEqual({ key: "manage", areas: ["customers"], verbs: ["edit", "delete"] });
      expect(mayNot[0]).toEqual({ key: "no_levels" });
    }
    expect(
      abilityOf({ customers_mgmt: "1", max_depth: "9" }, { ...all, levels: 3 }, "en").may,
    ).toContainEqual({
      key: "levels",
      count: 2,
    });
  });

  it("tells one who could add sub-customers and has no tariff to give them", () => {
    const tells = (texts: Record<string, string>, around = all) =>
      abilityOf(texts, around, "en").mayNot.some(({ key }) => key === "no_tariff");
    expect(tells({ customers_mgmt: "1" })).toBe(true);
    expect(tells({ customers_mgmt: "1", tariffs_mgmt: "1" })).toBe(false);
    expect(tells({ customers_mgmt: "1", use_own_tariff: "1" })).toBe(false);
    expect(tells({ customers_mgmt: "1" }, { ...all, isNew: false })).toBe(false);
  });

  it("says what can be spent, and the lower of two limits", () => {
    const { may } = abilityOf(
      { credit_limit: "500,00", max_sessions: "1 000", max_calls_per_second: "2,5" },
      { ...all, max_sessions: 10 },
      "ru",
    );
    expect(may).toEqual([
      { key: "credit", amount: "500.000000" },
      { key: "calls", count: 10 },
      { key: "rate", count: 2.5 },
    ]);
  });

  it("holds whatever is typed", () => {
    for (const odd of ["", "x", "-1", "1e999", "NaN", "٣"])
      for (const name of ["credit_limit", "max_sessions", "max_depth", "customers_mgmt", "api_access"])
        expect(abilityOf({ [name]: odd }, all, "en").mayNot.length).toBeGreaterThan(0);
  });

  it.each([
    ["en", en],
    ["ru", ru],
  ] as const)("has words for each of it in %s", (locale, messages) => {
    const t = createTranslator({ locale, messages, namespace: "ability" });
    for (const key of plain) expect(t(key)).not.toContain("ability.");
  });
});

it("a generated password is taken by every policy, in four groups without look-alikes", () => {
  for (let count = 0; count < 200; count += 1) {
    const password = makePassword();
    expect(password).toMatch(/^([a-hjkmnp-zA-HJ-NP-Z2-9]{5}-){3}[a-hjkmnp-zA-HJ-NP-Z2-9]{5}$/);
    for (const policy of [1, 2, 3]) expect([...policyProblems(password, policy, ["Some Name"])]).toEqual([]);
  }
});
