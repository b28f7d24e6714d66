import { bounds, fileRefusal } from "../limits/bounds";
import { decodeEscapes } from "./cell-text";
import type { Packed } from "./packed";
import { readXml } from "./read-xml";

const most = { bytes: 64 * 1024 * 1024, texts: 3_000_000 };
const blockBytes = 1024 * 1024;

/** The texts that cells share, packed one after the other: as JavaScript's own they would take three times as much. */
export class SharedStrings {
  readonly #blocks: Buffer[] = [];
  /** where each begins: the block's number and the place in it */
  #starts = new Uint32Array(1024);
  #lengths = new Uint32Array(1024);
  #count = 0;
  #used = blockBytes;

  /** @throws Refusal 400 where they are too many, or not well formed */
  static async read(packed: Packed, path: string | null): Promise<SharedStrings> {
    const strings = new SharedStrings();
    if (path === null) return strings;
    let text = "";
    let depth = 0;
    let isText = false;
    let phonetic = 0;
    const reading = readXml(packed.read(path, 512), {
      open(element) {
        depth += 1;
        if (element === "si") text = "";
        if (element === "rPh") phonetic = depth;
        isText = element === "t" && phonetic === 0;
      },
      text(piece) {
        // a longer text is refused where a cell has it
        if (isText && text.length <= bounds.cellKiB * 1024) text += piece;
      },
      close(element) {
        isText = false;
        if (phonetic === depth) phonetic = 0;
        depth -= 1;
        if (element === "si") strings.#add(decodeEscapes(text));
      },
    });
    for await (const _ of reading);
    return strings;
  }

  /** The text of a number, from 0; null: there is none. */
  at(number: number): string | null {
    if (!(number >= 0 && number < this.#count)) return null;
    const start = this.#starts[number] ?? 0;
    const from = start % blockBytes;
    const block = this.#blocks[Math.floor(start / blockBytes)];
    return block?.toString("utf8", from, from + (this.#lengths[number] ?? 0)) ?? null;
  }

  #add(text: string): void {
    const length = Buffer.byteLength(text);
    if (this.#used + length > blockBytes) {
      this.#blocks.push(Buffer.allocUnsafeSlow(blockBytes));
      this.#used = 0;
    }
    if (this.#blocks.length * blockBytes > most.bytes || this.#count === most.texts) {
      throw fileRefusal("unpacked", "has more text than a table of customers can have");
    }
    if (this.#count === this.#starts.length) {
      this.#starts = grown(this.#starts);
      this.#lengths = grown(this.#lengths);
    }
    this.#blocks.at(-1)?.write(text, this.#used);
    this.#starts[this.#count] = (this.#blocks.length - 1) * blockBytes + this.#used;
    this.#lengths[this.#count] = length;
    this.#used += length;
    this.#count += 1;
  }
}

function grown(numbers: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  const more = new Uint32Array(numbers.length * 2);
  more.set(numbers);
  return more;
}
