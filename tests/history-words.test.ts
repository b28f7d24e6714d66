import { describe, expect, it } from "vitest";
import { type ChangeWords, changeText } from "@/app/web/history/change-words";
import { entriesByDay } from "@/app/web/history/days";
import { equalAsOne } from "@/app/web/history/equal-as-one";
import type { ShownEntry } from "@/app/web/history/history-view";
import { linesOf, textDifference } from "@/app/web/history/text-difference";
import { attributeNames, attributeOf } from "@/attributes/customer";
import en from "@/messages/en.json";
import ru from "@/messages/ru.json";
import { doors } from "@/server/history/entry";
import { fc } from "@/tests/chance";

describe("a change of a long text", () => {
  it("is told by the first line that differs, and by how many lines came and went", () => {
    const before = "a {\n  color: red;\n}\nb {}\n";
    const after = "a {\n  color: blue;\n  margin: 0;\n}\nb {}\nc {}\n";
    expect(textDifference(before, after)).toEqual({
      line: 2,
      before: "color: red;",
      after: "color: blue;",
      added: 3,
      removed: 1,
    });
  });

  it("shows the place of a long line where it differs", () => {
    const start = "x".repeat(300);
    const { before, after } = textDifference(`${start} old ${start}`, `${start} new ${start}`);
    expect(before).toContain(" old ");
    expect(after).toContain(" new ");
    expect(Math.max(before.length, after.length)).toBeLessThan(90);
  });

  it("tells lines that were moved, too", () => {
    expect(textDifference("one\ntwo\nthree", "two\none\nthree")).toMatchObject({
      line: 1,
      added: 2,
      removed: 2,
    });
  });

  it("never miscounts: what came less what went is what there is more, and equal texts alone have no difference", () => {
    const texts = fc.array(fc.constantFrom("a", "b", "c", "", "long ".repeat(40)), { maxLength: 12 });
    fc.assert(
      fc.property(texts, texts, (was, is) => {
        const [before, after] = [was.join("\n"), is.join("\n")];
        const { line, added, removed } = textDifference(before, after);
        const [old, now] = [linesOf(before), linesOf(after)];
        expect(added - removed).toBe(now.length - old.length);
        // no line is not the same as one empty line
        expect(added + removed > 0).toBe(JSON.stringify(old) !== JSON.stringify(now));
        expect(old.slice(0, line - 1)).toEqual(now.slice(0, line - 1));
        if (added + removed > 0) expect(old[line - 1]).not.toBe(now[line - 1]);
      }),
    );
  });
});

describe("values in a history", () => {
  const words: ChangeWords = {
    nothing: "empty",
    secret: "changed",
    yes: "yes",
    no: "no",
    nil: (name) => `nil of ${name}`,
    rights: (mask) => `rights ${mask}`,
    money: (amount) => `money ${amount}`,
    number: (number) => number,
    label: (name, id) => `${name} called ${id}`,
  };

  it("are said in words, whatever the attribute's kind is", () => {
    expect(changeText("customers_mgmt", 5, words)).toBe("rights 5");
    expect(changeText("api_access", 1, words)).toBe("yes");
    expect(changeText("callshop_enabled", false, words)).toBe("no");
    expect(changeText("credit_limit", "10.500000", words)).toBe("money 10.500000");
    expect(changeText("i_tariff", 7, words)).toBe("i_tariff called 7");
    expect(changeText("payment_method", 2, words)).toBe("payment_method called 2");
    expect(changeText("commission_size", "2.500000", words)).toBe("2.5 %");
    expect(changeText("city", "", words)).toBe("empty");
    expect(changeText("max_depth", null, words)).toBe("nil of max_depth");
  });

  it.each(attributeNames)("of %s that is not set are never shown as null", (name) => {
    if (attributeOf(name).kind.nullable) expect(changeText(name, null, words)).toBe(`nil of ${name}`);
  });
});

it.each(doors)("the door %s has a name in every language", (door) => {
  for (const { history } of [en, ru]) expect(Object.keys(history)).toContain(`door_${door}`);
});

it("entries stand below the day of the reader's time zone, in their order", () => {
  const entries = ["2026-03-02T04:30:00Z", "2026-03-01T23:30:00Z", "2026-03-01T05:30:00Z"].map((at) => ({
    at: new Date(at),
  }));
  const days = (zone: string) => entriesByDay(entries, zone).map(([day, of]) => [day, of.length]);
  expect(days("UTC")).toEqual([
    ["2026-03-02", 1],
    ["2026-03-01", 2],
  ]);
  expect(days("America/New_York")).toEqual([["2026-03-01", 3]]);
  expect(days("Asia/Kathmandu")).toEqual([
    ["2026-03-02", 2],
    ["2026-03-01", 1],
  ]);
});

describe("equal entries in a row", () => {
  const entry = (at: number, more: Partial<ShownEntry> = {}): ShownEntry => ({
    at,
    time: `${at}`,
    icon: "key-round",
    says: [["ann"], " looked at ", ["Keyboard Ltd", 7]],
    ...more,
  });
  const shown = (entries: readonly ShownEntry[]) =>
    equalAsOne(entries, String).map(({ at, same }) => [at, ...(same?.at.map(([one]) => one) ?? [])]);

  it("within an hour are one, which keeps the time of each", () => {
    expect(shown([entry(9000), entry(8000), entry(7000), entry(5000)])).toEqual([[9000, 8000, 7000], [5000]]);
    expect(equalAsOne([entry(2), entry(1)], String)[0]?.same?.count).toBe("2");
  });

  it("are not those by somebody else, with other values, by another door, or with another reason", () => {
    const others: Partial<ShownEntry>[] = [
      { says: [["bob"], " looked at ", ["Keyboard Ltd", 7]] },
      { says: [["ann"], " looked at ", ["Keyboard Ltd", 8]] },
      { changes: [["City", "Riga", "Oslo"]] },
      { facts: [["Amount", "$1.00"]] },
      { door: "api" },
      { below: ["because: Ticket 7"] },
      { reference: "ABCD-2345" },
      { refused: "refused, code 403" },
      { warning: "by a password that root set" },
    ];
    for (const more of others) expect(shown([entry(3), entry(2, more), entry(1)])).toEqual([[3], [2], [1]]);
  });

  it("are never support sessions, which open by themselves", () => {
    const visit = { visit: { says: "no changes", steps: [] } };
    expect(shown([entry(2, visit), entry(1, visit)])).toEqual([[2], [1]]);
  });

  it("lose nothing: each entry is there once, and in its order", () => {
    const kinds = [{}, { door: "api" }, { changes: [["City", "Riga", "Oslo"]] }] as const;
    const one = fc.record({ wait: fc.integer({ min: 0, max: 4000 }), kind: fc.nat({ max: 2 }) });
    fc.assert(
      fc.property(fc.array(one, { maxLength: 30 }), (list) => {
        let at = 1_000_000;
        const entries = list.map(({ wait, kind }) => {
          at -= wait;
          return entry(at, kinds[kind]);
        });
        expect(shown(entries).flat()).toEqual(entries.map((each) => each.at));
      }),
    );
  });
});
