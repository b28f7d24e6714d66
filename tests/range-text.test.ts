import { describe, expect, it } from "vitest";
import { type Counted, rangeOf } from "@/app/web/lists/range-text";
import { writeCursor } from "@/server/input/cursor";

describe("the rows of a list that a page has", () => {
  const said = (total: number | undefined, counted: Counted) =>
    rangeOf({ shown: 50, total, counted, hasPrevious: false, hasNext: true }, null)?.words;

  it("are of exactly so many, however many that is, where all were counted", () => {
    for (const total of [51, 9_999, 10_000, 281_764]) expect(said(total, "exactly"), `${total}`).toBe("rows");
  });

  it("are of 'about' so many where we reckoned, and of 'more than' so many where we stopped counting", () => {
    expect(said(10_000, "about")).toBe("rows_of_about");
    expect(said(10_000, "up_to")).toBe("rows_of_many");
  });

  it("stand alone where nobody counted", () => {
    expect(said(undefined, "exactly")).toBe("rows_alone");
  });

  it("go on where the page before ended, and are not told of a page that has all", () => {
    const second = { shown: 50, total: 120, counted: "exactly", hasPrevious: true, hasNext: true } as const;
    expect(rangeOf(second, writeCursor("Acme", 7, false, 50))).toMatchObject({
      from: 51,
      to: 100,
      total: 120,
    });
    expect(rangeOf({ ...second, hasPrevious: false, hasNext: false }, null)).toBeNull();
  });
});
