import { readFileSync, writeFileSync } from "node:fs";
import { createTranslator } from "use-intl/core";
import { describe, expect, it } from "vitest";
import { parameterText } from "@/app/(portal)/api/xmlapi/parameter-text";
import en from "@/messages/en.json";
import type { Method } from "@/server/doors/xmlapi/method";
import { methods } from "@/server/doors/xmlapi/methods";
import { systemNames } from "@/server/doors/xmlapi/system-methods";
import { attributeReference, exampleReference, methodReference } from "./api-reference";

const file = "docs/api.md";
const parts = {
  methods: methodReference(methods),
  attributes: attributeReference(),
  examples: exampleReference(),
} as const;

/** The page with its generated parts up to date. */
function regenerated(page: string): string {
  return Object.entries(parts).reduce((text, [name, part]) => {
    const [open, close] = [`<!-- ${name} -->\n`, `\n<!-- /${name} -->`];
    const [from, to] = [text.indexOf(open) + open.length, text.indexOf(close)];
    if (from < open.length || to < from) throw new Error(`${file} has no place for its ${name}`);
    return `${text.slice(0, from)}\n${part}\n${text.slice(to)}`;
  }, page);
}

describe("docs/api.md", () => {
  it("has the methods, attributes and examples of the program (UPDATE=1 npx vitest run tests/api-docs.test.ts writes them)", () => {
    const page = readFileSync(file, "utf8");
    const wanted = regenerated(page);
    if (process.env.UPDATE) writeFileSync(file, wanted);
    else expect(page).toBe(wanted);
  });

  it("names every method about methods, and every setting that its callers feel", () => {
    const page = readFileSync(file, "utf8");
    for (const name of [...systemNames, "XMLAPI_INVERT_BALANCE", "XMLAPI_ALLOW_HTTP", "TRUSTED_HOSTS"])
      expect(page).toContain(`\`${name}\``);
  });
});

describe("the page about the API", () => {
  const t = createTranslator({ locale: "en", messages: en });

  // the table's type consists of literals; widen them to Method
  it.each(Object.entries<Method>(methods))(
    "says in English of %s what the API's own help says",
    (name, method) => {
      expect(en.api_methods).toHaveProperty([name], method.meaning);
      for (const parameter of method.parameters)
        expect([parameter.name, parameterText(t, name, parameter.name)]).toEqual([
          parameter.name,
          parameter.meaning,
        ]);
    },
  );

  it("has no text for a method or a parameter that is not there", () => {
    expect(Object.keys(en.api_methods)).toEqual(Object.keys(methods));
    const used = new Set(
      Object.entries<Method>(methods).flatMap(([method, { parameters }]) =>
        parameters.flatMap(({ name }) => [name, `${method}_${name}`]),
      ),
    );
    expect(Object.keys(en.api_parameters).filter((key) => !used.has(key))).toEqual([]);
  });
});
