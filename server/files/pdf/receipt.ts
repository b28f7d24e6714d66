import type PDFDocument from "pdfkit";
import { isWordmark } from "@/attributes/wordmark";
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
  /** the day, beside the title */
  readonly day?: string;
  readonly parties: readonly ReceiptParty[];
  /** the amount, in large type, and what it is */
  readonly amount: string;
  readonly kind: string;
  readonly rows: readonly (readonly [label: string, value: string])[];
  /** the colour of the rule below the head, `#rrggbb`, which is seen on white */
  readonly accent: string;
  /** whom to ask, at the foot */
  readonly contact: string;
  readonly language: string;
  readonly at: Date;
};

/** A PNG or JPEG, with its size in pixels. */
export type ReceiptLogo = { readonly bytes: Buffer; readonly width: number; readonly height: number };

const margin = 56;
/** the largest logo, in points */
const mostLogo = { width: 180, height: 36 };
const ink = { text: "#1b1d23", muted: "#5e636e", line: "#e2e4e9" };

/**
 * Draws a receipt as a PDF on A4. People can search and copy its text unchanged.
 * @param logo of the brand; null: its name stands there
 */
export async function drawReceipt(receipt: ReceiptText, logo: ReceiptLogo | null = null): Promise<Buffer> {
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
  pen.head({ brand: receipt.brand, title: receipt.title, day: receipt.day ?? "" }, logo);
  pen.skip(14);
  pen.rule(2, receipt.accent);
  pen.skip(20);
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
  if (receipt.contact !== "") pen.foot(receipt.contact);
  document.end();
  await ended;
  return Buffer.concat(chunks);
}

type Style = {
  readonly size: number;
  readonly colour?: string;
  readonly x?: number;
  readonly width?: number;
  /** ends at the right, whatever its direction */
  readonly atRight?: boolean;
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

  const write = (text: string, style: Style) => {
    const { size, colour = ink.text, x = margin, width = right - x, atRight = false } = style;
    for (const raw of text.split("\n")) {
      const paragraph = readParagraph(raw);
      for (const { start, end } of linesOf(paragraph, size, width)) {
        makeRoom(size * 1.4);
        const bare = start + paragraph.text.slice(start, end).trimEnd().length;
        const units = unitsOf(paragraph, start, bare);
        const wide = units.reduce((sum, unit) => sum + widthOf(unit), 0) * size;
        const left = atRight || paragraph.isRtl ? x + width - wide : x;
        put(units, { left, base: y + size, size, colour });
        y += size * 1.4;
      }
    }
  };

  const rule = (thickness: number, colour: string) => {
    document.moveTo(margin, y).lineTo(right, y).lineWidth(thickness).strokeColor(colour).stroke();
  };

  /** Draws the logo at its size on the page. @returns where it ends */
  const draw = ({ bytes, width, height }: ReceiptLogo) => {
    const scale = Math.min(mostLogo.width / width, mostLogo.height / height);
    document.image(bytes, margin, y, { width: width * scale, height: height * scale });
    return { right: margin + width * scale, bottom: y + height * scale };
  };

  return {
    write,
    rule,
    /** The logo at the left, with the name unless it is much wider than high and says that itself; number and day at the right. */
    head: (
      { brand, title, day }: { readonly brand: string; readonly title: string; readonly day: string },
      logo: ReceiptLogo | null,
    ) => {
      const [top, half] = [y, margin + (right - margin) / 2];
      const drawn = logo && draw(logo);
      if (!logo || !drawn || !isWordmark(logo)) {
        const x = drawn ? drawn.right + 10 : margin;
        y = drawn ? (drawn.bottom + top - 14 * 1.4) / 2 : top;
        write(brand, { size: 14, x, width: half - x });
      }
      const afterBrand = Math.max(y, drawn?.bottom ?? 0);
      y = top;
      write(title, { size: 14, x: half, width: right - half, atRight: true });
      if (day !== "")
        write(day, { size: 10, colour: ink.muted, x: half, width: right - half, atRight: true });
      y = Math.max(y, afterBrand);
    },
    /** A line at the foot of the last page. */
    foot: (text: string) => {
      const lines = linesOf(readParagraph(text), 9, right - margin).length;
      const height = 10 + lines * 9 * 1.4;
      makeRoom(24 + height);
      // the last line ends on the margin, whatever is lost in rounding
      y = foot - height - 0.5;
      rule(0.5, ink.line);
      y += 10;
      write(text, { size: 9, colour: ink.muted });
    },
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
