import { freshName } from "../../builders";
import { double, int, nil, type Seen, type SeenStruct, string } from "../stage/wire";
import type { siblings as siblingIds } from "./siblings";

/** A row of customer-attributes.csv. */
export type Row = {
  readonly name: string;
  readonly wire: string;
  readonly kind: string;
  readonly default: string;
  readonly bounds: string;
  readonly returned: string;
};

type Siblings = typeof siblingIds;

/** A value over the wire: what we send, and what comes back for it, or the code of its refusal. */
export type Case = {
  readonly how: string;
  readonly sent: () => string;
  readonly seen: (() => Seen) | "refused";
  readonly code?: number;
  /** the attribute's value in a customer that has all attributes */
  readonly whole?: true;
};

/** The cases of an attribute, from its row alone, without the server's registry. */
export function casesOf(row: Row, siblings: Siblings): Case[] {
  return [...kindCases(row, siblings), ...nilCases(row), ...emptyCases(row)];
}

/** An attribute's value if nobody gave one. */
export function standing(row: Row, { name, root }: { name: string; root: SeenStruct }): Seen | undefined {
  if (row.name === "name" || row.name === "web_login") return ["string", name];
  if (row.name === "payment_currency") return ["string", "USD"];
  if (row.default.includes("parent's")) return root[row.name];
  if (row.default === "nil" || (row.wire.includes("or nil") && row.default === "")) return ["nil", ""];
  switch (wireOf(row)) {
    case "double":
      return ["double", "0.0"];
    case "int":
      return ["int", row.default === "" ? "0" : row.default];
    case "boolean":
      return ["boolean", "0"];
    default:
      return ["string", row.default];
  }
}

function wireOf({ wire }: Row): string {
  return wire.split(" ")[0] ?? "";
}

function taken(how: string, sent: string, seen: Seen): Case {
  return { how, sent: () => sent, seen: () => seen };
}

function refused(how: string, sent: string, code = 400): Case {
  return { how, sent: () => sent, seen: "refused", code };
}

/** Uses the first accepted case for the attribute in a whole customer. */
function whole([first, ...rest]: Case[]): Case[] {
  return first ? [{ ...first, whole: true }, ...rest] : [];
}

function nilCases({ name, wire, kind }: Row): Case[] {
  const cleared = ["text", "email", "email list", "stylesheet", "hostname", "regex"].includes(kind);
  if (wire.includes("or nil")) return [taken("as nil", nil, ["nil", ""])];
  if (cleared && name !== "name" && name !== "web_login") return [taken("as nil", nil, ["string", ""])];
  return [refused("as nil", nil)];
}

function emptyCases({ name, wire, kind }: Row): Case[] {
  if (wire.includes("or nil")) return [taken("as an empty string", string(""), ["nil", ""])];
  const empties = ["text", "email", "email list", "stylesheet", "hostname", "regex"].includes(kind);
  if (empties && name !== "name" && name !== "web_login") {
    return [
      taken("as an empty string", string(""), ["string", ""]),
      taken("as an empty value", "", ["string", ""]),
    ];
  }
  return [refused("as an empty string", string(""))];
}

function kindCases(row: Row, siblings: Siblings): Case[] {
  const { kind, bounds } = row;
  if (kind.startsWith("reference")) return referenceCases(row, siblings);
  switch (kind) {
    case "text":
      return textCases(row, siblings);
    case "secret":
      return secretCases(row);
    case "money":
      return decimalCases(row.name === "balance" ? "-999999999.999999" : "0", "999999999.999999");
    case "percent":
      return decimalCases("0", bounds.split("..")[1] ?? "");
    case "rights":
      return wholeCases(7);
    case "flag":
      return wholeCases(1);
    case "feature":
      return booleanCases();
    case "number":
      return row.name === "max_calls_per_second" ? rateCases() : countCases();
    case "email":
      return emailCases(1);
    case "email list":
      return emailCases(10);
    case "regex":
      return whole([
        taken("as a pattern", string("ab+(c|d)?"), ["string", "ab+(c|d)?"]),
        taken("at its longest", string("a".repeat(256)), ["string", "a".repeat(256)]),
        refused("one longer", string("a".repeat(257))),
        refused("unclosed", string("(")),
        refused("with what RE2 lacks", string("(?=a)")),
        refused("as an int", int(1)),
      ]);
    case "stylesheet":
      return stylesheetCases();
    case "hostname":
      return whole([
        taken("as a host", string("Portal.Example.com"), ["string", "portal.example.com"]),
        refused("as an address", string("192.0.2.1")),
        refused("as a single label", string("portal")),
        refused("as the service's own", string("localhost")),
        refused("as an int", int(1)),
      ]);
    default:
      throw new Error(`no cases of the kind ${kind}`);
  }
}

