import { describe, expect, it } from "vitest";
import { attributeNames, attributeOf, type CustomerAttribute, isAttributeName } from "@/attributes/customer";
import { readValue } from "@/attributes/kinds/kind";
import { type Row, table } from "./table";

it("the registry has the 62 attributes of the table, in its order", () => {
  expect(attributeNames).toEqual(table.map((row) => row.name));
  expect(attributeNames).toHaveLength(62);
});

describe.each(table)("$name", (row) => {
  if (!isAttributeName(row.name ?? "")) throw new Error(`the registry lacks ${row.name}`);
  // the line above guarantees it
  const attribute = attributeOf(row.name as Parameters<typeof attributeOf>[0]);

  it("is of the table's type, kind and group, set and returned as it says", () => {
    expect(attribute.kind.wire).toBe(row.wire_type);
    expect(kindOf(attribute)).toBe(row.kind);
    expect(attribute.group).toBe(row.group);
    expect(attribute.setBy).toBe(row.set_by);
    expect(attribute.returned).toBe(row.returned === "yes");
  });

  it("has the table's default", () => {
    expect(defaultOf(attribute)).toEqual(expectedDefault(row));
  });

  it("is read at its bounds, and refused beyond", () => {
    for (const value of allowed(row))
      expect(readValue<unknown>(attribute.kind, value), `${value}`).toHaveProperty("value");
    for (const value of refusedValues(row))
      expect(readValue<unknown>(attribute.kind, value), `${String(value).slice(0, 40)}`).toHaveProperty(
        "problem",
      );
  });

  it("takes nil as its type says: a value of its own, cleared text, or a refusal", () => {
    const nil = readValue<unknown>(attribute.kind, null);
    const empty = readValue<unknown>(attribute.kind, "");
    if (row.wire_type?.endsWith("or nil")) {
      expect([nil, empty]).toEqual([{ value: null }, { value: null }]);
    } else if (
      ["text", "regex", "email", "email list", "stylesheet", "hostname"].includes(row.kind ?? "") &&
      !/^(name|web_login)$/.test(row.name ?? "")
    ) {
      expect([nil, empty]).toEqual([{ value: "" }, { value: "" }]);
    } else {
      expect(nil).toHaveProperty("problem");
      expect(empty).toHaveProperty("problem");
    }
  });
});

function kindOf({ kind }: CustomerAttribute): string {
  return kind.kind === "reference" ? `reference ${kind.target}` : kind.kind;
}

function defaultOf({ default: standard }: CustomerAttribute): unknown {
  return typeof standard === "string" ? standard : standard.value;
}

function expectedDefault({ default: text = "", wire_type, bounds = "", kind }: Row): unknown {
  if (/required on create/.test(bounds)) return "required";
  if (text.startsWith("the parent's")) return "parent's";
  if (text.startsWith("the name") || text.startsWith("the tariff")) return "derived";
  if (text === "nil") return null;
  if (text === "false") return false;
  if (kind === "money" || kind === "percent") return "0.000000";
  return wire_type?.startsWith("int") ? Number(text) : text;
}

/** The range in a cell such as `0..1024 characters`. */
function range({ bounds = "" }: Row): { min: number; max: number } | null {
  const match = /(\d+)\.\.(\d+(?:\.\d+)?)( characters)?/.exec(bounds);
  return match ? { min: Number(match[1]), max: Number(match[2]) } : null;
}

function allowed(row: Row): unknown[] {
  const within = range(row);
  if (row.kind === "text" && within)
    return ["x".repeat(within.min), "x".repeat(within.max), "😀".repeat(within.max)];
  if (row.kind === "rights") return [0, 7, "7", 5.0];
  if (row.kind === "flag") return [0, 1, "1", true];
  if (row.kind === "feature") return [true, false, 1, "0", "true"];
  if (row.kind === "money")
    return ["999999999.999999", "0", 0, "1e3", "0.0000001", row.name === "balance" ? -5 : 5];
  if (row.kind === "percent") return [0, within?.max, "12.5"];
  if (row.kind === "number") return row.wire_type === "int or nil" ? [0, "12", 3.0, null] : [0.5, "2", null];
  if (row.kind?.startsWith("email")) return ["", "a@example.com"];
  if (row.kind === "hostname") return ["", "portal.example.com"];
  return [];
}

function refusedValues(row: Row): unknown[] {
  const within = range(row);
  if (row.kind === "text" && within) {
    return ["x".repeat(within.max + 1), 7, "\u0000", "a\u202eb", "\ud800", ...(within.min ? [""] : [])];
  }
  if (row.kind === "rights") return [-1, 8, 1.5, "many", Number.NaN];
  if (row.kind === "flag") return [2, -1, "on"];
  if (row.kind === "feature") return ["maybe", 2];
  if (row.kind === "money")
    return [
      "1000000000",
      Number.NaN,
      Number.POSITIVE_INFINITY,
      "1,5",
      ...(row.name === "balance" ? ["-1000000000"] : ["-0.000001"]),
    ];
  if (row.kind === "percent") return [-1, (within?.max ?? 0) + 0.001];
  if (row.kind === "number") return row.wire_type === "int or nil" ? [-1, 0.5] : [0, -1, Number.NaN];
  if (row.kind?.startsWith("email")) return ["nobody", "a@b@c", "a@example.com\nbcc: x"];
  if (row.kind === "hostname") return ["localhost", "127.0.0.1", "a b.example", "x".repeat(254)];
  return [];
}
