import PDFDocument from "pdfkit";
import { addFonts } from "./fonts";

/** What a receipt says, in the reader's words. */
export type ReceiptText = {
  readonly brand: string;
  readonly title: string;
  /** the amount, large, and what it is */
  readonly amount: string;
  readonly kind: string;
  readonly rows: readonly (readonly [label: string, value: string])[];
  readonly language: string;
  readonly at: Date;
};

const margin = 56;
const ink = { text: "#1b1d23", muted: "#5e636e", line: "#e2e4e9" };

/**
 * Draws a receipt as a PDF of A4. Text is text: it can be searched and copied, in any script that Inter has.
 * @param compress false leaves the streams readable, for tests
 */
export async function drawReceipt(receipt: ReceiptText, compress = true): Promise<Buffer> {
  const document = new PDFDocument({
    size: "A4",
    margin,
    compress,
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
  pen.skip(28);
  pen.write(receipt.title, { size: 20 });
  pen.skip(22);
  pen.write(receipt.kind, { size: 11, colour: ink.muted });
  pen.write(receipt.amount, { size: 28 });
  pen.skip(22);
  for (const [label, value] of receipt.rows) pen.row(label, value);
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

/** Writes from the top to the foot of the page, and goes on to the next one. */
function penFor(document: InstanceType<typeof PDFDocument>) {
  const runsOf = addFonts(document);
  const right = document.page.width - margin;
  const foot = document.page.height - margin;
  let y = margin;

  const widthOf = (text: string, size: number) =>
    runsOf(text).reduce((sum, run) => {
      document.font(run.font).fontSize(size);
      return sum + document.widthOfString(run.text);
    }, 0);

  /** Breaks at blanks, and within a word that is wider than the line. */
  const linesOf = (text: string, size: number, width: number): string[] =>
    text.split("\n").flatMap((paragraph) => {
      const lines = [""];
      for (const word of paragraph.split(/(?<= )/)) {
        if (widthOf(`${lines.at(-1)}${word.trimEnd()}`, size) > width && lines.at(-1) !== "") lines.push("");
        let rest = "";
        for (const letter of word) {
          if (rest !== "" && widthOf(`${lines.at(-1)}${rest}${letter}`.trimEnd(), size) > width) {
            lines.push(`${lines.pop()}${rest}`, "");
            rest = "";
          }
          rest += letter;
        }
        lines.push(`${lines.pop()}${rest}`);
      }
      return lines;
    });

  const line = (text: string, { size, colour = ink.text, x = margin }: Style) => {
    let left = x;
    for (const run of runsOf(text)) {
      document.font(run.font).fontSize(size).fillColor(colour);
      document.text(run.text, left, y, { lineBreak: false });
      left += document.widthOfString(run.text);
    }
  };

  const write = (text: string, style: Style) => {
    const height = style.size * 1.4;
    for (const one of linesOf(text, style.size, style.width ?? right - (style.x ?? margin))) {
      if (y + height > foot) {
        document.addPage();
        y = margin;
      }
      line(one, style);
      y += height;
    }
  };

  return {
    write,
    skip: (points: number) => {
      y += points;
    },
    row: (label: string, value: string) => {
      document.moveTo(margin, y).lineTo(right, y).lineWidth(0.5).strokeColor(ink.line).stroke();
      y += 8;
      line(label, { size: 10, colour: ink.muted });
      write(value, { size: 10, x: margin + 170 });
      y += 6;
    },
  };
}
