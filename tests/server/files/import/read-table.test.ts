import { describe, expect, it } from "vitest";
import { withinBytes } from "@/server/files/import/limits/bounds";
import { openTable, readTable } from "@/server/files/import/read-table";
import { Refusal } from "@/server/ground/refusal";
import { fc } from "@/tests/chance";

const encoder = new TextEncoder();

/** A file's bytes in pieces of this size. */
async function* pieces(bytes: Uint8Array, size = bytes.length || 1): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function listOf<One>(all: AsyncIterable<One>): Promise<One[]> {
  const list: One[] = [];
  for await (const one of all) list.push(one);
  return list;
}

async function rowsOf(file: string | Uint8Array, size?: number): Promise<string[][]> {
  const bytes = typeof file === "string" ? encoder.encode(file) : file;
  return await listOf(readTable(pieces(bytes, size), { name: "customers.csv" }));
}

/** The refusal's key and values. */
async function refused(file: string | Uint8Array): Promise<unknown> {
  const refusal = await rowsOf(file).then(
    () => null,
    (error: unknown) => error,
  );
  if (!(refusal instanceof Refusal)) throw refusal ?? new Error("nothing was refused");
  expect(refusal.attribute).toBe("file");
  return refusal.reason;
}

const table = [
  ["Имя", "Note", "Баланс"],
  ["Ёж и К°", 'said "hi", twice', "1,5"],
  ["Müller", "two\nlines", "-2"],
];

describe("a CSV file is read as its rows", () => {
  it.each([",", ";", "\t", "|"])("whose cells %j separates, which nobody tells", async (delimiter) => {
    const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`;
    for (const end of ["\n", "\r\n", "\r"]) {
      const file = table.map((row) => row.map(quoted).join(delimiter)).join(end);
      expect(await rowsOf(file, 3)).toEqual(table);
      expect(await rowsOf(file + end)).toEqual(table);
    }
  });

  it("by semicolons where amounts have commas", async () => {
    expect(await rowsOf("name;balance;limit\na;1,5;2,25\nb;3,75;4,1\n")).toEqual([
      ["name", "balance", "limit"],
      ["a", "1,5", "2,25"],
      ["b", "3,75", "4,1"],
    ]);
  });

  it("by what Excel's own first line tells", async () => {
    expect(await rowsOf("sep=|\r\na,b|c\r\n1,2|3\r\n")).toEqual([
      ["a,b", "c"],
      ["1,2", "3"],
    ]);
  });

  const russian = "Логин;Имя\r\nivanov;Иванов Ёж\r\n";
  const western = "login;name\r\nmueller;Müller & Søn\r\nfrançois;François\r\n";
  it.each<[string, Uint8Array, string[]]>([
    ["UTF-8", encoder.encode(russian), ["ivanov", "Иванов Ёж"]],
    ["UTF-8 with a byte order mark", encoder.encode(`\uFEFF${russian}`), ["ivanov", "Иванов Ёж"]],
    ["UTF-16", Buffer.from(`\uFEFF${russian}`, "utf16le"), ["ivanov", "Иванов Ёж"]],
    ["UTF-16 without a mark", Buffer.from(russian, "utf16le"), ["ivanov", "Иванов Ёж"]],
    [
      "UTF-16, the other way round",
      Buffer.from(`\uFEFF${russian}`, "utf16le").swap16(),
      ["ivanov", "Иванов Ёж"],
    ],
    ["Windows-1251", windows1251(russian), ["ivanov", "Иванов Ёж"]],
    ["Windows-1252", Buffer.from(western, "latin1"), ["mueller", "Müller & Søn"]],
  ])("in %s", async (_name, bytes, second) => {
    for (const size of [1, 7, 4096]) {
      const [header, row] = await rowsOf(bytes, size);
      expect(header).toHaveLength(2);
      expect(header?.[0]).toMatch(/^(Логин|login)$/);
      expect(row).toEqual(second);
    }
  });

  it("of several lengths, with empty ones in their places, and none at the end", async () => {
    expect(await rowsOf("\n,,\na,b\n\n1\n1,2,3,\n,,,\n\n")).toEqual([
      [],
      [],
      ["a", "b"],
      [],
      ["1"],
      ["1", "2", "3"],
    ]);
  });

  it("without the apostrophes that keep spreadsheets from computing", async () => {
    expect(await rowsOf("a\n'=1+1\n'tis\n''-2\n'+442071838750\n")).toEqual([
      ["a"],
      ["=1+1"],
      ["'tis"],
      ["'-2"],
      ["'+442071838750"],
    ]);
  });

  it("whatever is in their cells, and wherever the pieces of the file end", async () => {
    const cell = fc.string({
      unit: fc.constantFrom("a", "ё", "🦔", '"', ",", ";", "\t", "\n", "\r", " ", "'", "=", "|"),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(cell, { minLength: 3, maxLength: 3 }), { minLength: 1, maxLength: 20 }),
        fc.integer({ min: 1, max: 50 }),
        async (rows, size) => {
          const titles = ["a", "b", "c"];
          const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
          // one apostrophe more, which reading takes off again
          const written = (text: string) => quoted(/^'*[=\t\r]/.test(text) ? `'${text}` : text);
          const file = [titles, ...rows].map((row) => row.map(written).join(",")).join("\r\n");
          const read = await rowsOf(file, size);
          const full = (row: string[]) => [...row, "", "", ""].slice(0, 3);
          const expected = [titles, ...rows];
          while (expected.at(-1)?.every((one) => one === "")) expected.pop();
          expect(read.map(full)).toEqual(expected);
        },
      ),
    );
  });
});

