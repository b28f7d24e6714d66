import { describe, expect, it } from "vitest";
import { attributeNames, attributeOf, isAttributeName } from "@/attributes/customer";
import { readValue } from "@/attributes/kinds/kind";
import { namedRows } from "@/server/files/import/cells/named-rows";
import { type CellContext, readCell } from "@/server/files/import/cells/read-cell";
import { otherTargets, type Target } from "@/server/files/import/target";
import { fc } from "@/tests/chance";

const tariffs = namedRows([
  { id: 3, name: "Gold" },
  { id: 4, name: "Silver" },
  { id: 5, name: "silver" },
  { id: 6, name: "3" },
]);
const context: CellContext = {
  locale: "en",
  format: "csv",
  source: null,
  empty: "leaves",
  named: { tariffs },
};
const russian = { ...context, locale: "ru" } as const;

describe("a cell is read as its attribute", () => {
  it.each<[Target, string, unknown]>([
    ["name", " Ann ", "Ann"],
    ["web_password", " secret ", " secret "],
    ["balance", "1,234.50", "1234.5"],
    ["balance", "-12", "-12"],
    ["credit_limit", "$ 5", "5"],
    ["commission_size", "12.5 %", "12.5"],
    ["max_sessions", "unlimited", null],
    ["max_sessions", "30", "30"],
    ["callshop_enabled", "Yes", true],
    ["callshop_enabled", "нет", false],
    ["system_mgmt", "да", 1],
    ["customers_mgmt", "add, delete", 5],
    ["customers_mgmt", "Добавлять; изменять", 3],
    ["customers_mgmt", "все", 7],
    ["customers_mgmt", "none", 0],
    ["customers_mgmt", "6", 6],
    ["i_tariff", "gold", 3],
    ["i_tariff", "silver", 5],
    ["i_tariff", "3", 6],
    ["i_tariff", "4", 4],
    ["i_tariff", "My own tariff", null],
    ["i_lang", "Russian", "ru"],
    ["i_lang", "английский", "en"],
    ["i_lang", "en-GB", "en"],
    ["i_time_zone", "Europe/Moscow", expect.any(Number)],
    ["i_time_zone", "america/new york", expect.any(Number)],
    ["payment_currency", "us dollar", "USD"],
    ["payment_currency", "eur", "EUR"],
    ["payment_method", "Банковский перевод", 2],
    ["payment_method", "none", null],
    ["i_password_policy", "Strong", 2],
    ["email", "a@example.com; b@example.com", "a@example.com, b@example.com"],
    ["country", "Côte d'Ivoire", "Côte d'Ivoire"],
    ["parent", " Acme ", "Acme"],
    ["i_customer", "17", 17],
    ["blocked", "заблокирован", true],
    ["blocked", "Active", false],
    ["blocked", "stopped above: Acme is blocked", false],
    ["blocked", "остановлен выше: заблокирован ваш провайдер", false],
    ["blocked", "Yes", true],
  ])("%s: %j", (target, text, value) => {
    expect(readCell(target, text, context)).toEqual({ value });
  });

  it("in the language of whoever wrote it", () => {
    expect(readCell("balance", "1 234,5", russian)).toEqual({ value: "1234.5" });
    expect(readCell("balance", "12.345", russian)).toMatchObject({ problem: { key: "amount_ambiguous" } });
    expect(readCell("balance", "12.345", { ...russian, format: "xlsx" })).toEqual({ value: "12.345" });
    expect(readCell("balance", "12.345", { ...russian, source: "trellis" })).toEqual({ value: "12.345" });
  });

  it("an empty one as nothing, or as none where it shall clear", () => {
    const clears = { ...context, empty: "clears" } as const;
    expect(readCell("city", "", context)).toEqual({ absent: true });
    expect(readCell("city", " ", clears)).toEqual({ value: "" });
    expect(readCell("max_sessions", "", clears)).toEqual({ value: null });
    expect(readCell("balance", "", clears)).toEqual({ absent: true });
    expect(readCell("name", "", clears)).toEqual({ absent: true });
    expect(readCell("web_password", "", clears)).toEqual({ absent: true });
  });

  it.each<[Target, string, string]>([
    ["balance", "twelve", "number_expected"],
    ["credit_limit", "-1", "out_of_bounds"],
    ["callshop_enabled", "perhaps", "boolean_expected"],
    ["customers_mgmt", "add, fly", "rights_expected"],
    ["customers_mgmt", "9", "out_of_bounds"],
    ["i_tariff", "Bronze", "name_unknown"],
    ["i_tariff", "SILVER", "name_twice"],
    ["i_time_zone", "+03:00", "zone_offset"],
    ["i_time_zone", "UTC+3", "zone_offset"],
    ["i_time_zone", "MSK-ish", "zone_unknown"],
    ["i_lang", "Klingon", "language_unknown"],
    ["payment_currency", "shells", "not_in_dictionary"],
    ["email", "nobody", "email_expected"],
    ["web_login", "a:b", "colon"],
    ["i_customer", "x", "whole_number_expected"],
    ["blocked", "perhaps", "blocked_expected"],
  ])("or said to be wrong: %s: %j", (target, text, key) => {
    expect(readCell(target, text, context)).toMatchObject({ problem: { key } });
  });

  it("whatever it says: as a value that its attribute can have, as nothing, or as wrong", () => {
    const targets = [...attributeNames, ...otherTargets];
    const text = fc.oneof(
      fc.string(),
      fc.string({ unit: "binary" }),
      fc.constantFrom("1e999", "-0", "NaN", "١٢", "+3", "0x10"),
    );
    fc.assert(
      fc.property(
        fc.constantFrom(...targets),
        text,
        fc.constantFrom("csv", "xlsx"),
        (target, said, format) => {
          const read = readCell(target, said, { ...context, format });
          if ("value" in read && isAttributeName(target))
            expect(readValue<unknown>(attributeOf(target).kind, read.value)).toHaveProperty("value");
          else expect("value" in read || "absent" in read || "problem" in read).toBe(true);
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it("but a stylesheet that a workbook has cut off is none", () => {
    const css = `${"a".repeat(32_766)}…`;
    expect(readCell("css", css, { ...context, format: "xlsx" })).toMatchObject({
      problem: { key: "cell_cut" },
    });
  });
});
