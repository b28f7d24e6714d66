import { spawnSync } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { strFromU8, unzipSync } from "fflate";
import { streamXlsxRows } from "hucre/xlsx";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fromMillionths, plainDecimal } from "@/attributes/reading/decimal";
import { withApostrophe, withoutApostrophe } from "@/server/files/export/apostrophe";
import {
  type ExportColumn,
  type ExportType,
  exportFile,
  exportTypes,
} from "@/server/files/export/export-file";
import { sheetName } from "@/server/files/export/sheet-name";
import { xlsxPieces } from "@/server/files/export/xlsx";
import { fc } from "@/tests/chance";
import { demand, runsWell } from "@/tests/foreign";
import { readTable } from "../../read-table";

const formats = Object.entries(exportTypes);
/** Values that a spreadsheet would compute, and the apostrophe that must not get lost. */
const given = ["+442071838750", "-12.5", "=1+1", "'=1+1"];
const one: ExportColumn<string>[] = [{ title: "Value", kind: "text", value: (text) => text }];

describe.each(formats)("a file of %s", (_name, format) => {
  it("brings back what a spreadsheet would compute, exactly", async () => {
    expect(await roundTrip(format, one, [given])).toEqual([["Value"], ...given.map((text) => [text])]);
  });

  it("brings back any text", async () => {
    const cells = fc.array(fc.array(text, { minLength: 3, maxLength: 3 }), { maxLength: 30 });
    await fc.assert(
      fc.asyncProperty(cells, async (rows) => {
        const read = await roundTrip(format, columnsOf(3), [rows]);
        expect(read).toEqual([["0", "1", "2"], ...rows]);
      }),
    );
  });

  it("brings back any single cell, an empty one too", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(text, { minLength: 1 }), async (rows) => {
        expect((await roundTrip(format, one, [rows])).slice(1)).toEqual(rows.map((cell) => [cell]));
      }),
    );
  });

  it("brings back amounts and whole numbers as plain numbers", async () => {
    const amount = fc.bigInt({ min: -(10n ** 24n), max: 10n ** 24n }).map(fromMillionths);
    const rows = fc.array(fc.tuple(amount, fc.integer()));
    const columns: ExportColumn<[string, number]>[] = [
      { title: "Amount", kind: "amount", value: ([money]) => money },
      { title: "Number", kind: "integer", value: ([, number]) => number },
    ];
    await fc.assert(
      fc.asyncProperty(rows, async (all) => {
        const bytes = await bytesOf(file(format, columns, [all]));
        const read = (await readTable(bytes)).slice(1);
        const plain = all.map(([money, number]) => [plainDecimal(money), String(number)]);
        // spreadsheets count with 15 digits; the file has them all
        const counted = plain.map((row) => row.map((cell) => plainDecimal(String(Number(cell)))));
        expect(read).toEqual(format === exportTypes.csv ? plain : counted);
        if (format === exportTypes.xlsx) expect(numbersIn(bytes)).toEqual(plain.flat());
      }),
    );
  });

  it("writes an amount among texts as a number", async () => {
    const columns: ExportColumn<string>[] = [
      { title: "Before", kind: "text", value: (text) => (text === "" ? { amount: "-12.500000" } : text) },
    ];
    const read = await roundTrip(format, columns, [["", "-12.5"]]);
    expect(read).toEqual([["Before"], ["-12.5"], ["-12.5"]]);
    const bytes = await bytesOf(file(format, columns, [["", "-12.5"]]));
    if (format === exportTypes.csv)
      expect(new TextDecoder().decode(bytes)).toBe("Before\r\n-12.5\r\n'-12.5\r\n");
    else
      expect((await allOf(streamXlsxRows(bytes))).map(({ values }) => values)).toEqual([
        ["Before"],
        [-12.5],
        ["-12.5"],
      ]);
  });

  it("brings back moments as the clocks of the time zone show them, over changes of the clocks", async () => {
    const moment = fc
      .date({ min: new Date("1970-01-01"), max: new Date("2100-01-01"), noInvalidDate: true })
      .map((date) => new Date(Math.floor(date.getTime() / 1000) * 1000));
    const near = fc
      .constantFrom(
        "2026-03-29T01:00:00Z",
        "2026-10-25T01:00:00Z",
        "2026-03-08T07:00:00Z",
        "2026-04-04T15:00:00Z",
      )
      .chain((at) => fc.integer({ min: -9_000, max: 9_000 }).map((s) => new Date(Date.parse(at) + s * 1000)));
    const zone = fc.constantFrom(
      "Europe/Berlin",
      "America/New_York",
      "Australia/Lord_Howe",
      "Asia/Kathmandu",
      "UTC",
    );
    await fc.assert(
      fc.asyncProperty(zone, fc.array(fc.oneof(moment, near)), async (timeZone, rows) => {
        const columns: ExportColumn<Date>[] = [
          { title: "At", kind: "moment", value: (at) => at },
          { title: "Day", kind: "day", value: (at) => at },
        ];
        const read = await roundTrip(format, columns, [rows], timeZone);
        const wall = (at: Date) => at.toLocaleString("sv-SE", { timeZone });
        expect(read.slice(1)).toEqual(rows.map((at) => [wall(at), wall(at).slice(0, 10)]));
      }),
    );
  });

  it("of 200,000 rows asks for a batch when the reader wants more, and holds two at most", async () => {
    const source = counted(200, 1_000);
    const { body } = exportFile({ format, title: "Many", columns: one, rows: source.rows, timeZone: "UTC" });
    await new Promise((later) => setImmediate(later));
    expect(source.asked).toBe(0);
    let most = 0;
    let taken = 0;
    for await (const piece of body) {
      taken += piece.length;
      most = Math.max(most, source.ahead);
      source.ahead = 0;
    }
    expect(source.asked).toBe(200);
    expect(taken).toBeGreaterThan(100_000);
    expect(most).toBeLessThanOrEqual(2);
  });

  it.each([0, 1, 3])("returns the rows' iterator when the reader goes after %i pieces", async (pieces) => {
    const source = counted(200, 1_000);
    const { body } = exportFile({ format, title: "Many", columns: one, rows: source.rows, timeZone: "UTC" });
    const reader = body.getReader();
    for (let piece = 0; piece < pieces; piece += 1) await reader.read();
    await reader.cancel();
    expect(source.returned).toBe(1);
    expect(source.asked).toBeLessThan(20);
  });

  it("fails where its rows fail, and is not ended", async () => {
    async function* rows() {
      yield ["a"];
      throw new Error("the database is away");
    }
    const { body } = exportFile({ format, title: "Some", columns: one, rows: rows(), timeZone: "UTC" });
    await expect(bytesOf(body)).rejects.toThrow("the database is away");
  });
});

