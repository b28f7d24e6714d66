import { strToU8, zipSync } from "fflate";
import { writeXlsx } from "hucre/xlsx";
import { describe, expect, it } from "vitest";
import { type ExportColumn, exportFile, exportTypes } from "@/server/files/export/export-file";
import { openTable, readTable } from "@/server/files/import/read-table";
import { Refusal } from "@/server/ground/refusal";
import { fc } from "@/tests/chance";
import { demand, run, runsWell } from "@/tests/foreign";

async function* pieces(bytes: Uint8Array, size = 10_000): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function rowsOf(bytes: Uint8Array, sheet?: string): Promise<string[][]> {
  const rows: string[][] = [];
  for await (const row of readTable(pieces(bytes), { name: "customers.xlsx", sheet })) rows.push(row);
  return rows;
}

async function refused(bytes: Uint8Array, sheet?: string): Promise<unknown> {
  const refusal = await rowsOf(bytes, sheet).then(
    () => null,
    (error: unknown) => error,
  );
  if (!(refusal instanceof Refusal)) throw refusal ?? new Error("nothing was refused");
  return refusal.reason;
}

const types = `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`;
const main = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const relation = (id: string, type: string, target: string) =>
  `<Relationship Id="${id}" Type="${main}/${type}" Target="${target}"/>`;

