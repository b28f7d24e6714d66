import { Refusal } from "../../ground/refusal";

/** A form with a file as its last field, read while it arrives. Source: RFC 7578 */
export type FormWithFile = {
  readonly fields: ReadonlyMap<string, string>;
  /** null: the form has none. Whoever does not read it to its end returns it. */
  readonly file: { readonly name: string; readonly bytes: AsyncGenerator<Uint8Array> } | null;
};

const mostHeadBytes = 8 * 1024;
const mostFieldBytes = 64 * 1024;
const mostFields = 50;

/**
 * Opens a form whose file is too large to hold: reads the fields before it, and hands its bytes on as they come.
 * @throws Refusal 400 it is no such form, or cut off
 */
export async function openForm(body: AsyncIterable<Uint8Array>, contentType: string): Promise<FormWithFile> {
  const boundary = boundaryOf(contentType);
  if (boundary === null) throw unreadable();
  const delimiter = Buffer.from(`\r\n--${boundary}`);
  // as if a line had ended before the first delimiter
  const source = new Source(body, Buffer.from("\r\n"));
  await source.until(delimiter, mostHeadBytes);
  const fields = new Map<string, string>();
  for (let count = 0; count < mostFields; count += 1) {
    const after = await source.take(2);
    if (after.toString("latin1") === "--") return { fields, file: null };
    const head = (await source.until(Buffer.from("\r\n\r\n"), mostHeadBytes)).toString("utf8");
    const name = / name="([^"]*)"/i.exec(head)?.[1] ?? "";
    const filename = / filename="([^"]*)"/i.exec(head)?.[1];
    if (filename !== undefined)
      return { fields, file: { name: filename.replaceAll("%22", '"'), bytes: source.pieces(delimiter) } };
    fields.set(name, (await source.until(delimiter, mostFieldBytes)).toString("utf8"));
  }
  throw unreadable();
}

/** Bytes as they come, of which a part is held. */
class Source {
  readonly #pieces: AsyncIterator<Uint8Array>;
  #held: Buffer;

  constructor(body: AsyncIterable<Uint8Array>, first: Buffer) {
    this.#pieces = body[Symbol.asyncIterator]();
    this.#held = first;
  }

  /** Takes what stands before a mark, and the mark. @throws Refusal 400 there is more, or no mark */
  async until(mark: Buffer, most: number): Promise<Buffer> {
    for (;;) {
      const at = this.#held.indexOf(mark);
      if (at > most || (at === -1 && this.#held.length > most + mark.length)) throw unreadable();
      if (at !== -1) return this.#cut(at, mark.length);
      await this.#more();
    }
  }

  async take(count: number): Promise<Buffer> {
    while (this.#held.length < count) await this.#more();
    return this.#cut(count, 0);
  }

  /** What stands before a mark, piece by piece. Whoever stops early leaves the rest unread. */
  async *pieces(mark: Buffer): AsyncGenerator<Uint8Array> {
    for (;;) {
      const at = this.#held.indexOf(mark);
      if (at !== -1) {
        if (at > 0) yield this.#cut(at, mark.length);
        return;
      }
      // a mark may have begun
      const sure = Math.max(0, this.#held.length - mark.length);
      if (sure > 0) yield this.#cut(sure, 0);
      await this.#more();
    }
  }

  #cut(length: number, also: number): Buffer {
    const taken = this.#held.subarray(0, length);
    this.#held = this.#held.subarray(length + also);
    return taken;
  }

  async #more(): Promise<void> {
    const { done, value } = await this.#pieces.next();
    if (done) throw unreadable();
    this.#held = this.#held.length === 0 ? Buffer.from(value) : Buffer.concat([this.#held, value]);
  }
}

function boundaryOf(type: string): string | null {
  const [, quoted, plain] =
    /^multipart\/form-data\s*;.*?\bboundary=(?:"([^"]{1,70})"|([^\s;"]{1,70}))/i.exec(type) ?? [];
  return quoted ?? plain ?? null;
}

function unreadable(): Refusal {
  return new Refusal(400, "This form cannot be read.", undefined, { key: "not_understood" });
}