describe("CSV", () => {
  it("is as RFC 4180 has it, with a byte order mark, plain amounts and apostrophes before texts alone", async () => {
    const columns: ExportColumn<string>[] = [
      { title: "Text", kind: "text", value: (text) => text },
      { title: "Amount", kind: "amount", value: () => "-12.500000" },
    ];
    const rows = [...given, 'a "b", c', "a\nb", ""];
    const bytes = await bytesOf(file(exportTypes.csv, columns, [rows]));
    expect(new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes)).toBe(
      "\uFEFFText,Amount\r\n+442071838750,-12.5\r\n'-12.5,-12.5\r\n'=1+1,-12.5\r\n''=1+1,-12.5\r\n" +
        '"a ""b"", c",-12.5\r\n"a\nb",-12.5\r\n,-12.5\r\n',
    );
  });

  it.each([
    ["=1+1", "'=1+1"],
    ["''@x", "'''@x"],
    ["\tx", "'\tx"],
    ["\rx", "'\rx"],
    ["+44 (0)20 7183-8750", "+44 (0)20 7183-8750"],
    ["'+442071838750", "''+442071838750"],
    ["+442071838750+1", "'+442071838750+1"],
    ["+1", "'+1"],
    ["O'Hara", "O'Hara"],
    ["'quoted'", "'quoted'"],
    [" =1", " =1"],
  ])("the text %j stands there as %j, and comes back", (text, cell) => {
    expect(withApostrophe(text)).toBe(cell);
    expect(withoutApostrophe(cell)).toBe(text);
  });

  it("what comes from elsewhere loses an apostrophe only where the rule would have added it", () => {
    for (const text of ["'+442071838750", "'tis", "=1+1", "-5"]) expect(withoutApostrophe(text)).toBe(text);
  });
});

