import type { Packed } from "./packed";
import { hearXml } from "./read-xml";

/** How a number is shown. */
export type NumberStyle = "plain" | "percent" | "day" | "moment" | "time" | { readonly digits: number };

/** The built-in formats that show more than the number. Source: ECMA-376, part 1, 18.8.30 */
const builtIn: readonly (readonly [from: number, to: number, style: NumberStyle])[] = [
  [9, 10, "percent"],
  [14, 17, "day"],
  [18, 21, "time"],
  [22, 22, "moment"],
  [27, 31, "day"],
  [32, 35, "time"],
  [36, 36, "day"],
  [45, 47, "time"],
  [50, 58, "day"],
];

/** Reads how each style of a workbook shows numbers, by its number. */
export async function readStyles(packed: Packed, path: string | null): Promise<readonly NumberStyle[]> {
  const formats = new Map<number, NumberStyle>();
  const styles: NumberStyle[] = [];
  if (path === null) return styles;
  let isInCells = false;
  await hearXml(packed.read(path, 32), {
    open(element, { numFmtId = "0", formatCode = "" }) {
      if (element === "numFmt") formats.set(Number(numFmtId), styleOf(formatCode));
      else if (element === "cellXfs") isInCells = true;
      else if (element === "xf" && isInCells) {
        const id = Number(numFmtId);
        const known = builtIn.find(([from, to]) => id >= from && id <= to)?.[2];
        styles.push(formats.get(id) ?? known ?? "plain");
      }
    },
    close(element) {
      if (element === "cellXfs") isInCells = false;
    },
  });
  return styles;
}

/** What a format shows: `dd.mm.yyyy` a day, `0.00%` a percentage, `00000` that many digits. */
export function styleOf(format: string): NumberStyle {
  // the part for positive numbers, without texts, colours and places
  const [positive = ""] = format.replace(/"[^"]*"|\\.|_.|\*./g, "").split(";");
  const letters = positive.replace(/\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi, "").toLowerCase();
  if (letters.includes("general")) return "plain";
  const hasTime = /[hs]/.test(letters);
  const hasDay = /[yd]/.test(letters) || (/m/.test(letters) && !hasTime);
  if (hasDay) return hasTime ? "moment" : "day";
  if (hasTime) return "time";
  if (letters.includes("%")) return "percent";
  return /^0{2,20}$/.test(letters) ? { digits: letters.length } : "plain";
}
