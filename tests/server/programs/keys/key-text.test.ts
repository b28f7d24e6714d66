import { expect, it } from "vitest";
import { reaches } from "@/attributes/key-areas";
import { makeKeyText, prefixOf, spellPrefix } from "@/server/credentials/keys/key-text";
import { fc } from "@/tests/chance";

it("a key's text is read back by its visible part, and a text with one letter changed is told to be none", () => {
  const { text, prefix } = makeKeyText();
  expect(text).toMatch(/^trk_[0-9A-Za-z]{8}_[0-9A-Za-z]{49}$/);
  expect(spellPrefix(prefix)).toBe(`${text.slice(0, 13)}…`);
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 61 }), fc.constantFrom(..."0aZ_ ü9"), (at, letter) => {
      const { text: one } = makeKeyText();
      const typed = one.slice(0, at) + letter + one.slice(at + 1);
      expect(prefixOf(typed)).toBe(typed === one ? one.slice(4, 12) : null);
    }),
  );
});

it("no two keys have the same text, and each letter of one is as likely as another", () => {
  const texts = Array.from({ length: 2_000 }, () => makeKeyText().text);
  expect(new Set(texts).size).toBe(texts.length);
  // the last letters of the secret, which an uneven conversion would show
  const counts = new Map<string, number>();
  for (const letter of texts.flatMap((text) => [...text.slice(20, 56)]))
    counts.set(letter, (counts.get(letter) ?? 0) + 1);
  const usual = (2_000 * 36) / 62;
  expect(counts.size).toBe(62);
  for (const count of counts.values()) expect(Math.abs(count - usual)).toBeLessThan(usual * 0.2);
});

it("whoever writes in an area may read there, and nobody does either in one that is not named", () => {
  const areas = { customers: "write", money: "read" } as const;
  expect([reaches(areas, "customers", "read"), reaches(areas, "customers", "write")]).toEqual([true, true]);
  expect([reaches(areas, "money", "read"), reaches(areas, "money", "write")]).toEqual([true, false]);
  expect([reaches(areas, "notes", "read"), reaches(areas, "notes", "write")]).toEqual([false, false]);
});