describe("XLSX", () => {
  let folder = "";
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "trellis-xlsx-"));
  });
  afterAll(async () => await rm(folder, { recursive: true }));

  const kinds: ExportColumn<string>[] = [
    { title: "Text", kind: "text", value: (text) => text },
    { title: "Amount", kind: "amount", value: () => "-12.500000" },
    { title: "At", kind: "moment", value: () => new Date("2026-07-01T10:30:00Z") },
    { title: "Day", kind: "day", value: () => "2026-11-23" },
  ];

  it("gives another program texts as texts, amounts as numbers, and moments as dates", async () => {
    const bytes = await bytesOf(file(exportTypes.xlsx, kinds, [given], "Europe/Berlin"));
    const rows = await allOf(streamXlsxRows(bytes));
    expect(rows.slice(1).map(({ values }) => values)).toEqual(
      given.map((text) => [text, -12.5, new Date("2026-07-01T12:30:00Z"), new Date("2026-11-23")]),
    );
  });

  it("shows an amount below zero with a true minus, while it stays a number", async () => {
    const parts = unzipSync(await bytesOf(file(exportTypes.xlsx, kinds, [given])));
    const [, shown] =
      /formatCode="([^"]*0\.00[^"]*)"/.exec(strFromU8(parts["xl/styles.xml"] ?? new Uint8Array())) ?? [];
    expect(shown).toBe("#,##0.00####;&quot;−&quot;#,##0.00####");
    expect(strFromU8(parts["xl/worksheets/sheet1.xml"] ?? new Uint8Array())).toContain("<v>-12.5");
  });

  it("is a sound zip of sound XML, with every text typed as text, for Python too", async ({ skip }) => {
    demand({ what: "Python", isThere: runsWell("python3", "--version"), packages: "python3" }, skip);
    const texts = [...given, "<&>\"'", "_x0041_", "a\r\nb", "\0\u001f\uffff", " x ", "Привет 𝄞"];
    const path = join(folder, "sound.xlsx");
    await writeFile(path, await bytesOf(file(exportTypes.xlsx, kinds, [texts])));
    const { stdout, stderr } = spawnSync("python3", ["-c", python, path], { encoding: "utf8" });
    expect(stderr).toBe("");
    const cells = [...given, "<&>\"'", "_x005F_x0041_", "a\r\nb", "\ufffd\ufffd\ufffd", " x ", "Привет 𝄞"];
    expect(JSON.parse(stdout)).toEqual([["inlineStr", "Text"], ...cells.map((text) => ["inlineStr", text])]);
  });

  it("goes on in a further sheet, with the titles, where one is full; and is read as one", async () => {
    const columns = columnsOf(2);
    for (const count of [0, 1, 8, 9, 10, 27, 28]) {
      const rows = Array.from({ length: count }, (_, index) => [String(index), ""]);
      const sheet = {
        title: "A very long title: of a [sheet]/",
        columns,
        rows: inFives(rows),
        timeZone: "UTC",
      };
      const bytes = Buffer.concat(await allOf(xlsxPieces(sheet, 10)));
      expect(await readTable(bytes)).toEqual([["0", "1"], ...rows]);
    }
  });

  it.each([
    ["History", "History 1"],
    ["hiSTORY", "hiSTORY 1"],
    ["'History'", "History 1"],
    ["His[to]ry", "His to ry"],
    ["История", "История 1"],
    ["Журнал", "Журнал 1"],
    ["Customers", "Customers"],
    ["'", "1"],
    [`${"x".repeat(30)}😀`, "x".repeat(30)],
  ])("a sheet titled %j is called %j", (title, name) => {
    expect(sheetName(title, 1)).toBe(name);
  });

  it("calls no sheet what Excel forbids, whatever the title", async () => {
    const title = fc.string({ unit: fc.constantFrom(..."History'[]:*?/\\ \u0001😀й") });
    const number = fc.constantFrom(1, 2, 999);
    await fc.assert(
      fc.asyncProperty(title, number, async (any, sheet) => {
        const name = sheetName(any, sheet);
        expect(name).toMatch(/^(?!')[^\][:*?/\\\p{Cc}\p{Cs}]{1,31}(?<!')$/u);
        expect(name.length).toBeLessThanOrEqual(31);
        expect(name.trim()).not.toMatch(/^history$/i);
      }),
    );
  });

  it("has the most that a cell can hold of a text that is too long", async () => {
    const [, [cell = ""] = []] = await roundTrip(exportTypes.xlsx, one, [["x".repeat(40_000)]]);
    expect(cell).toHaveLength(32_767);
    expect(cell.endsWith("x…")).toBe(true);
  });
});

