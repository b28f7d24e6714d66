import { describe, expect, it } from "vitest";
import { growthChart, paymentsChart } from "@/app/(portal)/overview/charts";
import { textsIn } from "@/i18n/texts";

const t = textsIn("en", "overview");

/** Twelve months, of which the last so many have customers. */
const months = (counts: readonly number[]) =>
  Array.from({ length: 12 }, (_, at) => ({
    month: `2026-${String(at + 1).padStart(2, "0")}`,
    created: 0,
    deleted: 0,
    total: counts[at - 12 + counts.length] ?? 0,
  }));

const days = (paid: Readonly<Record<number, Readonly<Record<string, string>>>>) =>
  Array.from({ length: 30 }, (_, at) => ({
    day: `2026-11-${String(at + 1).padStart(2, "0")}`,
    changes: 0,
    payments: paid[at] ?? {},
  }));

describe("a chart", () => {
  it("of fewer than three months is a sentence", () => {
    expect(growthChart(months([1, 4]), t, "en").instead).toBe("4 sub-customers since November 2026");
    const drawn = growthChart(months([1, 4, 5]), t, "en");
    expect(drawn.instead).toBeUndefined();
    expect(drawn.marked).toEqual([11, "5"]);
    expect(drawn.labels.map(([at]) => at)).toEqual(Array.from({ length: 12 }, (_, at) => at));
  });

  it("of nothing says so, and has a table still", () => {
    const { instead, empty, heads, rows } = paymentsChart(days({}), "USD", t, "en");
    expect([instead, empty]).toEqual(["No payments in these 30 days", true]);
    expect([heads, rows.length]).toEqual([["Day", "Changes"], 30]);
  });

  it("of payments marks the greatest, draws one currency and has all of them in its table", () => {
    const paid = {
      3: { USD: "20.000000" },
      9: { EUR: "7.500000", USD: "120.000000" },
      20: { USD: "5.000000" },
    };
    const { marked, heights, heads, rows, labels } = paymentsChart(days(paid), "USD", t, "en");
    expect(marked).toEqual([9, "$120.00"]);
    expect(heights[9]).toBe(80);
    expect(heads).toEqual(["Day", "Payments, USD", "Payments, EUR", "Changes"]);
    expect(rows[9]).toEqual(["Nov 10", "$120.00", "€7.50", ""]);
    expect(labels.map(([at]) => at)).toEqual([1, 8, 15, 22, 29]);
  });
});
