import { type Unzipped, unzipSync } from "fflate";
import { readXml } from "./read-xml";

/** The most that a file may unpack to: a small one can hold a great deal. */
const mostBytes = 2 ** 29;

export type CellDate = "moment" | "day" | null;

/** The sheets, and what their cells refer to. */
export type Workbook = {
  /** the sheets' XML, in their order */
  readonly sheets: readonly Uint8Array[];
  readonly texts: readonly string[];
  /** by a cell's style: whether its number is a date */
  readonly dates: readonly CellDate[];
  /** counts days from 1904, as old Macintoshes did */
  readonly from1904: boolean;
};

/** Unpacks an XLSX file. Source: ECMA-376, part 1, 18. @throws Error if it is damaged, too large, or has no sheet */
export function openXlsx(bytes: Uint8Array): Workbook {
  const parts = unpack(bytes);
  const ids: string[] = [];
  const targets = new Map<string, string>();
  let from1904 = false;
  readXml(partOf(parts, "xl/workbook.xml"), {
    open(element, attributes) {
      if (element === "sheet") ids.push(attributes.id ?? "");
      if (element === "workbookPr") from1904 = /^(1|true)$/.test(attributes.date1904 ?? "");
    },
  });
  readXml(partOf(parts, "xl/_rels/workbook.xml.rels"), {
    open(element, { Id = "", Target = "" }) {
      const path = Target.startsWith("/") ? Target.slice(1) : `xl/${Target}`;
      if (element === "Relationship") targets.set(Id, path);
    },
  });
  const sheets = ids.map((id) => partOf(parts, targets.get(id) ?? ""));
  if (sheets.length === 0) throw new Error("An XLSX file has no sheet");
  const { "xl/sharedStrings.xml": strings, "xl/styles.xml": styles } = parts;
  return { sheets, texts: strings ? textsIn(strings) : [], dates: styles ? datesIn(styles) : [], from1904 };
}

function unpack(bytes: Uint8Array): Unzipped {
  let total = 0;
  return unzipSync(bytes, {
    filter({ name, originalSize }) {
      const isRead = /^xl\/.*\.(xml|rels)$/.test(name);
      if (isRead) total += originalSize;
      if (total > mostBytes)
        throw new Error(`An XLSX file may not have more than ${mostBytes} bytes unpacked`);
      return isRead;
    },
  });
}

function partOf(parts: Unzipped, path: string): Uint8Array {
  const part = parts[path];
  if (!part) throw new Error(`An XLSX file has no part ${path}`);
  return part;
}

/** The texts that the cells share, without their phonetic readings. */
function textsIn(part: Uint8Array): string[] {
  const texts: string[] = [];
  const inside: string[] = [];
  let text = "";
  readXml(part, {
    open: (element) => void inside.push(element),
    text(more) {
      if (inside.at(-1) === "t" && !inside.includes("rPh")) text += more;
    },
    close(element) {
      inside.pop();
      if (element !== "si") return;
      texts.push(text);
      text = "";
    },
  });
  return texts;
}

function datesIn(part: Uint8Array): CellDate[] {
  const own = new Map<number, CellDate>();
  const dates: CellDate[] = [];
  let isCells = false;
  readXml(part, {
    open(element, { numFmtId, formatCode = "" }) {
      if (element === "numFmt") own.set(Number(numFmtId), dateIn(formatCode));
      if (element === "cellXfs") isCells = true;
      if (element === "xf" && isCells) dates.push(own.get(Number(numFmtId)) ?? builtIn(Number(numFmtId)));
    },
    close(element) {
      if (element === "cellXfs") isCells = false;
    },
  });
  return dates;
}

/** Whether a number's format shows a date, and a time; ignores literal text and brackets. */
function dateIn(format: string): CellDate {
  const tokens = format.replace(/"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi, "");
  if (/[hs]/i.test(tokens)) return "moment";
  return /[dmy]/i.test(tokens) ? "day" : null;
}

/** The built-in formats, which have only a number. Source: ECMA-376, part 1, 18.8.30. */
function builtIn(id: number): CellDate {
  if ((id >= 14 && id <= 17) || (id >= 27 && id <= 31) || (id >= 50 && id <= 58) || id === 36) return "day";
  return (id >= 18 && id <= 22) || (id >= 32 && id <= 35) || (id >= 45 && id <= 47) ? "moment" : null;
}
