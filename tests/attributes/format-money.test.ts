import { describe, expect, it } from "vitest";
import { formatMoney } from "@/attributes/format-money";
import { fromMillionths } from "@/attributes/reading/decimal";
import { fc } from "@/tests/chance";

describe("an amount as figures show it", () => {
  it.each([
    ["-9.660000", "USD", "en", "−$9.66"],
    ["-9.660000", "USD", "ru", "−9,66\u00a0$"],
    ["1234.500000", "USD", "en", "$1,234.50"],
    ["0.004000", "EUR", "en", "€0.004"],
    ["-5.000000", "JPY", "en", "−¥5"],
  ])("%s %s in %s is %s", (amount, currency, locale, shown) => {
    expect(formatMoney(amount, currency, locale)).toBe(shown);
  });

  it("has a true minus before everything else below zero, and no hyphen anywhere", () => {
    const amounts = fc.bigInt({ min: -999_999_999_999_999n, max: 999_999_999_999_999n });
    const currencies = fc.constantFrom(...Intl.supportedValuesOf("currency"));
    fc.assert(
      fc.property(amounts, currencies, fc.constantFrom("en", "ru"), (value, currency, locale) => {
        const shown = formatMoney(fromMillionths(value), currency, locale);
        expect(shown.startsWith("−")).toBe(value < 0n);
        expect(shown).not.toMatch(/.−|-/);
      }),
    );
  });
});
