import { createInflateRaw } from "node:zlib";
import { bounds, fileRefusal } from "../limits/bounds";

/** A part of a workbook, as the zip's list names it. */
type Entry = { readonly method: number; readonly at: number; readonly size: number };

/** How much larger than packed a part may be: sheets pack to a twentieth, zip bombs to a thousandth. */
const mostRatio = 300;
const freeBytes = 64 * 1024 * 1024;

const chunkBytes = 1024 * 1024;

/**
 * A zip file in memory, packed. Each part is read once, as a stream, and what has been read is let go, so that the file
 * and what we keep of it are hardly ever there together.
 */
export class Packed {
  readonly #chunks: (Buffer | null)[];
  readonly #length: number;
  readonly #entries: ReadonlyMap<string, Entry>;

  private constructor(chunks: Buffer[], length: number) {
    this.#chunks = chunks;
    this.#length = length;
    this.#entries = this.#readList();
  }

  /** @throws Refusal 400 where it is no whole zip file */
  static async from(bytes: AsyncIterable<Uint8Array>): Promise<Packed> {
    const chunks: Buffer[] = [];
    let length = 0;
    for await (const piece of bytes) {
      for (let from = 0; from < piece.length; ) {
        const at = length % chunkBytes;
        if (at === 0) chunks.push(Buffer.allocUnsafeSlow(chunkBytes));
        const part = piece.subarray(from, from + chunkBytes - at);
        chunks.at(-1)?.set(part, at);
        from += part.length;
        length += part.length;
      }
    }
    return new Packed(chunks, length);
  }

  has(path: string): boolean {
    return this.#entries.has(path.toLowerCase());
  }

  /** Reads a part, unpacked, and lets it go. @param mostMiB more is refused @throws Refusal 400 */
  async *read(path: string, mostMiB: number): AsyncGenerator<Uint8Array> {
    const entry = this.#entries.get(path.toLowerCase());
    if (!entry) throw damaged();
    const most = mostMiB * 1024 * 1024;
    let unpacked = 0;
    try {
      for await (const piece of entry.method === 0 ? this.#raw(entry) : this.#inflated(entry)) {
        unpacked += piece.length;
        if (unpacked > most || (unpacked > freeBytes && unpacked > entry.size * mostRatio)) {
          throw fileRefusal("unpacked", "is much larger unpacked than a table of customers can be");
        }
        yield piece;
      }
    } catch (error) {
      // zlib's errors have a code that begins so
      throw String((error as NodeJS.ErrnoException).code).startsWith("Z_") ? damaged() : error;
    }
  }

  async *#inflated(entry: Entry): AsyncGenerator<Uint8Array> {
    const inflate = createInflateRaw();
    const source = this.#raw(entry);
    const feed = () => {
      const { done, value } = source.next();
      if (done) inflate.end();
      else inflate.write(value, feed);
    };
    feed();
    try {
      yield* inflate as AsyncIterable<Uint8Array>;
    } finally {
      inflate.destroy();
    }
  }

  /** The bytes of a part as they lie in the file; chunks that hold nothing else are let go. */
  *#raw({ at, size }: Entry): Generator<Uint8Array> {
    const header = this.#bytes(at, 30);
    if (header.readUInt32LE(0) !== 0x04034b50) throw damaged();
    let from = at + 30 + header.readUInt16LE(26) + header.readUInt16LE(28);
    const end = from + size;
    if (end > this.#length) throw damaged();
    while (from < end) {
      const number = Math.floor(from / chunkBytes);
      const start = number * chunkBytes;
      const to = Math.min(end, start + chunkBytes);
      const chunk = this.#chunks[number];
      if (!chunk) throw damaged();
      const piece = chunk.subarray(from - start, to - start);
      if (from === start && to === start + chunkBytes) this.#chunks[number] = null;
      yield piece;
      from = to;
    }
  }

  #bytes(from: number, length: number): Buffer {
    if (from < 0 || from + length > this.#length) throw damaged();
    const whole = Buffer.alloc(length);
    for (let at = 0; at < length; ) {
      const place = from + at;
      const chunk = this.#chunks[Math.floor(place / chunkBytes)];
      if (!chunk) throw damaged();
      const start = place % chunkBytes;
      const part = chunk.subarray(start, Math.min(chunkBytes, start + length - at));
      whole.set(part, at);
      at += part.length;
    }
    return whole;
  }

  /** Reads the list of parts at the file's end. Source: APPNOTE.TXT 4.3.12 and 4.3.16, without zip64. */
  #readList(): ReadonlyMap<string, Entry> {
    const tail = this.#bytes(Math.max(0, this.#length - 65_557), Math.min(65_557, this.#length));
    const end = tail.lastIndexOf(Buffer.from("PK\x05\x06", "latin1"));
    if (end === -1 || tail.length - end < 22) throw damaged();
    const count = tail.readUInt16LE(end + 10);
    const list = this.#bytes(tail.readUInt32LE(end + 16), tail.readUInt32LE(end + 12));
    const entries = new Map<string, Entry>();
    for (let at = 0, number = 0; number < count; number += 1) {
      if (at + 46 > list.length || list.readUInt32LE(at) !== 0x02014b50) throw damaged();
      const [flags, method] = [list.readUInt16LE(at + 8), list.readUInt16LE(at + 10)];
      const nameLength = list.readUInt16LE(at + 28);
      const name = list.toString("utf8", at + 46, at + 46 + nameLength).replaceAll("\\", "/");
      const isReadable = (flags & 1) === 0 && (method === 0 || method === 8);
      if (isReadable) {
        const entry = { method, size: list.readUInt32LE(at + 20), at: list.readUInt32LE(at + 42) };
        entries.set(name.replace(/^\//, "").toLowerCase(), entry);
      }
      at += 46 + nameLength + list.readUInt16LE(at + 30) + list.readUInt16LE(at + 32);
    }
    return entries;
  }
}

/** The refusal of a workbook that cannot be read. */
export function damaged() {
  return fileRefusal("workbook", "is a damaged workbook");
}

/** More than a file's whole text can be in a part. */
export const mostSheetMiB = (bounds.bytes / 1024 / 1024) * 15;
