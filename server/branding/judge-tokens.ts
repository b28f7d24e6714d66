import { type BrandToken, brandFonts, brandTokenNames, brandTokens } from "@/attributes/brand-contract";
import { contrastOf, lighter, nearest, readColour } from "./colours";

export type Tokens = Readonly<Partial<Record<BrandToken, string>>>;

/** A colour that cannot be read where it would stand, with one that can. */
export type ContrastProblem = {
  readonly token: BrandToken;
  /** the ratio that it has, where it is worst; 4.5 is asked for */
  readonly ratio: number;
  readonly proposed: string | null;
};

/** What is said of a brand's tokens. */
export type Judged = {
  /** those that count everywhere: sound values, and readable */
  readonly accepted: Tokens;
  readonly contrast: readonly ContrastProblem[];
};

const least = 4.5;

/** The product's own colours that stand as text on a brand's ground, see app/globals.css. */
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
 * Which tokens of a brand count outside its region, where the protected parts take them: a value of another kind than
 * the token's does not, and a colour only where everything that stands on it, or on what it stands on, is readable
 * (WCAG 2.2 AA). So no brand hides by its tokens what its rules cannot reach. Source: semantics, 'Branding'.
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

/** The values that are what their token is; colours as `#rrggbb`. */
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
      // any other family might be one in which nothing can be read: it counts in the region alone
      return Object.values(brandFonts).find((family) => family === value.trim()) ?? null;
    case "image":
      return null;
  }
}

function plainOnly(sound: Tokens): Tokens {
  return {
    ...(sound["--brand-font"] ? { "--brand-font": sound["--brand-font"] } : {}),
    ...(sound["--brand-radius"] ? { "--brand-radius": sound["--brand-radius"] } : {}),
  };
}

/** Any accent will do: of black and white one always holds 4.5:1 on it, and stands there where the brand's own does not. */
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

/** A ground and the text on it: both count, or neither. */
function judgeGround(sound: Tokens, theme: "light" | "dark", contrast: ContrastProblem[]): Tokens {
  const [groundToken, textToken] =
    theme === "light"
      ? (["--brand-surface", "--brand-text"] as const)
      : (["--brand-dark-surface", "--brand-dark-text"] as const);
  const [ground, text] = [sound[groundToken], sound[textToken]];
  if (ground === undefined && text === undefined) return {};
  const groundInForce = ground ?? own[theme].surface;
  const textInForce = text ?? own[theme].text;
  // of another theme's lightness everything would have to be another colour
  const groundHolds = (tried: string) => worstInk(inks[theme], tried, theme) >= least;
  // text stands on what is chosen among others, too, whatever the ground
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

/** The least contrast on a ground, and on the others that are made from it. */
function worstInk(texts: readonly string[], ground: string, theme: "light" | "dark"): number {
  const grounds = [ground, lighter(ground, theme === "light" ? -0.048 : 0.08)];
  return Math.min(...texts.flatMap((text) => grounds.map((one) => contrastOf(text, one))));
}
