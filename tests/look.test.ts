import { readdirSync, readFileSync } from "node:fs";
import { formatHex } from "culori";
import { describe, expect, it } from "vitest";
import { lookOf } from "@/server/brand/brand-look";
import { judgeTokens } from "@/server/brand/judge-tokens";

const css = readFileSync("app/globals.css", "utf8");

type Colour = { readonly l: number; readonly c: number; readonly h: number };
type Theme = "light" | "dark";

/** The accent of the brand that is looked at; undefined: our own. */
let accent: Colour | undefined;
/** Its colour for the rest of a whole in charts. */
let chartRest: Colour | undefined;

/** Reads a token's colour in a theme from the stylesheet, without the brand's values but for its accent. */
function token(name: string, theme: Theme): Colour {
  if (name === "accent" && accent) return accent;
  const said = css.match(new RegExp(`--${name}:\\s*([^;]+);`))?.[1];
  if (!said) throw new Error(`no token --${name}`);
  return colour(said.replace(/\s+/g, " ").trim(), theme);
}

function colour(text: string, theme: Theme): Colour {
  const [call = "", inside = ""] = text.match(/^([a-z-]+)\((.*)\)$/)?.slice(1) ?? [];
  const parts = split(inside, ",");
  if (call === "light-dark") return colour(parts[theme === "light" ? 0 : 1] ?? "", theme);
  if (call === "var" && parts[0] === "--brand-chart-rest" && chartRest) return chartRest;
  if (call === "var") return parts[1] ? colour(parts[1], theme) : token(inside.slice(2), theme);
  if (call !== "oklch") throw new Error(`cannot read ${text}`);
  const words = split(inside, " ");
  const from = words[0] === "from" ? colour(words[1] ?? "", theme) : { l: 0, c: 0, h: 0 };
  const [l = "", c = "", h = ""] = words[0] === "from" ? words.slice(2) : words;
  return { l: amount(l, from), c: amount(c, from), h: amount(h, from) };
}

function amount(text: string, from: Colour): number {
  if (text === "l" || text === "c" || text === "h") return from[text];
  if (text.endsWith("%")) return Number.parseFloat(text) / 100;
  const bound = text.match(/^(min|max)\(([lch]), ([\d.]+)\)$/);
  if (bound) return Math[bound[1] as "min" | "max"](from[bound[2] as "l"], Number(bound[3]));
  const step = text.match(/^calc\(l ([+-]) ([\d.]+)\)$/);
  if (step) return from.l + (step[1] === "+" ? 1 : -1) * Number(step[2]);
  const number = Number(text);
  if (Number.isNaN(number)) throw new Error(`cannot read ${text}`);
  return number;
}

/** Splits outside of brackets. */
function split(text: string, at: string): string[] {
  const parts = [""];
  let open = 0;
  for (const letter of text) {
    open += letter === "(" ? 1 : letter === ")" ? -1 : 0;
    if (letter === at && open === 0) parts.push("");
    else parts[parts.length - 1] += letter;
  }
  return parts.map((part) => part.trim()).filter(Boolean);
}

/** Relative luminance, clipped to what screens can show. Source: OKLab by Björn Ottosson; WCAG 2.2. */
function luminance({ l, c, h }: Colour): number {
  const [a, b] = [c * Math.cos((h * Math.PI) / 180), c * Math.sin((h * Math.PI) / 180)];
  const x = (l + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const y = (l - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const z = (l - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const cut = (value: number) => Math.min(1, Math.max(0, value));
  const red = cut(4.0767416621 * x - 3.3077115913 * y + 0.2309699292 * z);
  const green = cut(-1.2684380046 * x + 2.6097574011 * y - 0.3413193965 * z);
  const blue = cut(-0.0041960863 * x - 0.7034186147 * y + 1.707614701 * z);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** The colour of #rrggbb. Source: the same. */
function fromHex(hex: string): Colour {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  const x = Math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue);
  const y = Math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue);
  const z = Math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue);
  const a = 1.9779984951 * x - 2.428592205 * y + 0.4505937099 * z;
  const b = 0.0259040371 * x + 0.7827717662 * y - 0.808675766 * z;
  const l = 0.2104542553 * x + 0.793617785 * y - 0.0040720468 * z;
  return { l, c: Math.hypot(a, b), h: (Math.atan2(b, a) * 180) / Math.PI };
}

function contrast(one: Colour, other: Colour): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((left, right) => left - right);
  return (light + 0.05) / (dark + 0.05);
}

const accents = [undefined, "#facc15", "#c2410c", "#0f766e", "#1e1b4b", "#ffffff", "#000000"];

