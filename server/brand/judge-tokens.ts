import { type BrandToken, brandFonts, brandTokenNames, brandTokens } from "@/attributes/brand-contract";
import { contrastOf, lighter, nearest, readColour } from "./colours";

export type Tokens = Readonly<Partial<Record<BrandToken, string>>>;

/** A colour that is unreadable in its place, with a readable one to use instead. */
export type ContrastProblem = {
  readonly token: BrandToken;
  /** its worst contrast ratio; it needs 4.5 */
  readonly ratio: number;
  readonly proposed: string | null;
};

/** The verdict on a brand's tokens. */
export type Judged = {
  /** the tokens that count on the whole page: valid and readable */
  readonly accepted: Tokens;
  readonly contrast: readonly ContrastProblem[];
};

const least = 4.5;

/** The product's own text colours, which appear on a brand's ground; see app/globals.css. */
const inks = {
  light: ["oklch(48.5% 0.014 270)", "oklch(50% 0.18 26)", "oklch(45% 0.1 155)", "oklch(47% 0.1 65)"],
  dark: ["oklch(71.5% 0.012 270)", "oklch(75% 0.14 24)", "oklch(79% 0.12 155)", "oklch(83% 0.11 80)"],
} as const;

const own = {
  light: { surface: "#ffffff", text: "oklch(22% 0.012 270)" },
  dark: { surface: "oklch(17.5% 0.007 270)", text: "oklch(94.5% 0.004 270)" },
} as const;

const chosen = { light: "#ffffff", dark: "oklch(34% 0.012 270)" } as const;

/**
 * Decides which of a brand's tokens count outside its region, where the protected parts use them: the value must be of
 * the token's kind, and a colour counts only if all text on and around it stays readable (WCAG 2.2 AA). So a brand cannot
 * use tokens to hide what its rules cannot reach. Source: semantics, 'Branding'.
 */
export function judgeTokens(tokens: Tokens): Judged {
  const contrast: ContrastProblem[] = [];
  const sound = soundOnly(tokens);
  return {
    accepted: {
      ...plainOnly(sound),
      ...judgeAccent(sound, contrast),
      ...judgeGround(sound, "light", contrast),
      ...judgeGround(sound, "dark", contrast),
    },
    contrast,
  };
}

/** Keeps the values that fit their token's kind; colours as `#rrggbb`. */
function soundOnly(tokens: Tokens): Tokens {
  return Object.fromEntries(
    brandTokenNames.flatMap((name) => {
      const value = tokens[name];
      const read = value === undefined ? null : readToken(name, value);
      return read === null ? [] : [[name, read]];
    }),
  );
}

function readToken(name: BrandToken, value: string): string | null {
  switch (brandTokens[name].kind) {
    case "colour":
      return readColour(value);
    case "length": {
      const [, number = "", unit = ""] = /^(\d{1,2}(?:\.\d{1,2})?)(px|rem)$/.exec(value.trim()) ?? [];
      const pixels = Number(number) * (unit === "rem" ? 16 : 1);
      return number !== "" && pixels <= 24 ? `${number}${unit}` : null;
    }
    case "font":
      // any other family might be unreadable (think of symbol fonts), so it counts only inside the region
      return Object.values(brandFonts).find((family) => family === value.trim()) ?? null;
    case "image":
      return null;
  }
}

/** What needs no verdict: pages keep a chart's colours in sight whatever they are. */
function plainOnly(sound: Tokens): Tokens {
  return {
    ...(sound["--brand-chart"] ? { "--brand-chart": sound["--brand-chart"] } : {}),
    ...(sound["--brand-chart-rest"] ? { "--brand-chart-rest": sound["--brand-chart-rest"] } : {}),
    ...(sound["--brand-font"] ? { "--brand-font": sound["--brand-font"] } : {}),
    ...(sound["--brand-radius"] ? { "--brand-radius": sound["--brand-radius"] } : {}),
  };
}

/** Every accent is fine: black or white always reaches 4.5:1 on it, and replaces the brand's own text where that does not. */
function judgeAccent(sound: Tokens, contrast: ContrastProblem[]): Tokens {
  const accent = sound["--brand-accent"];
  if (accent === undefined) return {};
  const given = sound["--brand-on-accent"];
  if (given !== undefined && contrastOf(given, accent) >= least)
    return { "--brand-accent": accent, "--brand-on-accent": given };
  const on = contrastOf("#ffffff", accent) >= least ? "#ffffff" : "#000000";
  if (given !== undefined)
    contrast.push({ token: "--brand-on-accent", ratio: contrastOf(given, accent), proposed: on });
  return { "--brand-accent": accent, "--brand-on-accent": on };
}

/** A ground and the text on it count together or not at all. */
function judgeGround(sound: Tokens, theme: "light" | "dark", contrast: ContrastProblem[]): Tokens {
  const [groundToken, textToken] =
    theme === "light"
      ? (["--brand-surface", "--brand-text"] as const)
      : (["--brand-dark-surface", "--brand-dark-text"] as const);
  const [ground, text] = [sound[groundToken], sound[textToken]];
  if (ground === undefined && text === undefined) return {};
  const groundInForce = ground ?? own[theme].surface;
  const textInForce = text ?? own[theme].text;
  // a dark ground in the light theme (or the reverse) would make every other colour wrong
  const groundHolds = (tried: string) => worstInk(inks[theme], tried, theme) >= least;
  // text also appears on selected items, whatever the ground is
  const onText = (tried: string) =>
    Math.min(worstInk([tried], groundInForce, theme), contrastOf(tried, chosen[theme]));
  const textHolds = (tried: string) => onText(tried) >= least;
  const problems: ContrastProblem[] = [];
  if (ground !== undefined && !groundHolds(ground)) {
    const ratio = worstInk(inks[theme], ground, theme);
    problems.push({ token: groundToken, ratio, proposed: nearest(ground, groundHolds) });
  }
  if (!textHolds(textInForce)) {
    const ratio = onText(textInForce);
    const token = text === undefined ? groundToken : textToken;
    const proposed = text === undefined ? null : nearest(text, textHolds);
    if (!problems.some((problem) => problem.token === token)) problems.push({ token, ratio, proposed });
  }
  contrast.push(...problems);
  if (problems.length > 0) return {};
  return {
    ...(ground === undefined ? {} : { [groundToken]: ground }),
    ...(text === undefined ? {} : { [textToken]: text }),
  };
}

/** The lowest contrast on a ground and on the grounds derived from it. */
function worstInk(texts: readonly string[], ground: string, theme: "light" | "dark"): number {
  const grounds = [ground, lighter(ground, theme === "light" ? -0.048 : 0.08)];
  return Math.min(...texts.flatMap((text) => grounds.map((one) => contrastOf(text, one))));
}