describe("a table", () => {
  it("has its headers in the first row that is not empty, and numbers its rows as a spreadsheet does", async () => {
    const { headers, headerRow, format, rows } = await openTable(
      pieces(encoder.encode("\n\n Name ,Login\na,b\n\nc,d\n")),
      { name: "x" },
    );
    expect({ headers, headerRow, format }).toEqual({
      headers: ["Name", "Login"],
      headerRow: 3,
      format: "csv",
    });
    expect(await listOf(rows)).toEqual([
      { row: 4, cells: ["a", "b"] },
      { row: 6, cells: ["c", "d"] },
    ]);
  });
});

describe("a file is refused in a sentence", () => {
  it.each<[string, string | Uint8Array, object]>([
    ["that is empty", "", { key: "file_empty" }],
    [
      "whose quotation mark is not closed",
      'a,b\n1,"2\n3,4\n',
      { key: "file_quote_open", values: { row: 2 } },
    ],
    ["with text after a quoted cell", 'a,b\n1,"2"3\n', { key: "file_quote_after", values: { row: 2 } }],
    [
      "with a quotation mark within a cell",
      'a,b\n1,2\n19" rack,2\n',
      { key: "file_quote_inside", values: { row: 3 } },
    ],
    ["with a NUL", "a,b\n1,2\0\n", { key: "file_binary" }],
    [
      "with half a character",
      Buffer.concat([encoder.encode("é,ü\nñññ,ß"), Buffer.from([0xc3, 0x0a])]),
      { key: "file_characters", values: { encoding: "UTF-8", near: "é,ü\nñññ,ß" } },
    ],
    [
      "in UTF-16 with a lone surrogate",
      Buffer.from(`\uFEFFname,a\nx\uD800y,b`, "utf16le"),
      { key: "file_characters", values: { encoding: "UTF-16LE", near: "name,a\nx" } },
    ],
    ["that is a PDF", "%PDF-1.7\n…", { key: "file_foreign", values: { kind: "pdf" } }],
    [
      "that is an old workbook",
      Buffer.from("d0cf11e0a1b11ae10000", "hex"),
      { key: "file_foreign", values: { kind: "xls" } },
    ],
    ["that is a web page", "\uFEFF <html><table>", { key: "file_foreign", values: { kind: "html" } }],
    [
      "with 501 columns",
      `${",".repeat(500)}x`,
      { key: "file_too_many_columns", values: { row: 1, max: 500 } },
    ],
    [
      "with a cell of 64 KiB and more",
      `a,b\n1,${"ж".repeat(32_769)}`,
      { key: "file_long_cell", values: { row: 2, column: 2, max: 64 } },
    ],
    [
      "with an endless row",
      `a\n"${"x\n".repeat(600_000)}`,
      { key: "file_long_row", values: { row: 2, max: 1024 } },
    ],
    [
      "with 100,001 rows",
      `a\n${"1\n".repeat(100_001)}`,
      { key: "file_too_many_rows", values: { max: 100_000 } },
    ],
  ])("%s", async (_what, file, reason) => {
    expect(await refused(file)).toMatchObject(reason);
  });

  it("at once, though whoever sends it has stopped in the middle", async () => {
    async function* stalled() {
      yield encoder.encode(`a,b\n1,"2"3\n${"4,5\n".repeat(50_000)}`);
      await new Promise(() => {});
    }
    const reading = listOf(readTable(stalled(), { name: "x" }));
    await expect(reading).rejects.toMatchObject({ reason: { key: "file_quote_after" } });
  });

  it("that is larger than 50 MB, before it is read to its end", async () => {
    const megabyte = encoder.encode(`${"x".repeat(1023)}\n`.repeat(1024));
    let sent = 0;
    async function* endless() {
      for (;;) {
        sent += 1;
        yield megabyte;
      }
    }
    await expect(listOf(withinBytes(endless()))).rejects.toMatchObject({
      reason: { key: "file_too_large", values: { max: 50 } },
    });
    expect(sent).toBeLessThan(60);
  });
});

function windows1251(text: string): Uint8Array {
  const letters = new Map<string, number>();
  const decoder = new TextDecoder("windows-1251");
  for (let byte = 0; byte < 256; byte += 1) letters.set(decoder.decode(new Uint8Array([byte])), byte);
  return Uint8Array.from(text, (letter) => letters.get(letter) ?? 0x3f);
}
