import { describe, expect, it } from "vitest";
import { readAmountEntry } from "@/attributes/amount-entry";
import { fromMillionths } from "@/attributes/decimal";
import { fc } from "@/tests/chance";

describe("an amount as people write it", () => {
  it.each([
    ["500", "new", "500.000000"],
    [" 500.5 ", "new", "500.500000"],
    ["+500", "change", "500.000000"],
    ["+ 500", "change", "500.000000"],
    ["-200", "change", "-200.000000"],
    ["−200", "change", "-200.000000"],
    ["–200,5", "change", "-200.500000"],
    ["=-20", "new", "-20.000000"],
    ["= 20", "new", "20.000000"],
    ["1 000,50", "new", "1000.500000"],
    ["1\u00a0000,50", "new", "1000.500000"],
    ["1\u202f000.50", "new", "1000.500000"],
    ["1,000.50", "new", "1000.500000"],
    ["1.000,50", "new", "1000.500000"],
    ["1.234.567", "new", "1234567.000000"],
    ["12,5", "new", "12.500000"],
    [".5", "new", "0.500000"],
    ["0", "new", "0.000000"],
  ])("'%s' is read alike in every language", (text, is, amount) => {
    for (const locale of ["en", "ru"]) expect(readAmountEntry(text, locale)).toEqual({ is, amount });
  });

  it("is read as the reader's language writes it, where languages differ", () => {
    expect(readAmountEntry("1,000", "en")).toEqual({ is: "new", amount: "1000.000000" });
    expect(readAmountEntry("1,000", "ru")).toEqual({ is: "new", amount: "1.000000" });
    expect(readAmountEntry("1.000", "en")).toEqual({ is: "new", amount: "1.000000" });
    expect(readAmountEntry("1.000", "ru")).toBe("ambiguous");
  });

  it.each([
    "",
    " ",
    "+",
    "-",
    "=",
    ".",
    ",",
    "abc",
    "5 0",
    "1,00,000",
    "--5",
    "5-",
    "$5",
    "1e5",
    "1.2.3",
    "1,2.3,4",
  ])("'%s' is none", (text) => {
    for (const locale of ["en", "ru"]) expect(readAmountEntry(text, locale)).toBe("unreadable");
  });

  it("is read back from how either language shows it", () => {
    const cents = fc.bigInt({ min: 0n, max: 99_999_999_999n });
    fc.assert(
      fc.property(cents, fc.constantFrom("en", "ru"), (value, locale) => {
        const amount = fromMillionths(value * 10_000n);
        const style = { minimumFractionDigits: 2 };
        const shown = new Intl.NumberFormat(locale, style).format(amount as `${number}`);
        expect(readAmountEntry(shown, locale)).toEqual({ is: "new", amount });
      }),
    );
  });
});