/** Keeps what XML 1.0 can carry, so that both formats can. */
const text = fc
  .oneof(fc.string({ unit: "binary" }), fc.string({ unit: fc.constantFrom(..."'=+-@\t\r\n\",;x_0041 ") }))
  // biome-ignore lint/suspicious/noControlCharactersInRegex: we drop exactly these
  .map((any) => any.replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, ""));

function columnsOf(count: number): ExportColumn<readonly string[]>[] {
  return Array.from({ length: count }, (_, index) => ({
    title: String(index),
    kind: "text",
    value: (row) => row[index] ?? null,
  }));
}

function file<Row>(
  format: ExportType,
  columns: readonly ExportColumn<Row>[],
  batches: readonly (readonly Row[])[],
  timeZone = "UTC",
): ReadableStream<Uint8Array> {
  async function* rows() {
    yield* batches;
  }
  return exportFile({ format, title: "Values", columns, rows: rows(), timeZone }).body;
}

async function roundTrip<Row>(
  format: ExportType,
  columns: readonly ExportColumn<Row>[],
  batches: readonly (readonly Row[])[],
  timeZone?: string,
): Promise<string[][]> {
  const bytes = await bytesOf(file(format, columns, batches, timeZone));
  const rows = await readTable(bytes);
  // hucre leaves out empty rows at the end
  const count = format === exportTypes.csv ? 0 : partsOf(bytes, /<row /g).length;
  while (rows.length < count) rows.push(columns.map(() => ""));
  return rows;
}

/** The numbers of a first sheet, as the file spells them. */
function numbersIn(bytes: Uint8Array): string[] {
  return partsOf(bytes, /<v>([^<]*)<\/v>/g).map(([, number = ""]) => number);
}

function partsOf(bytes: Uint8Array, part: RegExp): RegExpMatchArray[] {
  const sheet = strFromU8(unzipSync(bytes)["xl/worksheets/sheet1.xml"] ?? new Uint8Array());
  return [...sheet.matchAll(part)];
}

async function bytesOf(body: ReadableStream<Uint8Array>): Promise<Uint8Array> {
  return Buffer.concat(await allOf(body));
}

async function allOf<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const all: Item[] = [];
  for await (const item of items) all.push(item);
  return all;
}

async function* inFives<Row>(rows: readonly Row[]): AsyncGenerator<readonly Row[]> {
  for (let from = 0; from < rows.length; from += 5) yield rows.slice(from, from + 5);
}

/** Rows that count how many the reader has taken. */
function counted(batches: number, size: number) {
  const source = {
    asked: 0,
    /** batches read since the last piece of output */
    ahead: 0,
    returned: 0,
    rows: {
      [Symbol.asyncIterator]: (): AsyncIterator<readonly string[]> => ({
        async next() {
          if (source.asked === batches) return { done: true, value: undefined };
          source.asked += 1;
          source.ahead += 1;
          return { done: false, value: Array.from({ length: size }, (_, row) => `${source.asked} ${row}`) };
        },
        async return() {
          source.returned += 1;
          return { done: true, value: undefined };
        },
      }),
    },
  };
  return source;
}

/** Reads the first column with Python's own zip and XML, after it has checked every part. */
const python = `
import json, sys, zipfile
from xml.etree import ElementTree
file = zipfile.ZipFile(sys.argv[1])
assert file.testzip() is None
for name in file.namelist(): ElementTree.fromstring(file.read(name))
ns = {"s": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
sheet = ElementTree.fromstring(file.read("xl/worksheets/sheet1.xml"))
cells = [row.find("s:c", ns) for row in sheet.iterfind("s:sheetData/s:row", ns)]
assert not list(sheet.iter("{%s}f" % ns["s"]))
print(json.dumps([[cell.get("t"), cell.findtext("s:is/s:t", None, ns)] for cell in cells]))
`;
