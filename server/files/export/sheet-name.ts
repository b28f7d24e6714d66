/**
 * Names that Excel reserves for the sheet on which it tracks changes, in each of its languages and any letter case. It
 * treats a workbook with such a sheet as damaged.
 */
const reserved: ReadonlySet<string> = new Set([
  "history",
  "журнал",
  "история",
  "журнал изменений",
  "verlauf",
  "historique",
  "historial",
  "cronologia",
  "histórico",
  "historie",
  "historia",
  "履歴",
]);

const most = 31;

/**
 * Names the `number`th sheet of a workbook: at most 31 UTF-16 units, none of `[]:*?/\`, no apostrophe at either end, and
 * no reserved name. Source: Excel's own limits, 'Rename a worksheet'.
 */
export function sheetName(title: string, number: number): string {
  const suffix = number === 1 ? "" : ` (${number})`;
  const name = fitting(title, most - suffix.length);
  const shown =
    suffix === "" && reserved.has(name.normalize("NFC").toLowerCase())
      ? `${fitting(name, most - 2)} 1`
      : name;
  return `${shown || "1"}${suffix}`;
}

function fitting(title: string, length: number): string {
  const bare = title
    .toWellFormed()
    .replace(/[\][:*?/\\\s\p{Cc}\ufffe\uffff]+/gu, " ")
    .trim();
  let cut = "";
  for (const letter of bare) {
    if (cut.length + letter.length > length) break;
    cut += letter;
  }
  return cut.replace(/^['\s]+|['\s]+$/g, "");
}
