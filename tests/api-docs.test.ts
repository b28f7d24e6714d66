import { readFileSync, writeFileSync } from "node:fs";
import { createTranslator } from "use-intl/core";
import { describe, expect, it } from "vitest";
import { parameterText } from "@/app/(portal)/api/parameter-text";
import en from "@/messages/en.json";
import type { Call } from "@/server/doors/calls/call";
import { calls } from "@/server/doors/calls/calls";
import { methods } from "@/server/doors/xmlapi/methods";
import { systemNames } from "@/server/doors/xmlapi/system-methods";
import { attributeReference, exampleReference, methodReference, programReference } from "./api-reference";

const file = "docs/api.md";
const pages: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  [file]: {
    methods: methodReference(methods),
    attributes: attributeReference(),
    examples: exampleReference(),
  },
  "docs/rest.md": { programs: programReference() },
};

/** The page with its generated parts up to date. */
function regenerated(file: string, page: string): string {
  return Object.entries(pages[file] ?? {}).reduce((text, [name, part]) => {
    const [open, close] = [`<!-- ${name} -->\n`, `\n<!-- /${name} -->`];
    const [from, to] = [text.indexOf(open) + open.length, text.indexOf(close)];
    if (from < open.length || to < from) throw new Error(`${file} has no place for its ${name}`);
    return `${text.slice(0, from)}\n${part}\n${text.slice(to)}`;
  }, page);
}

describe("what programs read in docs/", () => {
  it.each(Object.keys(pages))(
    "in %s is what the program says (UPDATE=1 npx vitest run tests/api-docs.test.ts writes it)",
    (name) => {
      const page = readFileSync(name, "utf8");
      const wanted = regenerated(name, page);
      if (process.env.UPDATE) writeFileSync(name, wanted);
      else expect(page).toBe(wanted);
    },
  );

  it("names every method about methods, and every setting that its callers feel", () => {
    const page = readFileSync(file, "utf8");
    for (const name of [...systemNames, "XMLAPI_INVERT_BALANCE", "XMLAPI_ALLOW_HTTP", "TRUSTED_HOSTS"])
      expect(page).toContain(`\`${name}\``);
  });
});

describe("the pages about the API", () => {
  const t = createTranslator({ locale: "en", messages: en });

  // the table's type consists of literals; widen them to Call
  it.each(Object.entries<Call>(calls))("say in English of %s what the API's own help says", (name, call) => {
    expect(en.api_methods).toHaveProperty([name], call.meaning);
    for (const parameter of call.parameters)
      expect([parameter.name, parameterText(t, name, parameter.name)]).toEqual([
        parameter.name,
        parameter.meaning,
      ]);
  });

  it("have no text for a call or a parameter that is not there", () => {
    expect(Object.keys(en.api_methods).toSorted()).toEqual(Object.keys(calls).toSorted());
    const used = new Set(
      Object.entries<Call>(calls).flatMap(([call, { parameters }]) =>
        parameters.flatMap(({ name }) => [name, `${call}_${name}`]),
      ),
    );
    expect(Object.keys(en.api_parameters).filter((key) => !used.has(key))).toEqual([]);
  });
});
