import { readFileSync, writeFileSync } from "node:fs";
import { Validator } from "@seriousme/openapi-schema-validator";
import Ajv from "ajv/dist/2020";
import { describe, expect, it } from "vitest";
import { attributeNames, attributeOf } from "@/attributes/customer";
import "@/server/doors/operations";
import { openApiDocument } from "@/server/doors/openapi/document";
import { memberMeanings } from "@/server/doors/openapi/member-meanings";
import { schemaOfKind } from "@/server/doors/openapi/schema-of-kind";
import { fc } from "../chance";
import { breaksIn } from "./stage/breaks";

const file = "docs/openapi.json";
const released = "docs/openapi.released.json";
const text = () => `${JSON.stringify(openApiDocument(), null, 2)}\n`;

describe("docs/openapi.json", () => {
  it("is what the program says (UPDATE=1 npx vitest run tests/rest/openapi.test.ts writes it)", () => {
    if (process.env.UPDATE) writeFileSync(file, text());
    expect(readFileSync(file, "utf8")).toBe(text());
  });

  it("is a valid description by OpenAPI 3.1", async () => {
    const { valid, errors } = await new Validator().validate(JSON.parse(text()));
    expect(errors ?? []).toEqual([]);
    expect(valid).toBe(true);
  });

  it("breaks nothing that the last release had (a release copies it to openapi.released.json)", () => {
    expect(breaksIn(JSON.parse(readFileSync(released, "utf8")), JSON.parse(text()))).toEqual([]);
  });

  it("explains no member of answers that is not there", () => {
    const said = JSON.stringify(openApiDocument());
    expect(Object.keys(memberMeanings).filter((name) => !said.includes(`"${name}":{`))).toEqual([]);
  });

  it("names each operation once", () => {
    const ids = [...text().matchAll(/"operationId": "([^"]+)"/g)].map(([, id]) => id);
    expect(ids.length).toBeGreaterThan(5);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe("a description breaks its readers by", () => {
  const before = {
    paths: {
      "/a": {
        get: {
          operationId: "a",
          parameters: [{ name: "q", in: "query", schema: { type: "string" } }],
          responses: { "200": {} },
        },
        post: { operationId: "b", requestBody: { required: false }, responses: { "201": {} } },
      },
    },
    components: {
      schemas: {
        In: { type: "object", properties: { x: { type: "string" }, y: { enum: ["u", "v"] } } },
        AInput: { type: "object", properties: { x: { type: "string" } } },
      },
    },
  };
  type Document = typeof before;
  const changed = (change: (document: Document) => unknown): string[] => {
    const after = structuredClone(before);
    change(after);
    return breaksIn(before, after);
  };

  it.each<[string, (document: Document) => unknown]>([
    ["a path that is gone", ({ paths }) => Reflect.deleteProperty(paths, "/a")],
    ["a method that is gone", ({ paths }) => Reflect.deleteProperty(paths["/a"], "post")],
    ["another name", ({ paths }) => Object.assign(paths["/a"].get, { operationId: "c" })],
    ["a parameter that is gone", ({ paths }) => paths["/a"].get.parameters.pop()],
    [
      "a parameter that is required now",
      ({ paths }) => Object.assign(paths["/a"].get.parameters[0] ?? {}, { required: true }),
    ],
    [
      "a new parameter that is required",
      ({ paths }) =>
        paths["/a"].get.parameters.push({
          name: "z",
          in: "query",
          schema: { type: "string" },
          ...{ required: true },
        }),
    ],
    [
      "a body that is required now",
      ({ paths }) => Object.assign(paths["/a"].post.requestBody, { required: true }),
    ],
    ["a status that is gone", ({ paths }) => Reflect.deleteProperty(paths["/a"].post.responses, "201")],
    [
      "a member that is gone",
      ({ components }) => Reflect.deleteProperty(components.schemas.In.properties, "x"),
    ],
    [
      "a member that is required now",
      ({ components }) => Object.assign(components.schemas.In, { required: ["x"] }),
    ],
    [
      "another type",
      ({ components }) => Object.assign(components.schemas.In.properties.x, { type: "integer" }),
    ],
    [
      "another type beside the one that comes out",
      ({ components }) => Object.assign(components.schemas.In.properties.x, { type: ["string", "null"] }),
    ],
    ["a word that is gone", ({ components }) => components.schemas.In.properties.y.enum.pop()],
  ])("%s", (_what, change) => {
    expect(changed(change)).toHaveLength(1);
  });

  it("nothing that is added", () => {
    expect(
      changed(({ paths, components }) => {
        Object.assign(paths, { "/b": {} });
        paths["/a"].get.parameters.push({ name: "z", in: "query", schema: { type: "string" } });
        Object.assign(components.schemas.In.properties, { z: {} });
        components.schemas.In.properties.y.enum.push("w");
        Object.assign(components.schemas.AInput.properties.x, { type: ["string", "null"] });
      }),
    ).toEqual([]);
  });
});

/** Rules that no schema can say. */
const beyondSchemas = ["email", "email list", "hostname"];

describe("the schema of an attribute", () => {
  const ajv = new Ajv({ strict: false, validateFormats: false });

  it.each(attributeNames)("of %s allows only what the attribute's kind reads", (name) => {
    const { kind } = attributeOf(name);
    const isBeyond = beyondSchemas.includes(kind.kind) || (kind.kind === "text" && kind.of !== undefined);
    const allows = ajv.compile(schemaOfKind(kind));
    const values = fc.oneof(
      fc.constant(null),
      fc.boolean(),
      fc.integer({ min: -3, max: 10 }),
      fc.maxSafeInteger(),
      fc.double(),
      fc.string({ unit: "binary", maxLength: 20 }),
      fc.string({ unit: "grapheme", maxLength: 300 }),
      fc.stringMatching(/^-?[0-9]{1,12}(\.[0-9]{1,8})?$/),
      fc.constantFrom("", "a", "EUR", "en", "0", "100", "100.000001", "99.999999", "a\nb", "a\tb", "\u202e"),
      fc.array(fc.integer()),
    );
    let allowed = 0;
    fc.assert(
      fc.property(values, (value) => {
        // lengths are those of composed text, which no schema can say
        if (typeof value === "string" && value.normalize("NFC") !== value) return;
        if (!allows(value)) return;
        allowed += 1;
        const isText = typeof value === "string";
        if (isBeyond && isText) return;
        expect([value, kind.schema.safeParse(value).success]).toEqual([value, true]);
      }),
      { numRuns: 1_000 },
    );
    expect(allowed).toBeGreaterThan(0);
  });
});
