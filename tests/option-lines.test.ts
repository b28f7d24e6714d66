import fc from "fast-check";
import { expect, it } from "vitest";
import { joined, linesOf, type Option, optionMarkup } from "@/components/choices/option-lines";

const option = /<option(?: value=(?:"([^"<>]*)"|(\w+)))?( selected)?>([^<>"]*)/g;

/** What a browser makes of the markup. */
function read(markup: string): (Option & { readonly chosen: boolean })[] {
  expect(markup.replace(option, ""), "there is nothing but options").toBe("");
  return [...markup.matchAll(option)].map(([, quoted, bare, chosen, label = ""]) => ({
    // the value of an option without one is its label
    id: textOf(quoted ?? bare ?? label),
    label: textOf(label),
    chosen: chosen !== undefined,
  }));
}

const signs = { "&lt;": "<", "&gt;": ">", "&quot;": '"', "&#x27;": "'", "&amp;": "&" } as const;

function textOf(markup: string): string {
  return markup.replace(
    /&[^;]*;?/g,
    (name) => signs[name as keyof typeof signs] ?? "not a sign that we write",
  );
}

const sign = fc.constantFrom(..."ab<>&\"'= /;#x0é\u2028");
const text = fc.array(sign, { minLength: 1, maxLength: 12 }).map((signs) => signs.join(""));
const id = fc.oneof(fc.nat().map(String), fc.constantFrom("", "USD", "none", "a-b", '">', "'"));
const named = fc.oneof(
  fc.record({ id, label: text }),
  fc.constantFrom("USD", "US", "none").map((one) => ({ id: one, label: one })),
);
const options = fc.uniqueArray(named, { selector: (one) => one.id, minLength: 1 });

it("labels and ids of choices come out of the lines and the markup as they were, whatever they hold", () => {
  fc.assert(
    fc.property(options, fc.nat(), (given, at) => {
      const chosen = given[at % given.length]?.id ?? "";
      expect(read(optionMarkup(linesOf(given), chosen))).toEqual(
        given.map((option) => ({ ...option, chosen: option.id === chosen })),
      );
    }),
  );
});

it("lists that stand one after the other are one, and an empty one adds nothing", () => {
  const [none, some] = [linesOf([]), linesOf([{ id: "", label: "None" }])];
  expect(read(optionMarkup(joined(none, some, undefined, "1 One"), "1"))).toEqual([
    { id: "", label: "None", chosen: false },
    { id: "1", label: "One", chosen: true },
  ]);
  expect(optionMarkup(joined(none), "1")).toBe("");
});

it("a line break in a label does not make a second choice", () => {
  expect(read(optionMarkup(linesOf([{ id: "1", label: "One\n2 Two" }]), ""))).toHaveLength(1);
});