function textCases({ name, bounds }: Row, siblings: Siblings): Case[] {
  const most = Number(/(\d+)\.\.(\d+)/.exec(bounds)?.[2]);
  const lines = ["description", "street_addr"].includes(name);
  // names must stay unique in a customer with all attributes
  const plain =
    name === "name" || name === "web_login" ? freshName("whole") : '<Zoë> & "Ключ"\''.slice(0, most);
  return whole([
    taken("with markup and other alphabets", string(plain), ["string", plain]),
    taken("untagged", "as it is", ["string", "as it is"]),
    taken("at its longest", string("ж".repeat(most)), ["string", "ж".repeat(most)]),
    taken("at its longest, beyond 16 bits", string("\u{1F600}".repeat(most)), [
      "string",
      "\u{1F600}".repeat(most),
    ]),
    taken("as one character", string("x"), ["string", "x"]),
    taken("composed", string("e\u0301"), ["string", "\u00e9"]),
    refused("one longer", string("x".repeat(most + 1))),
    refused("with a bidirectional control", string("a\u202eb")),
    refused("with a tab", string("a\tb")),
    lines
      ? taken("with line breaks", string("a\r\nb\nc"), ["string", "a\nb\nc"])
      : refused("with a line break", string("a\nb")),
    refused("as an int", int(5)),
    refused("as a double", double("5.5")),
    refused("as a boolean", "<boolean>1</boolean>"),
    refused("as a struct", "<struct></struct>"),
    refused("as an array", "<array><data></data></array>"),
    refused("as base64", "<base64>YQ==</base64>"),
    refused("as a date", "<dateTime.iso8601>20261123T00:00:00</dateTime.iso8601>"),
    ...(name === "name" || name === "web_login" ? nameCases(name, siblings) : []),
  ]);
}

function nameCases(name: string, siblings: Siblings): Case[] {
  return [
    refused("with a blank at its end", string("a ")),
    refused("with a blank before it", string(" a")),
    {
      how: "where somebody has it",
      sent: () => string(siblings.taken.toUpperCase()),
      seen: "refused",
      code: 409,
    },
    name === "web_login"
      ? refused("with a colon", string("a:b"))
      : taken("with a colon", string("a:b"), ["string", "a:b"]),
  ];
}

function secretCases({ name }: Row): Case[] {
  const never: Seen = ["nil", "it is never returned"];
  return whole([
    taken("as a password", string("Correct horse, battery, 4 staples"), never),
    taken("at its longest", string("correct horse ".repeat(10).slice(0, 128)), never),
    refused("one longer", string(`${"correct horse ".repeat(10).slice(0, 128)}x`)),
    refused("too short for the policy", string("x7 kq9w")),
    refused("as a common one", string(name === "web_password" ? "password1" : "12345678")),
    refused("as an int", int(1_234_567_890)),
  ]);
}

function decimalCases(min: string, max: string): Case[] {
  const wire = (text: string): Seen => ["double", text.includes(".") ? text : `${text}.0`];
  const beyond = max.includes(".") ? "1000000000" : `${max}.000001`;
  return whole([
    taken("as a double", double("12.5"), wire("12.5")),
    taken("at its largest", double(max), wire(max)),
    taken("at its smallest", double(min), wire(min)),
    taken("as an int", int(7), wire("7")),
    taken("as a string", string(" 12.250 "), wire("12.25")),
    taken("with an exponent", double("1.25E1"), wire("12.5")),
    taken("rounded to the even one, down", double("2.0000005"), wire("2")),
    taken("rounded to the even one, up", double("2.0000015"), wire("2.000002")),
    refused("beyond its largest", double(beyond)),
    refused("below its smallest", double(min === "0" ? "-0.000001" : "-1000000000")),
    refused("as no number", double("NaN")),
    refused("as infinity", double("INF")),
    refused("as words", string("twelve")),
    refused("as a boolean", "<boolean>1</boolean>"),
    refused("as a struct", "<struct></struct>"),
  ]);
}

function wholeCases(max: number): Case[] {
  return whole([
    taken("at its largest", int(max), ["int", String(max)]),
    taken("as none", int(0), ["int", "0"]),
    taken("as <i4>", `<i4>${max}</i4>`, ["int", String(max)]),
    taken("as a string", string("1"), ["int", "1"]),
    taken("as a boolean", "<boolean>1</boolean>", ["int", "1"]),
    taken("as a whole double", double("1.0"), ["int", "1"]),
    refused("beyond its largest", int(max + 1)),
    refused("below 0", int(-1)),
    refused("as half", double("0.5")),
    refused("as words", string("yes")),
  ]);
}

function booleanCases(): Case[] {
  return whole([
    taken("as true", "<boolean>1</boolean>", ["boolean", "1"]),
    taken("as false", "<boolean>0</boolean>", ["boolean", "0"]),
    taken("as an int", int(1), ["boolean", "1"]),
    taken("as a string", string("0"), ["boolean", "0"]),
    taken("as a word", string("true"), ["boolean", "1"]),
    refused("as 2", int(2)),
    refused("as another word", string("maybe")),
    refused("as a struct", "<struct></struct>"),
  ]);
}

