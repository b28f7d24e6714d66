import { describe, expect, it } from "vitest";
import { formatMoney } from "@/attributes/format-money";
import { readAmount, readAmountEntry } from "@/attributes/reading/amount-entry";
import { fromMillionths, millionths } from "@/attributes/reading/decimal";
import { namesCurrency, spellNumber } from "@/attributes/reading/typed-number";
import { fc } from "@/tests/chance";

const languages = ["en", "ru"] as const;

describe("an amount as people write it", () => {
  it.each([
    ["500", "new", "500.000000"],
    [" 500.5 ", "new", "500.500000"],
    ["+500", "change", "500.000000"],
    ["+ 500", "change", "500.000000"],
    ["-200", "change", "-200.000000"],
    ["−200", "change", "-200.000000"],
    ["–200,5", "change", "-200.500000"],
    ["‑200", "change", "-200.000000"],
    ["=-20", "new", "-20.000000"],
    ["= 20", "new", "20.000000"],
    ["1 000,50", "new", "1000.500000"],
    ["1\u00a0000,50", "new", "1000.500000"],
    ["1\u202f000.50", "new", "1000.500000"],
    ["1,000.50", "new", "1000.500000"],
    ["1.000,50", "new", "1000.500000"],
    ["1.234.567", "new", "1234567.000000"],
    ["1,234,567", "new", "1234567.000000"],
    ["1.234,567", "new", "1234.567000"],
    ["1,234.567", "new", "1234.567000"],
    ["1 234,567", "new", "1234.567000"],
    ["1 234.567", "new", "1234.567000"],
    ["12,5", "new", "12.500000"],
    ["1,23", "new", "1.230000"],
    ["1.23", "new", "1.230000"],
    ["1,2345", "new", "1.234500"],
    ["1.2345", "new", "1.234500"],
    ["1234,56789", "new", "1234.567890"],
    [".5", "new", "0.500000"],
    ["0", "new", "0.000000"],
    ["0,500", "new", "0.500000"],
    ["0.500", "new", "0.500000"],
    ["00,500", "new", "0.500000"],
    ["00.500", "new", "0.500000"],
    ["0,004", "new", "0.004000"],
    ["0.004", "new", "0.004000"],
    [",500", "new", "0.500000"],
    [".500", "new", "0.500000"],
    ["-0,500", "change", "-0.500000"],
    ["012,345", "new", "12.345000"],
    // full-width, Arabic and Devanagari digits, and what nobody sees
    ["１２，５", "new", "12.500000"],
    ["－５", "change", "-5.000000"],
    ["١٢٣", "new", "123.000000"],
    ["१२.५", "new", "12.500000"],
    ["\u200e-5\u200b", "change", "-5.000000"],
    ["$5", "new", "5.000000"],
    ["5 $", "new", "5.000000"],
    ["−$9.66", "change", "-9.660000"],
    ["$-9.66", "change", "-9.660000"],
    ["$.50", "new", "0.500000"],
    ["USD 1,000.50", "new", "1000.500000"],
    ["$5.00 USD", "new", "5.000000"],
    ["1\u00a0234,50\u00a0₽", "new", "1234.500000"],
  ])("'%s' is read alike in every language", (text, is, amount) => {
    for (const locale of languages) expect(readAmountEntry(text, locale)).toEqual({ is, amount });
  });

  it("is read as the reader's language writes it, where languages differ", () => {
    expect(readAmountEntry("1,000", "en")).toEqual({ is: "new", amount: "1000.000000" });
    expect(readAmountEntry("1,000", "ru")).toEqual({ is: "new", amount: "1.000000" });
    expect(readAmountEntry("1.000", "en")).toEqual({ is: "new", amount: "1.000000" });
    expect(readAmountEntry("12345.678", "en")).toEqual({ is: "new", amount: "12345.678000" });
    expect(readAmountEntry("12345,678", "ru")).toEqual({ is: "new", amount: "12345.678000" });
  });

  it.each([
    ["1.234", "ru", "1.234000", "1234.000000"],
    ["12.000", "ru", "12.000000", "12000.000000"],
    ["-1.234", "ru", "1.234000", "1234.000000"],
    ["1.234 ₽", "ru", "1.234000", "1234.000000"],
    // neither complete groups nor the language's own decimal sign
    ["1234.567", "ru", "1234.567000", "1234567.000000"],
    ["1234,567", "en", "1234.567000", "1234567.000000"],
  ])("'%s' has two readings in %s, and is refused with both", (text, locale, one, other) => {
    const answer = { unread: "ambiguous", readings: [one, other] };
    expect(readAmountEntry(text, locale)).toEqual(answer);
    expect(readAmount(text, locale)).toEqual(answer);
  });

  it.each([
    "",
    " ",
    "+",
    "-",
    "=",
    ".",
    ",",
    "$",
    "abc",
    "abc 5",
    "5 abc",
    "5 0",
    "1 00",
    "0 500",
    "0,500,000",
    "0.500.000",
    "0,500.25",
    "1,00,000",
    "1'000",
    "1’000",
    "--5",
    "-$-5",
    "5-",
    "1e5",
    "0x10",
    "1.2.3",
    "1,2.3,4",
    "1,234.567,89",
    "10²",
    "½",
    "Ⅻ",
    "NaN",
    "Infinity",
    "USD.50",
    "5K",
    "K5",
    "5 k",
    "5к",
    "5M",
    "5 L",
    "5 т",
    "1".repeat(61),
  ])("'%s' is none", (text) => {
    for (const locale of languages) {
      expect(readAmountEntry(text, locale)).toEqual({ unread: "no number" });
      expect(readAmount(text, locale)).toEqual({ unread: "no number" });
    }
  });

  it("is never a thousand of what was typed: a letter right behind it is no currency", () => {
    expect(readAmount("5K", "en", { currency: "MMK" })).toEqual({ unread: "no number" });
    expect(readAmount("K5", "en", { currency: "MMK" })).toBe("5.000000");
  });

  it("is refused in another currency, where one is known", () => {
    expect(readAmount("€5", "en", { currency: "USD" })).toEqual({ unread: "other currency", typed: "€" });
    expect(readAmount("5 EUR", "ru", { currency: "USD" })).toEqual({
      unread: "other currency",
      typed: "EUR",
    });
    expect(readAmount("$5 CAD", "en", { currency: "USD" })).toMatchObject({ unread: "other currency" });
    expect(readAmount("$5 cad", "en", { currency: "CAD" })).toBe("5.000000");
    expect(readAmount("$5", "en", { currency: "USD" })).toBe("5.000000");
    expect([namesCurrency("$5"), namesCurrency("5 USD"), namesCurrency("1 000,5")]).toEqual([
      true,
      true,
      false,
    ]);
  });

  it("has its sign beside a percentage, and none beside a bare number", () => {
    expect(readAmount("12,5 %", "ru", { sort: "percent" })).toBe("12.500000");
    expect(readAmount("12.5%", "ru", { sort: "percent" })).toBe("12.500000");
    expect(readAmount("1 000", "ru", { sort: "number" })).toBe("1000.000000");
    for (const text of ["5%", "$5"])
      expect(readAmount(text, "en", { sort: "number" })).toEqual({ unread: "no number" });
  });
});

