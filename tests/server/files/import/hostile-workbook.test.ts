import { strToU8, zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { readTable } from "@/server/files/import/read-table";
import { Refusal } from "@/server/ground/refusal";

const MiB = 1024 * 1024;
const some = "y".repeat(20 * MiB);
const main = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const relation = (id: string, type: string, target: string) =>
  `<Relationship Id="${id}" Type="${main}/${type}" Target="${target}"/>`;

/** A workbook of one sheet with this XML. */
function workbook(sheet: string): Uint8Array {
  const parts = {
    "_rels/.rels": `<Relationships>${relation("rId1", "officeDocument", "xl/workbook.xml")}</Relationships>`,
    "xl/workbook.xml": `<workbook xmlns:r="${main}"><sheets><sheet name="One" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": `<Relationships>${relation("rId1", "worksheet", "worksheets/sheet1.xml")}</Relationships>`,
    "xl/worksheets/sheet1.xml": sheet,
  };
  const bytes = Object.entries(parts).map(([path, text]) => [path, strToU8(text)]);
  return zipSync(Object.fromEntries(bytes), { level: 1 });
}

/** What became of a workbook, and by how many MiB the process has grown meanwhile. */
async function read(bytes: Uint8Array): Promise<{ readonly grown: number; readonly refusal: unknown }> {
  const before = process.memoryUsage().rss;
  let peak = before;
  const watch = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage().rss);
  }, 10);
  const refusal = await (async () => {
    for await (const _ of readTable(inOnePiece(bytes), { name: "customers.xlsx" }));
    return null;
  })().catch((error: unknown) => error);
  clearInterval(watch);
  peak = Math.max(peak, process.memoryUsage().rss);
  return { grown: (peak - before) / MiB, refusal };
}

async function* inOnePiece(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

const row = `<row r="1"><c r="A1" t="inlineStr"><is><t>name</t></is></c></row>`;
const data = `<sheetData>${row}</sheetData>`;
const inCell = (text: string) =>
  `<worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>${text}</t></is></c></row></sheetData></worksheet>`;
/** ends a declaration, so that a parser may take what follows for a document's text, and goes on with the document type */
const between = `<!x> <!---->`;

describe("a workbook takes less than 100 MiB and is refused", () => {
  it.each([
    ["a comment", `<worksheet><!--${some}-->${data}</worksheet>`, "workbook"],
    ["an attribute", `<worksheet x="${some}">${data}</worksheet>`, "workbook"],
    ["the name of an attribute", `<worksheet ${some}="x">${data}</worksheet>`, "workbook"],
    ["the name of an element", `<worksheet><${some}/>${data}</worksheet>`, "workbook"],
    ["the name of an entity", inCell(`&${some};`), "workbook"],
    ["an instruction", `<worksheet><?x ${some}?>${data}</worksheet>`, "workbook"],
    ["a declaration", `<worksheet><!${some}>${data}</worksheet>`, "workbook"],
    ["a document type", `<!DOCTYPE x [${some}]><worksheet>${data}</worksheet>`, "workbook"],
    [
      "a document type in pieces",
      `<!DOCTYPE x [${`${"y".repeat(8_000)}${between}`.repeat(2_500)}]><worksheet>${data}</worksheet>`,
      "workbook",
    ],
    ["elements in elements", `<worksheet>${"<a>".repeat(1_000_000)}${"</a>".repeat(1_000_000)}`, "workbook"],
    [
      "attributes",
      `<worksheet ${Array.from({ length: 1_000_000 }, (_, at) => `a${at}="x"`).join(" ")}>${data}</worksheet>`,
      "workbook",
    ],
    ["CDATA", inCell(`<![CDATA[${some}]]>`), "long_cell"],
    ["a text", inCell(some), "long_cell"],
  ])("where it has 20 MiB of %s", { timeout: 60_000 }, async (_what, sheet, problem) => {
    const { grown, refusal } = await read(workbook(sheet));
    expect(refusal).toBeInstanceOf(Refusal);
    expect(refusal).toMatchObject({ code: 400, attribute: "file", reason: { key: `file_${problem}` } });
    expect(grown).toBeLessThan(100);
  });

  it("where a row holds more than one of CSV may, though each cell may be so long", async () => {
    const cells = Array.from(
      { length: 18 },
      () => `<c t="inlineStr"><is><t>${"x".repeat(60_000)}</t></is></c>`,
    );
    const sheet = `<worksheet><sheetData>${row}<row r="2">${cells.join("")}</row></sheetData></worksheet>`;
    expect((await read(workbook(sheet))).refusal).toMatchObject({
      reason: { key: "file_long_row", values: { row: 2, max: 1024 } },
    });
  });

  it("but one with a long comment, many attributes and deep elements is read", async () => {
    const attributes = Array.from({ length: 500 }, (_, at) => `a${at}="x"`).join(" ");
    const deep = `${"<x>".repeat(50)}${"</x>".repeat(50)}`;
    const sheet = `<worksheet ${attributes}><!--${"y".repeat(500_000)}-->${deep}${data}</worksheet>`;
    expect(await read(workbook(sheet))).toMatchObject({ refusal: null });
  });
});
