import { expect, it } from "vitest";
import type { PaletteData } from "@/components/shell/palette-data";
import { optionsFor, partsOf, referenceIn } from "@/components/shell/palette-options";

/** Each word is its own key. */
const words = new Proxy({}, { get: (_, key) => (key === "do" ? "Do · {name}" : String(key)) });

const data: PaletteData = {
  customers: true,
  actions: ["open", "payment", "unblock"],
  pages: [
    { label: "Routing groups", href: "/routing-groups", section: "routing_groups" },
    { label: "My preferences", href: "/preferences", section: "preferences" },
  ],
  // the proxy has every key
  words: words as PaletteData["words"],
};

const hit = {
  id: 7,
  name: "$& Calls",
  login: "calls",
  parent: null,
  number: null,
  blocked: false,
  stopped: false,
  balance: "$1.00",
  owes: false,
} as const;

const linksFor = (text: string, hits = [hit]) =>
  optionsFor(text, hits, data).flatMap(({ options }) => options.map(({ href }) => href));

it("finds a page by the beginning of any word of its name, and none by its middle", () => {
  expect(linksFor("GROUPS rout", [])).toEqual(["/routing-groups"]);
  expect(linksFor("pref", [])).toEqual(["/preferences"]);
  expect(linksFor("ences", [])).toEqual([]);
  expect(linksFor("", [])).toEqual(["/routing-groups", "/preferences"]);
});

it("offers what may be done with the first customer, and to lift a block only where there is one", () => {
  expect(linksFor("calls")).toEqual(["/customers/7", "/customers/7", "/customers/7/payment"]);
  expect(optionsFor("calls", [{ ...hit, blocked: true }], data)[1]).toMatchObject({
    title: "Do · $& Calls",
    options: [{ action: "open" }, { action: "payment" }, { action: "unblock" }],
  });
  const other = { ...hit, id: 8 };
  expect(optionsFor("calls", [hit, other], data, 8)[1]?.options[1]?.href).toBe("/customers/8/payment");
  // recently opened customers do not match the search
  expect(linksFor("").slice(0, 2)).toEqual(["/customers/7", "/routing-groups"]);
});

it("leads to the list where there may be more than are shown", () => {
  expect(
    linksFor(
      "c&d",
      Array.from({ length: 8 }, () => hit),
    ),
  ).toContain("/customers?q=c%26d");
  expect(linksFor("c&d")).not.toContain("/customers?q=c%26d");
});

it.each([
  ["K7M2-9QXD", "K7M29QXD"],
  [" k7m29qxd ", "K7M29QXD"],
  ["KQMX-WQXD", "KQMXWQXD"],
  ["KQMXWQXD", "KQMXWQXD"],
  ["customer", null],
  ["71838750", null],
  ["7183-8750", null],
  ["K7M2 9QXD", null],
  ["K7M2-9QX", null],
])("'%s' names the refusal %s", (text, reference) => {
  expect(referenceIn(text)).toBe(reference);
});

it("shows in a name what was typed, where it begins a word, whatever its case and accents", () => {
  const typedIn = (text: string, typed: string) =>
    partsOf(text, typed)
      .map(([part, isTyped]) => (isTyped ? `[${part}]` : part))
      .join("");
  expect(typedIn("Metro Calls", "met")).toBe("[Met]ro Calls");
  expect(typedIn("Metro Calls", "call METRO")).toBe("[Metro] [Call]s");
  expect(typedIn("Muñoz Galván", "munoz galva")).toBe("[Muñoz] [Galvá]n");
  expect(typedIn("Recall", "call")).toBe("Recall");
  expect(typedIn("Harbour-Voice", "voi")).toBe("Harbour-[Voi]ce");
  expect(typedIn("Ёлка", "елка")).toBe("[Ёлка]");
  expect(typedIn("a.b", "a.")).toBe("[a.]b");
  expect(typedIn("Metro", "")).toBe("Metro");
});
