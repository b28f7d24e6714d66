import { describe, expect, it } from "vitest";
import { roundTicks } from "@/components/chart/round-ticks";
import { fc } from "@/tests/chance";

describe("the ticks of an axis", () => {
  it.each([
    [0, [0]],
    [100, [0, 50, 100]],
    [550, [0, 200, 400, 600]],
    [1_200, [0, 500, 1_000, 1_500]],
    [2_150, [0, 1_000, 2_000, 3_000]],
    [0.07, [0, 0.025, 0.05, 0.075]],
  ])("of %d are %j", (most, ticks) => {
    expect(roundTicks(most)).toEqual(ticks);
  });

  const values = fc.oneof(
    fc.double({ min: 1e-6, max: 1e9, noNaN: true }),
    fc.integer({ min: 1, max: 1_000_000_000 }),
  );

  it("begin with 0, are equal round steps, and hold the value with little room above it", () => {
    fc.assert(
      fc.property(values, fc.boolean(), (most, whole) => {
        const ticks = roundTicks(most, { whole });
        const step = ticks[1] ?? 0;
        expect(ticks[0]).toBe(0);
        expect([3, 4]).toContain(ticks.length);
        for (const [index, tick] of ticks.entries()) expect(tick).toBeCloseTo(step * index, 10);
        const mantissa = step / 10 ** Math.floor(Math.log10(step) + 1e-9);
        expect([1, 2, 2.5, 5].some((round) => Math.abs(mantissa - round) < 1e-6)).toBe(true);
        expect(ticks.at(-1)).toBeGreaterThanOrEqual(most);
        if (whole) expect(ticks.every(Number.isInteger)).toBe(true);
        else expect(ticks.at(-1)).toBeLessThanOrEqual(most * 1.5 + 1e-9);
      }),
    );
  });
});
