import { expect, it } from "vitest";
import { looseKey, orderKey, uniqueKey } from "@/server/ground/text/unique-key";
import { fc } from "@/tests/chance";

/** All that have a case, are composed of others, are marks, or are invisible; every other one is its own key. */
const characters = Array.from({ length: 0x110000 }, (_, point) => point)
  .filter((point) => point < 0xd800 || point > 0xdfff)
  .map((point) => String.fromCodePoint(point))
  .filter(
    (one) =>
      /[^\p{Cn}\p{Co}]/u.test(one) &&
      !/\p{Script=Hangul}/u.test(one) &&
      (one.normalize("NFKD") !== one ||
        one.toLowerCase() !== one.toUpperCase() ||
        /[\p{M}\p{Cf}]/u.test(one)),
  );

it("every character has one key, whatever its case and composition", () => {
  const bad: string[] = [];
  for (const one of characters) {
    const text = `a${one}b`;
    for (const key of [uniqueKey, looseKey]) {
      const made = key(text);
      for (const other of [
        text.toUpperCase(),
        text.toLowerCase(),
        text.normalize("NFD"),
        text.normalize("NFC"),
        made,
      ])
        if (key(other) !== made)
          bad.push(`${key.name} ${one} U+${one.codePointAt(0)?.toString(16)} ${JSON.stringify(other)}`);
    }
  }
  expect(bad).toEqual([]);
});

it("the looser key of a text's beginning is the beginning of its key", () => {
  const texts = fc.string({ unit: "binary", maxLength: 20 });
  fc.assert(
    fc.property(texts, fc.nat(20), (text, length) => {
      const begin = looseKey([...text].slice(0, length).join("")).trimEnd();
      if (/[^\p{M}\s]/u.test(begin)) expect(looseKey(text).startsWith(begin)).toBe(true);
    }),
    { numRuns: 3_000 },
  );
});

it.each([
  ["Королёв", "королев"],
  ["Müller", "muller"],
  ["İstanbul", "istanbul"],
  ["ISTANBUL", "istanbul"],
  ["ışık", "isik"],
  ["Κώστας", "κωστασ"],
  ["O’Brien", "o'brien"],
  ["O´Brien", "o'brien"],
  ["Jean‑Luc – Söhne", "jean-luc - sohne"],
  ["Đặng Nguyễn", "dang nguyen"],
  ["Łódź", "lodz"],
  ["Sørensen", "sorensen"],
  ["Ærø", "aero"],
  ["Straße", "strasse"],
  ["STRAẞE", "strasse"],
  ["Николай", "николаи"],
  ["Київ", "киів"],
  ["ᲐᲑᲒ", "აბგ"],
  ["שָׁלוֹם", "שלום"],
  ["مُحَمَّد", "محمد"],
  ["Ａｃｍｅ　Ｌｔｄ", "acme ltd"],
  ["ac\u00adme\u200b  ltd", "acme ltd"],
  ["می\u200cخواهم", "میخواهم"],
])("%s is found as %s", (text, key) => {
  expect(looseKey(text)).toBe(key.normalize("NFD"));
});

it("vowel signs of Indic scripts are letters", () => {
  expect(looseKey("कि")).not.toBe(looseKey("कु"));
  expect(looseKey("ไทย")).not.toBe(looseKey("ทย"));
});

it("names that look the same are one name; an accent makes another", () => {
  expect(uniqueKey("Acme\u200b")).toBe(uniqueKey("ACME"));
  expect(uniqueKey("Κώστας")).toBe(uniqueKey("ΚΏΣΤΑΣ"));
  expect(uniqueKey("İ")).toBe(uniqueKey("ı"));
  expect(uniqueKey("Müller")).not.toBe(uniqueKey("Muller"));
  expect(uniqueKey("O’Brien")).not.toBe(uniqueKey("O'Brien"));
});

it("lists stand as their readers look for them: marks and case decide last", () => {
  const sorted = ["Zebra", "Ärzte", "apfel", "Apfel 2", "Елка", "Ёлка", "ёлки", "Жук", "ЕЛЬ"].toSorted(
    (one, other) => (orderKey(one) < orderKey(other) ? -1 : 1),
  );
  expect(sorted).toEqual(["apfel", "Apfel 2", "Ärzte", "Zebra", "Елка", "Ёлка", "ёлки", "ЕЛЬ", "Жук"]);
});
