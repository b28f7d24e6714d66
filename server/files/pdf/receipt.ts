import type PDFDocument from "pdfkit";
import { linesOf } from "./break-lines";
import { readyFonts } from "./fonts";
import { readParagraph, unitsOf, widthOf } from "./text-units";
import { writerFor } from "./write-units";

/** Seller or buyer: their role, name and address. */
export type ReceiptParty = {
  readonly label: string;
  readonly name: string;
  readonly lines: readonly string[];
};

/** What a receipt says, in the reader's words. */
export type ReceiptText = {
  readonly brand: string;
  readonly title: string;
  readonly parties: readonly ReceiptParty[];
  /** the amount, in large type, and what it is */
  readonly amount: string;
  readonly kind: string;
  readonly rows: readonly (readonly [label: string, value: string])[];
  /** colour of the rule below the heading, `#rrggbb` */
  readonly accent: string;
  /** whom to ask, at the foot */
  readonly contact: string;
  readonly language: string;
  readonly at: Date;
};

const margin = 56;
const ink = { text: "#1b1d23", muted: "#5e636e", line: "#e2e4e9" };

/** Draws a receipt as a PDF on A4. People can search and copy its text unchanged. */
export async function drawReceipt(receipt: ReceiptText): Promise<Buffer> {
  await readyFonts();
  // large, too
  const { default: Document } = await import("pdfkit");
  const document = new Document({
    size: "A4",
    margin,
    lang: receipt.language,
    displayTitle: true,
    info: { Title: receipt.title, Author: receipt.brand, Creator: receipt.brand, CreationDate: receipt.at },
  });
  const chunks: Buffer[] = [];
  document.on("data", (chunk: Buffer) => chunks.push(chunk));
  const ended = new Promise<void>((done, failed) => {
    document.on("end", done);
    document.on("error", failed);
  });
  const pen = penFor(document);
  pen.write(receipt.brand, { size: 11, colour: ink.muted });
  pen.skip(12);
  pen.write(receipt.title, { size: 20 });
  pen.skip(10);
  pen.rule(2, receipt.accent);
  pen.skip(18);
  pen.beside(
    receipt.parties.map(({ label, name, lines }) => [
      { text: label, size: 9, colour: ink.muted },
      { text: name, size: 11 },
      ...lines.map((text) => ({ text, size: 10 })),
    ]),
  );
  pen.skip(22);
  pen.write(receipt.kind, { size: 11, colour: ink.muted });
  pen.write(receipt.amount, { size: 28 });
  pen.skip(22);
  for (const [label, value] of receipt.rows) pen.row(label, value);
  if (receipt.contact !== "") {
    pen.skip(18);
    pen.write(receipt.contact, { size: 9, colour: ink.muted });
  }
  document.end();
  await ended;
  return Buffer.concat(chunks);
}

type Style = {
  readonly size: number;
  readonly colour?: string;
  readonly x?: number;
  readonly width?: number;
};

/** Writes from the top to the foot of the page, then goes on to the next. */
function penFor(document: InstanceType<typeof PDFDocument>) {
  const put = writerFor(document);
  const right = document.page.width - margin;
  const foot = document.page.height - margin;
  let y = margin;

  const makeRoom = (height: number) => {
    if (y + height <= foot) return;
    document.addPage();
    y = margin;
  };

  const write = (text: string, { size, colour = ink.text, x = margin, width = right - x }: Style) => {
    for (const raw of text.split("\n")) {
      const paragraph = readParagraph(raw);
      for (const { start, end } of linesOf(paragraph, size, width)) {
        makeRoom(size * 1.4);
        const bare = start + paragraph.text.slice(start, end).trimEnd().length;
        const units = unitsOf(paragraph, start, bare);
        const wide = units.reduce((sum, unit) => sum + widthOf(unit), 0) * size;
        const left = paragraph.isRtl ? x + width - wide : x;
        put(units, { left, base: y + size, size, colour });
        y += size * 1.4;
      }
    }
  };

  const rule = (thickness: number, colour: string) => {
    document.moveTo(margin, y).lineTo(right, y).lineWidth(thickness).strokeColor(colour).stroke();
  };

  return {
    write,
    rule,
    skip: (points: number) => {
      y += points;
    },
    /** Columns of equal width. */
    beside: (columns: readonly (readonly (Style & { readonly text: string })[])[]) => {
      const gap = 24;
      const width = (right - margin - gap * (columns.length - 1)) / Math.max(1, columns.length);
      const top = y;
      let lowest = y;
      for (const [index, texts] of columns.entries()) {
        y = top;
        for (const { text, ...style } of texts)
          write(text, { ...style, x: margin + index * (width + gap), width });
        lowest = Math.max(lowest, y);
      }
      y = lowest;
    },
    row: (label: string, value: string) => {
      makeRoom(8 + 10 * 1.4);
      rule(0.5, ink.line);
      y += 8;
      const top = y;
      write(label, { size: 10, colour: ink.muted, width: 158 });
      const afterLabel = y;
      y = top;
      write(value, { size: 10, x: margin + 170 });
      y = Math.max(y, afterLabel) + 6;
    },
  };
}