/** Up to a thousand million, in millionths and in cents, small ones as often as large. */
const amounts = fc
  .tuple(fc.bigInt({ min: -999_999_999_999_999n, max: 999_999_999_999_999n }), fc.nat({ max: 15 }))
  .map(([value, digits]) => fromMillionths(value / 10n ** BigInt(digits)));

const language = fc.constantFrom(...languages);

describe("any amount", () => {
  it("that the portal shows is read back as itself, in every currency, whatever minus it is pasted with", () => {
    const currencies = fc.constantFrom(...Intl.supportedValuesOf("currency"));
    const minus = fc.constantFrom("-", "−", "‑", "–");
    fc.assert(
      fc.property(amounts, language, currencies, minus, (amount, locale, currency, sign) => {
        const shown = formatMoney(amount, currency, locale).replace(/[-−]/, sign);
        expect(readAmount(shown, locale, { currency })).toBe(amount);
        expect(readAmount(shown, locale)).toBe(amount);
      }),
    );
  });

  it("is read back with groups and without, by any blank where blanks group", () => {
    const blank = fc.constantFrom(" ", "\u00a0", "\u202f", "\u2009", "\u2007");
    fc.assert(
      fc.property(amounts, language, fc.boolean(), blank, (amount, locale, useGrouping, between) => {
        const format = new Intl.NumberFormat(locale, { useGrouping, maximumFractionDigits: 6 });
        const shown = format.format(amount as `${number}`).replace(/\s/g, between);
        expect(readAmount(shown, locale)).toBe(amount);
      }),
    );
  });

  it("is read back from the field in which it is edited", () => {
    fc.assert(
      fc.property(amounts, language, (amount, locale) => {
        expect(readAmount(spellNumber(amount, locale), locale)).toBe(amount);
      }),
    );
  });

  it("that begins with 0 and a sign is below 1", () => {
    const zeros = fc.stringMatching(/^0{1,5}$/);
    const digits = fc.stringMatching(/^[0-9]{1,9}$/);
    fc.assert(
      fc.property(zeros, fc.constantFrom(".", ","), digits, language, (zero, sign, rest, locale) => {
        const read = readAmount(`${zero}${sign}${rest}`, locale);
        expect(typeof read).toBe("string");
        expect(millionths(String(read)) <= 1_000_000n).toBe(true);
        expect(read).toBe(readAmount(`0.${rest}0000`, "en"));
      }),
    );
  });

  it("is never read a thousandfold: as its language would have it, or refused with that among the readings", () => {
    const texts = fc.tuple(
      fc.stringMatching(/^[0-9]{0,7}$/),
      fc.constantFrom(".", ","),
      fc.stringMatching(/^[0-9]{1,6}$/),
    );
    fc.assert(
      fc.property(texts, language, ([whole, sign, fraction], locale) => {
        const read = readAmount(`${whole}${sign}${fraction}`, locale);
        const asDecimal = readAmount(`${whole}.${fraction}0000`, "en");
        const isGroup = /^[1-9]\d{0,2}$/.test(whole) && fraction.length === 3 && sign !== signOf(locale);
        if (!isGroup && typeof read === "string") expect(read).toBe(asDecimal);
        else if (typeof read === "string") expect([locale, sign]).toEqual(["en", ","]);
        else expect(read).toMatchObject({ unread: "ambiguous", readings: [asDecimal, expect.anything()] });
      }),
    );
  });
});

function signOf(locale: string): string {
  return locale === "ru" ? "," : ".";
}
