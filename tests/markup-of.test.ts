import fc from "fast-check";
import { createElement as el, Fragment, type ReactNode, useState } from "react";
import { renderToString } from "react-dom/server";
import { expect, it } from "vitest";
import { MatrixFields } from "@/app/web/customers/matrix-fields";
import { AttributeField } from "@/components/attribute-field/shown-field";
import { markupOf } from "@/components/drawn/markup-of";
import { Answer } from "@/components/form/answer-context";
import { idle } from "@/components/form/form-state";
import { SetNote } from "@/components/form/set-note";
import { Icon } from "@/components/ui/icon";
import { Fold } from "@/components/ui/page";

/** Markup in which the order of attributes, and the case of their names, makes no difference. */
function plain(markup: string): string {
  return markup.replace(/<([a-z0-9]+)((?: [\w:-]+(?:="[^"]*")?)*)(\/?)>/gi, (_, name, given: string) => {
    const pairs = [...given.matchAll(/ ([\w:-]+)(?:="([^"]*)")?/g)];
    const attributes = pairs.map(([, key = "", value = ""]) => ` ${key.toLowerCase()}="${value}"`);
    return `<${name}${attributes.toSorted().join("")}>`;
  });
}

function Inner(): string {
  return useState("state")[0];
}

/** What a component inside gives to the server's writer, under the contexts around it. */
function Written({ children }: { readonly children: ReactNode }): ReactNode {
  // biome-ignore lint/security/noDangerouslySetInnerHtml: it is what we try
  return el("main", { dangerouslySetInnerHTML: { __html: markupOf(children) } });
}

const sign = fc.constantFrom(..."ab <>&\"'\n0é");
const text = fc.array(sign, { maxLength: 6 }).map((signs) => signs.join(""));
const attributes = fc.record(
  {
    className: text,
    id: text,
    title: text,
    hidden: fc.boolean(),
    tabIndex: fc.integer({ min: -1, max: 3 }),
    role: fc.constantFrom(undefined, null, "group"),
    "aria-label": text,
    "aria-hidden": fc.boolean(),
    "data-part": text,
    spellCheck: fc.boolean(),
  },
  { requiredKeys: [] },
);
const { node } = fc.letrec<{ node: ReactNode }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 4, depthSize: "small" },
    text,
    fc.constantFrom<ReactNode>(null, undefined, false, true, 0, 7, ""),
    fc
      .tuple(fc.constantFrom("div", "span", "section"), attributes, fc.array(tie("node"), { maxLength: 4 }))
      .map(([type, props, children]) => el(type, props, ...children)),
    fc.array(tie("node"), { maxLength: 3 }).map((children) => el(Fragment, null, ...children)),
  ),
}));

it("elements become the markup that React writes for them, whatever stands in them", () => {
  fc.assert(
    fc.property(node, (given) => {
      expect(plain(markupOf(given))).toBe(plain(renderToString(given)));
    }),
  );
});

it("controls keep their values as React writes them", () => {
  fc.assert(
    fc.property(text, fc.boolean(), fc.constantFrom("1", "2", "3"), (value, checked, chosen) => {
      const options = ["1", "2"].map((id) => el("option", { key: id, value: id }, `${value} ${id}`));
      const given = [
        el("input", { key: 1, defaultValue: value, maxLength: 3, autoComplete: "off", inputMode: "decimal" }),
        el("input", { key: 2, type: "checkbox", value: "1", defaultChecked: checked, disabled: !checked }),
        el("textarea", { key: 3, defaultValue: value, rows: 3 }),
        el("select", { key: 4, defaultValue: chosen }, options),
        el("button", { key: 5, type: "button", popoverTarget: "menu", onClick: () => undefined }, value),
      ];
      expect(plain(markupOf(given))).toBe(plain(renderToString(given)));
    }),
  );
});

const kinds = [
  "text",
  "lines",
  "secret",
  "amount",
  "whole",
  "switch",
  "email",
  "host",
  "regex",
  "stylesheet",
] as const;
const note = el(SetNote, { fields: [], held: {}, ticked: "{count}" });
const fold = { title: "Group", note, open: true, children: ["one ", "two"] };
const matrix = {
  words: { matrix: "M", area: "A", all: "All", all_areas: "All areas", flags: "F", features: "X" },
  actions: { add: "Add", edit: "Edit", delete: "Delete" },
  allOf: { add: "All add", edit: "All edit", delete: "All delete" },
  rows: [{ name: "customers_mgmt", label: "Customers", all: "All of it", masks: [5, 1, 3] as const }],
  flags: [["api_access", "API", true, false, true] as const],
  features: [["ivr", "IVR & more", false, false, false] as const],
  reason: "Your provider has not given it",
  allGiven: false,
};

it.each([
  idle,
  {
    ...idle,
    status: "error",
    fieldErrors: { text: "Wrong <b>" },
    values: { text: 'a"b', switch: "1" },
  } as const,
])("the fields of a form are drawn as React draws them, before and after a refusal", (answer) => {
  const fields = [
    ...kinds.map((kind) =>
      el(AttributeField, {
        key: kind,
        lists: {},
        field: {
          name: kind,
          kind,
          label: `${kind} & label`,
          help: "Some help",
          value: "1",
          max: 40,
          required: "required",
        },
      }),
    ),
    el(AttributeField, {
      key: "choice",
      lists: { all: "1 One\n2 Two" },
      field: {
        name: "choice",
        kind: "choice",
        label: "Choice",
        list: "all",
        before: " None",
        value: "2",
        wide: true,
      },
    }),
    el(Fold, { key: "fold", ...fold }),
    el(MatrixFields, { key: "matrix", matrix }),
    el(Icon, { key: "icon", name: "check" }),
  ];
  const within = (inside: ReactNode) => renderToString(el(Answer.Provider, { value: answer }, inside));
  expect(plain(within(el(Written, null, fields)))).toBe(plain(within(el("main", null, fields))));
});

it("what React treats in another way is refused, and an address that runs a script", () => {
  expect(renderToString(el(Written, null, el(Inner)))).toBe("<main>state</main>");
  for (const wrong of [
    el("form", { action: () => undefined }),
    el("img", { src: "/x.png" }),
    el("div", { style: { color: "red" } }),
    el("div", { contentEditable: true }),
    el(Answer.Provider, { value: idle }, "x"),
    el("a", { href: " java\nscript:alert(1)" }),
    new Promise<string>(() => undefined),
  ])
    expect(() => markupOf(wrong)).toThrow(/React's to draw|become markup/);
});
