import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Font } from "fontkit";

type FontFile = {
  /** from the project's folder: a static font, which fontkit embeds unchanged */
  readonly file: string;
  /** the letters that we use it for; absent: any */
  readonly letters?: RegExp;
};

const faces = "server/files/pdf/faces";

/** The fonts of a receipt, the preferred first. */
const fontFiles = {
  inter: { file: `${faces}/Inter-Regular.ttf` },
  arabic: {
    file: `${faces}/NotoSansArabic-Regular.ttf`,
    letters: /\p{scx=Arabic}/u,
  },
  hebrew: {
    file: `${faces}/NotoSansHebrew-Regular.ttf`,
    letters: /\p{scx=Hebrew}/u,
  },
  georgian: {
    file: `${faces}/NotoSansGeorgian-Regular.ttf`,
    letters: /\p{scx=Georgian}/u,
  },
  armenian: {
    file: `${faces}/NotoSansArmenian-Regular.ttf`,
    letters: /\p{scx=Armenian}/u,
  },
  thai: {
    file: `${faces}/NotoSansThai-Regular.ttf`,
    letters: /\p{scx=Thai}/u,
  },
  devanagari: {
    file: `${faces}/NotoSansDevanagari-Regular.ttf`,
    letters: /\p{scx=Devanagari}/u,
  },
  hangul: {
    file: "node_modules/@embedpdf/fonts-kr/fonts/NotoSansKR-Regular.otf",
    letters: /\p{scx=Hangul}/u,
  },
  han: {
    file: "node_modules/@embedpdf/fonts-sc/fonts/NotoSansHans-Regular.otf",
    letters: /[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Bopo}\u3000-\u33ff\ufe30-\ufe4f\uff00-\uffef]/u,
  },
  emoji: {
    file: `${faces}/NotoEmoji-Regular.ttf`,
    letters: /[\p{Emoji}\p{Regional_Indicator}\p{So}]/u,
  },
} as const satisfies Record<string, FontFile>;

export type FontName = keyof typeof fontFiles;

const names = Object.keys(fontFiles) as FontName[];

/** Where a font's file is. */
export function pathOfFont(name: FontName): string {
  return join(process.cwd(), fontFiles[name].file);
}

const loaded = new Map<FontName, Font>();
let fontkit: typeof import("fontkit") | undefined;

/** Loads what reads fonts, which is large, with the first receipt. Call it before anything else here. */
export async function readyFonts(): Promise<void> {
  fontkit ??= await import("fontkit");
}

/** A font, read when a text first needs it. */
export function fontOf(name: FontName): Font {
  const known = loaded.get(name);
  if (known) return known;
  const font = fontkit?.create(readFileSync(pathOfFont(name)));
  if (font === undefined) throw new Error("call readyFonts before");
  if (!("layout" in font)) throw new Error(`${fontFiles[name].file} holds several fonts`);
  loaded.set(name, font);
  return font;
}

/** Joiners and variation selectors shape the letters beside them; we can draw without those that a font lacks. */
const ignorable = /\p{Default_Ignorable_Code_Point}/u;

/** The font that has every letter of a cluster; null: none has. @param preferred the font of the text before it */
export function findFont(cluster: string, preferred?: FontName): FontName | null {
  const isNeutral = !/[\p{L}\p{M}\p{Emoji_Presentation}]/u.test(cluster);
  // a blank or a comma between two Arabic words need not break them apart
  if (isNeutral && preferred && preferred !== "emoji" && hasAll(preferred, cluster)) return preferred;
  return (
    names.find((name) => {
      const { letters }: FontFile = fontFiles[name];
      return (!letters || letters.test(cluster)) && hasAll(name, cluster);
    }) ?? null
  );
}

function hasAll(name: FontName, cluster: string): boolean {
  return [...cluster].every((letter) => ignorable.test(letter) || hasLetter(name, letter));
}

/** A text without the joiners and selectors that a font lacks. */
export function drawable(name: FontName, text: string): string {
  return [...text].filter((letter) => !ignorable.test(letter) || hasLetter(name, letter)).join("");
}

function hasLetter(name: FontName, letter: string): boolean {
  return fontOf(name).hasGlyphForCodePoint(letter.codePointAt(0) ?? 0);
}
