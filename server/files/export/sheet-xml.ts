import { plainDecimal } from "@/attributes/reading/decimal";
import { wallTime } from "../../ground/time/clock";
import { serialOf } from "../spreadsheet-days";
import { type CellKind, dayText, type ExportColumn, isAmount } from "./export-column";
import { styles } from "./workbook-xml";
import { xmlText } from "./xml-text";

/** The most rows of a sheet, including the one with the titles. */
export const mostRows = 1_048_576;

const widths = { text: 24, amount: 16, integer: 12, moment: 20, day: 12 } satisfies Record<CellKind, number>;

/** The beginning of a sheet: columns as wide as their kind needs, and the titles, which stay in view. */
export function sheetStart<Row>(columns: readonly ExportColumn<Row>[]): string {
  const cols = columns.map(({ title, kind }, index) => {
    const width = Math.min(60, Math.max(widths[kind], title.length + 3));
    return `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"/>`;
  });
  const titles = columns.map(({ title }, index) => textCell(placeOf(index, 1), title, styles.title));
  return (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>' +
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">' +
    '<sheetViews><sheetView workbookViewId="0">' +
    '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>' +
    '<selection pane="bottomLeft" activeCell="A2" sqref="A2"/></sheetView></sheetViews>' +
    `<cols>${cols.join("")}</cols><sheetData><row r="1">${titles.join("")}</row>`
  );
}

export const sheetEnd = "</sheetData></worksheet>";

/** @param number the row's, from 1 */
export function rowXml<Row>(
  columns: readonly ExportColumn<Row>[],
  row: Row,
  number: number,
  timeZone: string,
): string {
  const cells = columns.map((column, index) => cell(column, row, placeOf(index, number), timeZone));
  return `<row r="${number}">${cells.join("")}</row>`;
}

function cell<Row>({ kind, value }: ExportColumn<Row>, row: Row, place: string, timeZone: string): string {
  const given = value(row);
  if (given === null || given === "") return "";
  if (isAmount(given)) return numberCell(place, plainDecimal(given.amount), styles.amount);
  switch (kind) {
    case "text":
      return textCell(place, String(given), styles.text);
    case "amount":
    case "integer":
      return numberCell(place, plainDecimal(String(given)), styles[kind]);
    case "moment":
      return given instanceof Date
        ? dateCell(place, wallTime(given, timeZone), "moment")
        : textCell(place, String(given), styles.text);
    case "day":
      return dateCell(place, Date.parse(`${dayText(given, timeZone)}T00:00:00Z`), "day");
    default:
      return kind satisfies never;
  }
}

/** A cell with the type and the style of text, so no spreadsheet computes it, not even after people edit it. */
function textCell(place: string, text: string, style: number): string {
  return `<c r="${place}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${xmlText(text)}</t></is></c>`;
}

function numberCell(place: string, number: string, style: number): string {
  return `<c r="${place}" s="${style}"><v>${number}</v></c>`;
}

/** Writes text for a date that spreadsheets cannot count. @param wall what the clock shows, see `wallTime` */
function dateCell(place: string, wall: number, kind: "moment" | "day"): string {
  const serial = serialOf(wall);
  if (serial !== null) return numberCell(place, String(serial), styles[kind]);
  if (Number.isNaN(wall)) return "";
  const text = new Date(wall).toISOString().slice(0, kind === "day" ? 10 : 19);
  return textCell(place, text.replace("T", " "), styles.text);
}

function placeOf(column: number, row: number): string {
  return `${columnName(column)}${row}`;
}

function columnName(column: number): string {
  const last = String.fromCharCode(65 + (column % 26));
  return column < 26 ? last : columnName(Math.floor(column / 26) - 1) + last;
}