function countCases(): Case[] {
  return whole([
    taken("as a number", int(12), ["int", "12"]),
    taken("as none", int(0), ["int", "0"]),
    taken("at its largest", int(2_147_483_647), ["int", "2147483647"]),
    taken("as a string", string("12"), ["int", "12"]),
    taken("as <i8>", "<i8>12</i8>", ["int", "12"]),
    refused("beyond its largest", "<i8>2147483648</i8>"),
    refused("below 0", int(-1)),
    refused("as half", double("1.5")),
    refused("as words", string("many")),
  ]);
}

function rateCases(): Case[] {
  return whole([
    taken("as a double", double("2.5"), ["double", "2.5"]),
    taken("as an int", int(3), ["double", "3.0"]),
    taken("as a string", string("0.25"), ["double", "0.25"]),
    taken("very small", double("0.0000001"), ["double", "0.0000001"]),
    taken("very large", double("1e22"), ["double", "10000000000000000000000.0"]),
    refused("as 0", double("0")),
    refused("below 0", double("-1")),
    refused("as infinity", double("Infinity")),
    refused("larger than any number", double("1e999")),
    refused("in another notation", string("0x10")),
  ]);
}

function emailCases(most: number): Case[] {
  const addresses = (count: number) =>
    Array.from({ length: count }, (_, at) => `a${at}@example.com`).join(", ");
  return whole([
    taken("as an address", string("billing@example.com"), ["string", "billing@example.com"]),
    taken("with as many addresses as may be", string(addresses(most)), ["string", addresses(most)]),
    refused("with one more", string(addresses(most + 1))),
    refused("as no address", string("nobody")),
    refused("as an int", int(1)),
  ]);
}

function stylesheetCases(): Case[] {
  const large = `a { color: red }\n${"/* ж */\n".repeat(10_000)}`;
  const bytes = 65_536;
  const fitted = `/* ${"x".repeat(bytes - 6)} */`.slice(0, bytes - 3).concat(" */");
  return whole([
    taken("as a stylesheet", string("a > b { color: red }\n\t/* & */"), [
      "string",
      "a > b { color: red }\n\t/* & */",
    ]),
    taken("in a CDATA section", "<string><![CDATA[a > b {}]]></string>", ["string", "a > b {}"]),
    taken("at its largest", string(fitted), ["string", fitted]),
    refused("larger in bytes, not in characters", string(large)),
    refused("where a block is not closed", string("a {")),
    refused("as an int", int(1)),
  ]);
}

function referenceCases({ name, kind }: Row, siblings: Siblings): Case[] {
  const target = kind.replace("reference ", "");
  switch (target) {
    case "tariffs":
      return ownCases(
        "i_tariff",
        () => siblings.tariff,
        () => siblings.foreignTariff,
        [{ how: "in another currency", sent: () => int(siblings.euros), seen: "refused", code: 409 }],
      );
    case "routing_groups":
      return ownCases(
        "i_routing_group",
        () => siblings.group,
        () => siblings.foreignGroup,
        [],
      );
    case "customers":
      return whole([
        { how: "as a sibling", sent: () => int(siblings.agent), seen: () => ["int", String(siblings.agent)] },
        refused("as root", int(1)),
        refused("as nobody", int(2_000_000_000)),
        refused("as 0", int(0)),
        refused("as words", string("agent")),
      ]);
    case "currencies":
      return whole([
        taken("as a code", string("EUR"), ["string", "EUR"]),
        taken("in small letters", string("gbp"), ["string", "GBP"]),
        refused("as no currency", string("ABC")),
        refused("as an int", int(978)),
      ]);
    case "languages":
      return whole([
        taken("as a code", string("ru"), ["string", "ru"]),
        taken("in large letters", string("EN"), ["string", "en"]),
        refused("as one that is not spoken", string("xx")),
        refused("as an int", int(1)),
      ]);
    default:
      return whole([
        taken("as an id", int(target === "time_zones" ? 370 : 2), [
          "int",
          target === "time_zones" ? "370" : "2",
        ]),
        taken("as the first id", int(1), ["int", "1"]),
        taken("as a string", string("1"), ["int", "1"]),
        refused("as 0", int(0)),
        refused("as an id that is none", int(100_000)),
        refused("as half", double("1.5")),
        refused("as words", string(name)),
      ]);
  }
}

/** Things that the parent must own: we refuse somebody else's like one that does not exist. */
function ownCases(name: string, own: () => number, foreign: () => number, more: Case[]): Case[] {
  return whole([
    { how: "as one of the parent's", sent: () => int(own()), seen: () => ["int", String(own())] },
    { how: "as a string", sent: () => string(String(own())), seen: () => ["int", String(own())] },
    { how: "as somebody else's", sent: () => int(foreign()), seen: "refused", code: 403 },
    refused("as one that does not exist", int(2_000_000_000), 403),
    refused("as 0", int(0)),
    refused("as words", string(name)),
    ...more,
  ]);
}
