import { describe, expect, it } from "vitest";
import { fromMillionths, millionths, plainDecimal, readDecimal } from "@/attributes/reading/decimal";
import { fc } from "@/tests/chance";

describe("money in", () => {
  it("is rounded half-even to six places, exactly, whatever the decimals and the exponent", () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: -(10n ** 24n), max: 10n ** 24n }),
        fc.integer({ min: 0, max: 18 }),
        fc.integer({ min: -40, max: 40 }),
        (digits, places, exponent) => {
          const negative = digits < 0n;
          const text = (negative ? -digits : digits).toString().padStart(places + 1, "0");
          const spelled = `${negative ? "-" : ""}${text.slice(0, text.length - places)}.${text.slice(text.length - places)}e${exponent}`;
          // compute the same value as a fraction: digits × 10^exponent / 10^places, in millionths
          const power = exponent - places + 6;
          const scaled =
            power >= 0
              ? { top: digits * 10n ** BigInt(power), bottom: 1n }
              : { top: digits, bottom: 10n ** BigInt(-power) };
          const read = millionths(readDecimal(spelled) ?? "");
          const twice = 2n * (read * scaled.bottom - scaled.top);
          const distance = twice < 0n ? -twice : twice;
          expect(distance <= scaled.bottom).toBe(true);
          if (distance === scaled.bottom) expect(read % 2n).toBe(0n);
        },
      ),
    );
  });

  it("of a half goes to the even one of its neighbours", () => {
    const halves = ["0.0000005", "0.0000015", "-0.0000025", "1.2345675", "25e-7"];
    expect(halves.map(readDecimal)).toEqual(["0.000000", "0.000002", "-0.000002", "1.234568", "0.000002"]);
  });

  it("comes back as it is", () => {
    fc.assert(
      fc.property(fc.bigInt(), (value) => {
        expect(millionths(fromMillionths(value))).toBe(value);
        expect(readDecimal(plainDecimal(fromMillionths(value)))).toBe(fromMillionths(value));
      }),
    );
  });

  it("is refused where it is no finite number", () => {
    for (const text of [
      "",
      ".",
      "NaN",
      "Infinity",
      "1,5",
      "0x10",
      "inf",
      "nan",
      "-Infinity",
      "1_000",
      "1e",
      "--1",
      "1e99999",
    ])
      expect(readDecimal(text), text).toBeNull();
  });

  it("is zero without a sign", () => {
    for (const text of ["-0", "-0.0000001", "0e9"]) expect(readDecimal(text)).toBe("0.000000");
  });
});
