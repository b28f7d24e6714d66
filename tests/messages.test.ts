import { readdirSync, readFileSync } from "node:fs";
import { createTranslator } from "use-intl/core";
import { describe, expect, it } from "vitest";
import { notedOperations } from "@/app/web/history/noted-operations";
import { attributeNames, groups } from "@/attributes/customer";
import { languages } from "@/i18n/languages";
import en from "@/messages/en.json";
import ru from "@/messages/ru.json";
import { operations } from "@/server/doors/operations";

const all = { en, ru } as const;

/** Every text with its key, such as `attributes.name`. */
function texts(messages: object, place = ""): [string, string][] {
  return Object.entries(messages).flatMap(([key, value]) =>
    typeof value === "string"
      ? [[`${place}${key}`, value] as [string, string]]
      : texts(value, `${place}${key}.`),
  );
}

/** The names of a text's arguments, including those in the branches of a plural or select. */
function argumentsOf(text: string): string[] {
  const names = insides(text).flatMap((inside) => {
    const name = inside.split(",", 1)[0]?.trim() ?? "";
    return [name, ...insides(inside).flatMap(argumentsOf)];
  });
  return [...new Set(names)].sort();
}

/** The contents of the outermost braces. */
function insides(text: string): string[] {
  const found: string[] = [];
  let open = 0;
  let from = 0;
  for (const [at, letter] of [...text].entries()) {
    if (letter === "{" && open++ === 0) from = at + 1;
    if (letter === "}" && --open === 0) found.push([...text].slice(from, at).join(""));
  }
  return found;
}

/** The rows of the glossary: what it is, English, refused, Russian, refused. */
function glossary(): string[][] {
  const lines = readFileSync("messages/glossary.md", "utf8").split("\n");
  const rows = lines.filter((line) => line.startsWith("| ")).slice(2);
  return rows.map((line) =>
    line
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

/** A text without the names of its arguments, which nobody reads. */
function said(text: string): string {
  return text.replace(/\{(\w+)(, (plural|select),)?/g, "{").replace(/\b\w+ \{/g, "{");
}

/** Where a word begins, in any alphabet. */
function beginsWord(word: string): RegExp {
  return new RegExp(`(?<![\\p{L}\\p{N}_-])${word}`, "iu");
}

/** The same without its ending, which a language may change. */
function stemOf(word: string): RegExp {
  return beginsWord(word.length > 5 ? (word.slice(0, -2).split(" ")[0] ?? word) : word);
}

describe("messages", () => {
  it.each(notedOperations)("say in each language what an entry about %s is", (name) => {
    for (const { operations: said, sentences } of Object.values(all)) {
      expect(Object.keys(said)).toContain(name);
      expect(new Map(Object.entries(sentences)).get(name)).toMatch(/\{who\}.*\{whom\}/);
    }
  });

  it.each(Object.keys(operations))("say in each language what it is to %s", (name) => {
    for (const { deeds } of Object.values(all)) expect(Object.keys(deeds)).toContain(name);
  });

  it("say everything in every language", () => {
    const keys = texts(en).map(([place]) => place);
    for (const language of languages)
      expect(
        texts(all[language])
          .map(([place]) => place)
          .sort(),
      ).toEqual([...keys].sort());
  });

  it.each(languages)("are well formed in %s, and never empty", (locale) => {
    const broken: string[] = [];
    for (const [place, text] of texts(all[locale])) {
      const values = Object.fromEntries(argumentsOf(text).map((name) => [name, 2]));
      // try texts of any key
      const t = createTranslator({
        locale,
        messages: { text },
        onError: (error) => broken.push(`${place}: ${error.message}`),
      });
      if (!text.trim() || !t("text", values)) broken.push(place);
    }
    expect(broken).toEqual([]);
  });

  it("take the same values in every language", () => {
    const english = new Map(texts(en));
    for (const [place, text] of texts(ru))
      expect([place, argumentsOf(text)]).toEqual([place, argumentsOf(english.get(place) ?? "")]);
  });

  it.each(languages)("name every attribute and every group in %s", (language) => {
    expect(Object.keys(all[language].attributes).sort()).toEqual([...attributeNames].sort());
    expect(Object.keys(all[language].api_attributes).sort()).toEqual([...attributeNames].sort());
    expect(Object.keys(all[language].groups).sort()).toEqual([...groups].sort());
    for (const name of Object.keys(all[language].attribute_help)) expect(attributeNames).toContain(name);
  });

  it("give a Russian count its four forms", () => {
    for (const [place, text] of texts(ru)) {
      if (!text.includes(", plural,")) continue;
      for (const form of ["one {", "few {", "many {", "other {"]) expect(`${place}: ${text}`).toContain(form);
    }
  });

  it.each([
    ["en", 2],
    ["ru", 4],
  ] as const)("have one word for one thing in %s: none that the glossary refuses", (language, column) => {
    const refused = glossary().flatMap((row) => (row[column] ?? "").split(",").map((word) => word.trim()));
    const words = refused.filter(Boolean);
    expect(words.length).toBeGreaterThan(20);
    const found = texts(all[language])
      // the reference of the API names parameters as programs write them
      .filter(([place]) => !place.startsWith("api_"))
      .flatMap(([place, text]) =>
        words.filter((word) => beginsWord(word).test(said(text))).map((word) => `${place}: ${word}`),
      );
    expect(found).toEqual([]);
  });

  it("use each word of the glossary somewhere, in both languages", () => {
    const unused = glossary().flatMap(([, english = "", , russian = ""]) =>
      (
        [
          ["en", english],
          ["ru", russian],
        ] as const
      ).flatMap(([language, words]) =>
        words
          .split(",")
          .map((word) => word.trim())
          .filter((word) => !texts(all[language]).some(([, text]) => stemOf(word).test(said(text)))),
      ),
    );
    expect(unused).toEqual([]);
  });

  it("say nothing in words that mislead, nor in marks of another language", () => {
    const misleading = /\b(it )?lies with\b|nothing was said|дело за|раз не сказано/i;
    const found = languages.flatMap((language) =>
      texts(all[language]).flatMap(([place, text]) => {
        const plain = said(text);
        const quotes = language === "ru" ? /["“”‘’]/ : /["«»„]/;
        return misleading.test(plain) || quotes.test(plain) || (language === "ru" && / - |–/.test(plain))
          ? [`${language} ${place}: ${plain}`]
          : [];
      }),
    );
    expect(found).toEqual([]);
  });

  it("have a text for every refusal that the server gives", () => {
    const files = ["server", "attributes"].flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: "utf8" })
        .filter((file) => file.endsWith(".ts") && !file.includes("generated"))
        .map((file) => readFileSync(`${folder}/${file}`, "utf8")),
    );
    const keys = files.flatMap((text) => [...text.matchAll(/\{\s*key: "([a-z_]+)"/g)].map(([, key]) => key));
    expect(keys.length).toBeGreaterThan(20);
    expect(keys.filter((key) => key !== undefined && !(key in en.refusals))).toEqual([]);
  });
});