/** What is drawn of an accent or on its soft ground, where, and its least contrast. */
const accentPairs: readonly (readonly [ink: string, grounds: readonly string[], least: number])[] = [
  ["accent-text", ["surface", "sunken", "raised", "hover", "chip", "accent-soft"], 4.5],
  ["text", ["accent-soft"], 4.5],
  ["muted", ["accent-soft"], 4.5],
  ["chart", ["surface"], 4],
  ["chart", ["raised"], 3],
  ["line-strong", ["accent-soft"], 2.5],
];

/** Text tokens and the grounds behind them. */
const readable: readonly (readonly [text: string, grounds: readonly string[]])[] = [
  ["text", ["surface", "sunken", "raised", "hover", "chip", "chosen"]],
  ["muted", ["surface", "sunken", "raised", "hover", "chip"]],
  ["accent-text", ["surface", "raised", "hover", "accent-soft"]],
  ["on-accent", ["accent", "accent-strong"]],
  ["danger", ["surface", "raised", "hover", "danger-soft"]],
  ["good", ["surface", "hover", "good-soft"]],
  ["warn", ["surface", "hover", "warn-soft"]],
];

describe.each(["light", "dark"] as const)("the look in %s", (theme) => {
  it.each(readable)("holds 4.5:1 for '%s' on every ground", (text, grounds) => {
    for (const ground of grounds) {
      expect([ground, contrast(token(text, theme), token(ground, theme)) >= 4.5]).toEqual([ground, true]);
    }
  });

  it("holds 3:1 for the edges of fields and for the focus", () => {
    for (const edge of ["line-strong", "accent"]) {
      for (const ground of ["surface", "raised", "sunken"]) {
        const ratio = contrast(token(edge, theme), token(ground, theme));
        expect([edge, ground, ratio >= 3]).toEqual([edge, ground, true]);
      }
    }
  });

  it.each(accents)("holds every pair with a brand's accent (%s)", (hex) => {
    accent = hex === undefined ? undefined : fromHex(hex);
    const look = lookOf(hex === undefined ? {} : judgeTokens({ "--brand-accent": hex }).accepted);
    const short = accentPairs.flatMap(([ink, grounds, least]) =>
      grounds
        .map((ground) => [ink, ground, contrast(token(ink, theme), token(ground, theme))] as const)
        .filter(([, , ratio]) => ratio < least),
    );
    const onAccent = contrast(fromHex(look[theme].onAccent), token("accent", theme));
    accent = undefined;
    expect(short).toEqual([]);
    expect(onAccent).toBeGreaterThanOrEqual(4.5);
  });

  it.each(accents)(
    "holds 3:1 for what a chart draws of a brand's accent (%s), and for the rest of a whole",
    (hex) => {
      accent = hex === undefined ? undefined : fromHex(hex);
      chartRest = accent;
      const [drawn, rest] = [token("chart", theme), token("chart-rest", theme)];
      chartRest = undefined;
      const ground = token("surface", theme);
      accent = undefined;
      expect(contrast(drawn, ground)).toBeGreaterThanOrEqual(3);
      expect(contrast(rest, ground)).toBeGreaterThanOrEqual(3);
    },
  );
});

it.each([undefined, "#facc15", "#0f766e"])("mails and receipts have the colours of pages (%s)", (hex) => {
  const accented = hex === undefined ? {} : { "--brand-accent": hex, "--brand-on-accent": "#000000" };
  const look = lookOf(accented);
  accent = hex === undefined ? undefined : fromHex(hex);
  const names = {
    ground: "sunken",
    card: "raised",
    line: "line",
    text: "text",
    muted: "muted",
    accent: "accent",
  };
  for (const theme of ["light", "dark"] as const)
    for (const [name, of] of Object.entries(names))
      expect([theme, name, look[theme][name as keyof typeof names]]).toEqual([
        theme,
        name,
        formatHex({ mode: "oklch", ...token(of, theme) }),
      ]);
  accent = undefined;
});

describe("what a brand may rely on", () => {
  const promised = readFileSync("docs/branding.md", "utf8");
  const pages = ["app", "components"].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".tsx"))
      .map((file) => readFileSync(`${folder}/${file}`, "utf8")),
  );

  it("has every custom property that is promised, and promises every one that it has", () => {
    const named = [...promised.matchAll(/^\| `(--brand-[a-z-]+)`/gm)].map(([, name]) => name).sort();
    const used = [...new Set(css.match(/--brand-[a-z-]+/g))].sort();
    expect(used).toEqual(named);
  });

  it("has every part that is promised", () => {
    const named = [...promised.matchAll(/^\| `([a-z][a-z-]+)`/gm)].map(([, name]) => name);
    expect(named.length).toBeGreaterThan(10);
    for (const name of named)
      expect([
        name,
        pages.some((page) => page.match(new RegExp(`data-part=({[^}]*)?"${name}"`)) !== null),
      ]).toEqual([name, true]);
  });
});