/** A workbook of one sheet, from the XML in its `sheetData`; `parts` add to it, or stand instead. */
function workbook(data: string, parts: Readonly<Record<string, string | Uint8Array>> = {}): Uint8Array {
  const texts: Record<string, string | Uint8Array> = {
    "[Content_Types].xml": types,
    "_rels/.rels": `<Relationships>${relation("rId1", "officeDocument", "xl/workbook.xml")}</Relationships>`,
    "xl/workbook.xml": `<workbook xmlns:r="${main}"><sheets><sheet name="One" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": `<Relationships>${relation("rId1", "worksheet", "worksheets/sheet1.xml")}${relation("rId2", "sharedStrings", "sharedStrings.xml")}${relation("rId3", "styles", "/xl/styles.xml")}</Relationships>`,
    "xl/worksheets/sheet1.xml": `<worksheet><sheetData>${data}</sheetData></worksheet>`,
    ...parts,
  };
  const bytes = Object.entries(texts).map(([path, text]) => [
    path,
    typeof text === "string" ? strToU8(text) : text,
  ]);
  // packed quickly
  return zipSync(Object.fromEntries(bytes), { level: 1 });
}

const cell = (place: string, text: string) => `<c r="${place}" t="inlineStr"><is><t>${text}</t></is></c>`;

describe("a workbook is read as its rows", () => {
  it("as hucre writes it: texts, numbers, booleans, days, and empty places", async () => {
    const bytes = await writeXlsx({
      sheets: [
        {
          name: "Customers",
          rows: [
            ["Name", "Balance", "On", "Since"],
            ["Ёж & Co", 1234.56, true, new Date(Date.UTC(2026, 10, 30))],
            [null, 0.1 + 0.2, false, null],
            [],
            ["last", -1e-7, null, null],
          ],
        },
        { name: "Other", rows: [["elsewhere"]] },
      ],
    });
    expect(await rowsOf(bytes)).toEqual([
      ["Name", "Balance", "On", "Since"],
      ["Ёж & Co", "1234.56", "TRUE", "2026-11-30"],
      ["", "0.3", "FALSE"],
      [],
      ["last", "-0.0000001"],
    ]);
    expect(await rowsOf(bytes, "other")).toEqual([["elsewhere"]]);
    expect(await refused(bytes, "third")).toEqual({
      key: "file_no_sheet",
      values: { sheet: "third", sheets: "Customers, Other" },
    });
  });

  const python = "/usr/bin/python3";
  const hasOpenpyxl = runsWell(python, "-c", "import openpyxl");
  it("as openpyxl writes it, with formats that show more than the number", async ({ skip }) => {
    demand({ what: "openpyxl", isThere: hasOpenpyxl, packages: "python3 python3-openpyxl" }, skip);
    const { said } = await run(python, ["-c", script]);
    const bytes = Buffer.from(said, "base64");
    expect(await rowsOf(bytes)).toEqual([
      ["Share", "Zip", "When", "Time", "Euro", "Text", "Number as text", "Day"],
      [
        "12.5%",
        "01234",
        "2026-11-30 13:45:10",
        "08:30:00",
        "1234.5",
        "two\nlines_x000D_",
        "007",
        "1999-12-31",
      ],
    ]);
  });

  it("by its list of shared texts, without the phonetic ones, and days since 1904", async () => {
    const bytes = workbook(
      `<row r="2"><c r="A2" t="s"><v>1</v></c><c r="C2" t="s"><v>0</v></c><c r="D2" s="1"><v>0</v></c></row>`,
      {
        "xl/sharedStrings.xml": `<sst><si><t xml:space="preserve"> a </t></si><si><r><t>b</t></r><r><t>c_x0009_</t></r><rPh><t>x</t></rPh></si></sst>`,
        "xl/styles.xml": `<styleSheet><cellStyleXfs><xf numFmtId="9"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>`,
        "xl/workbook.xml": `<workbook xmlns:r="${main}"><workbookPr date1904="1"/><sheets><sheet name="No" state="hidden" r:id="rId9"/><sheet name="One" r:id="rId1"/></sheets></workbook>`,
      },
    );
    expect(await rowsOf(bytes)).toEqual([[], ["bc\t", "", " a ", "1904-01-01"]]);
    const { format, headerRow } = await openTable(pieces(bytes), { name: "x" });
    expect({ format, headerRow }).toEqual({ format: "xlsx", headerRow: 2 });
  });

  it("with cells that tell no place, empty ones far to the right, and a merged title", async () => {
    const bytes = workbook("", {
      "xl/worksheets/sheet1.xml": `<x:worksheet xmlns:x="urn:x"><x:sheetData><x:row>${"<x:c/>".repeat(2)}<x:c><x:v>7</x:v></x:c></x:row><x:row><x:c r="XFD2" s="3"/></x:row></x:sheetData><x:mergeCells><x:mergeCell ref="A1:F1"/></x:mergeCells></x:worksheet>`,
    });
    expect(await rowsOf(bytes)).toEqual([["", "", "7"]]);
  });

  it("whatever is in its cells: what we write, we read", async () => {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: XML cannot carry these
    const unspeakable = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/;
    const text = fc
      .oneof(
        fc.string(),
        fc.string({ unit: "grapheme" }),
        fc.constantFrom("_x000D_", "=1", "'", "<&>", " a ", "a\r\nb"),
      )
      .filter((one) => one.isWellFormed() && !unspeakable.test(one));
    const row = fc.tuple(text, fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }), fc.integer());
    const columns: ExportColumn<[string, bigint, number]>[] = [
      { title: "Text", kind: "text", value: ([one]) => one },
      {
        title: "Amount",
        kind: "amount",
        value: ([, amount]) =>
          `${amount / 1000000n}.${String(amount < 0n ? -(amount % 1000000n) : amount % 1000000n).padStart(6, "0")}`,
      },
      { title: "Integer", kind: "integer", value: ([, , number]) => number },
    ];
    await fc.assert(
      fc.asyncProperty(fc.array(row, { maxLength: 20 }), async (rows) => {
        async function* batches() {
          yield rows;
        }
        const file = exportFile({
          format: exportTypes.xlsx,
          title: "T",
          columns,
          rows: batches(),
          timeZone: "UTC",
        });
        const bytes = new Uint8Array(await new Response(file.body).arrayBuffer());
        const [, ...read] = await rowsOf(bytes);
        expect(read.map(([one]) => one)).toEqual(rows.map(([one]) => one));
        expect(read.map(([, , number]) => Number(number))).toEqual(rows.map(([, , number]) => number));
        expect(read.map(([, amount]) => Math.round(Number(amount) * 1e6))).toEqual(
          rows.map(([, amount]) => {
            const sign = amount < 0n && amount / 1000000n === 0n ? -1n : 1n;
            return Number(amount * sign);
          }),
        );
      }),
      { numRuns: 30 },
    );
  });
});

describe("a workbook is refused in a sentence", () => {
  const whole = workbook(`<row r="1">${cell("A1", "x")}</row>`);
  it.each<[string, Uint8Array, object]>([
    ["that ends early", whole.subarray(0, 300), { key: "file_workbook" }],
    ["whose list points nowhere", overwritten(whole, -6, 0xff), { key: "file_workbook" }],
    [
      "that is no workbook but a document",
      zipSync({ "word/document.xml": strToU8("<a/>") }),
      { key: "file_foreign", values: { kind: "zip" } },
    ],
    [
      "of OpenDocument",
      zipSync({ mimetype: strToU8("x"), "content.xml": strToU8("<a/>") }),
      { key: "file_foreign", values: { kind: "ods" } },
    ],
    ["whose XML is broken", workbook("<row></c>"), { key: "file_workbook" }],
    [
      "whose XML ends early",
      workbook("", { "xl/worksheets/sheet1.xml": "<worksheet><sheetData><row>" }),
      { key: "file_workbook" },
    ],
    [
      "with entities of its own",
      workbook("", {
        "xl/worksheets/sheet1.xml": `<!DOCTYPE a [<!ENTITY lol "${"l".repeat(99)}"><!ENTITY lol2 "&lol;&lol;&lol;">]><worksheet><sheetData><row r="1">${cell("A1", "&lol2;")}</row></sheetData></worksheet>`,
      }),
      { key: "file_workbook" },
    ],
    [
      "with a cell beyond all columns",
      workbook(`<row r="1">${cell("ZZZZZZ1", "x")}</row>`),
      { key: "file_workbook" },
    ],
    [
      "with a cell in column 501",
      workbook(`<row r="1">${cell("SG1", "x")}</row>`),
      { key: "file_too_many_columns", values: { row: 1, max: 500 } },
    ],
    [
      "with a row beyond all",
      workbook(`<row r="1">${cell("A1", "x")}</row><row r="1048576">${cell("A1", "x")}</row>`),
      { key: "file_too_many_rows" },
    ],
    [
      "with a row of number 1e9",
      workbook(`<row r="1000000000">${cell("A1", "x")}</row>`),
      { key: "file_workbook" },
    ],
    ["whose rows go back", workbook(`<row r="2"/><row r="1"/>`), { key: "file_workbook" }],
    [
      "with a text that is not there",
      workbook(`<row r="1"><c r="A1" t="s"><v>5</v></c></row>`),
      { key: "file_workbook" },
    ],
    [
      "with a long cell",
      workbook(`<row r="3">${cell("B3", "x".repeat(65_537))}</row>`),
      { key: "file_long_cell", values: { row: 3, column: 2, max: 64 } },
    ],
    [
      "with half a character",
      workbook(`<row r="2">${cell("C2", "a_xD800_")}</row>`),
      { key: "file_half", values: { row: 2, column: 3 } },
    ],
    [
      "with a formula that nobody has computed",
      workbook(`<row r="1"><c r="A1"><f>1+1</f></c></row>`),
      { key: "file_formula", values: { row: 1, column: 1 } },
    ],
  ])("%s", async (_what, bytes, reason) => {
    expect(await refused(bytes)).toMatchObject(reason);
  });

  it("with cells merged over rows", async () => {
    const rows = [1, 2, 3].map((row) => `<row r="${row}">${cell(`A${row}`, "x")}</row>`).join("");
    const bytes = workbook("", {
      "xl/worksheets/sheet1.xml": `<worksheet><sheetData>${rows}</sheetData><mergeCells><mergeCell ref="B2:B3"/></mergeCells></worksheet>`,
    });
    expect(await refused(bytes)).toEqual({ key: "file_merged", values: { range: "B2:B3" } });
  });

  it("that unpacks to three hundred times itself, once 64 MB of it are read", async () => {
    const bomb = Buffer.concat([
      Buffer.from("<worksheet><sheetData>"),
      Buffer.alloc(100 * 1024 * 1024, " "),
      Buffer.from("</sheetData></worksheet>"),
    ]);
    const bytes = workbook("", { "xl/worksheets/sheet1.xml": bomb });
    expect(bytes.length).toBeLessThan(600_000);
    expect(await refused(bytes)).toMatchObject({ key: "file_unpacked" });
  });

  it("whatever byte of it is another, or reads its rows", async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length - 1), fc.integer({ min: 0, max: 255 }), async (at, byte) => {
        const read = await rowsOf(overwritten(whole, at - whole.length, byte)).catch(
          (error: unknown) => error,
        );
        expect(Array.isArray(read) || read instanceof Refusal ? "" : read).toBe("");
      }),
      { numRuns: 300 },
    );
  });
});

function overwritten(bytes: Uint8Array, at: number, byte: number): Uint8Array {
  const copy = Uint8Array.from(bytes);
  copy[bytes.length + at] = byte;
  return copy;
}

const script = `
import base64, datetime, io, openpyxl
book = openpyxl.Workbook()
sheet = book.active
sheet.append(["Share", "Zip", "When", "Time", "Euro", "Text", "Number as text", "Day"])
sheet.append([0.125, 1234, datetime.datetime(2026, 11, 30, 13, 45, 10), datetime.time(8, 30), 1234.5, "two\\nlines_x005F_x000D_", "007", datetime.date(1999, 12, 31)])
for place, form in (("A2", "0.0%"), ("B2", "00000"), ("E2", '#,##0.00\\\\ [$€-407]')): sheet[place].number_format = form
file = io.BytesIO()
book.save(file)
print(base64.b64encode(file.getvalue()).decode())
`;
