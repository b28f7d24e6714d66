import { describe, expect, it } from "vitest";
import { Spent } from "@/server/doors/rest/spent";

describe("what a key has spent", () => {
  it("is of the last minute, by the second, and says when there is room again", () => {
    const spent = new Spent();
    for (let second = 0; second < 10; second += 1) spent.add(second % 2 === 0, second * 1_000);
    expect([spent.within("calls", 9_500), spent.within("writes", 9_500)]).toEqual([10, 5]);
    expect(spent.secondsUntil("calls", 10, 9_500)).toBe(52);
    expect([spent.within("calls", 61_000), spent.within("calls", 70_000)]).toEqual([8, 0]);
    expect(spent.isIdle(70_000)).toBe(false);
    spent.takeUnsaid();
    expect(spent.isIdle(70_000)).toBe(true);
  });

  it("counts what other processes have spent, once", () => {
    const spent = new Spent();
    spent.add(false, 0);
    spent.hear({ calls: 5, writes: 2 }, 0);
    expect([spent.within("calls", 0), spent.within("writes", 0)]).toEqual([5, 2]);
    spent.add(true, 0);
    spent.hear({ calls: 6, writes: 3 }, 0);
    expect([spent.within("calls", 0), spent.within("writes", 0)]).toEqual([6, 3]);
  });
});
