import { fileRefusal } from "../limits/bounds";

/** How much of what is not ASCII decides what it is. */
const windowBytes = 64 * 1024;

type Encoding = "utf-8" | "utf-16le" | "utf-16be" | "windows-1251" | "windows-1252";

/**
 * Decodes a text file whose encoding nobody tells: by its byte order mark; else UTF-16 by its NULs; else, from the first
 * byte that is not ASCII, UTF-8 if it can be, or the Windows code page of its letters.
 */
export async function* textOf(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const source = bytes[Symbol.asyncIterator]();
  try {
    const head = await take(source, 4096, new Uint8Array());
    const marked = markOf(head) ?? utf16Of(head);
    if (marked) {
      yield* decoded(marked.encoding, head.subarray(marked.skip), source);
      return;
    }
    let rest = head;
    for (;;) {
      const at = rest.findIndex((byte) => byte >= 0x80);
      if (at === -1) {
        if (rest.length > 0) yield latin(rest);
        const { done, value } = await source.next();
        if (done) return;
        rest = value;
        continue;
      }
      if (at > 0) yield latin(rest.subarray(0, at));
      const window = await take(source, windowBytes, rest.subarray(at));
      yield* decoded(encodingOf(window), window, source);
      return;
    }
  } finally {
    await source.return?.();
  }
}

type Source = AsyncIterator<Uint8Array>;

/** Reads on until there are so many bytes, or no more. */
async function take(source: Source, bytes: number, first: Uint8Array): Promise<Uint8Array> {
  const pieces = [first];
  let length = first.length;
  while (length < bytes) {
    const { done, value } = await source.next();
    if (done) break;
    pieces.push(value);
    length += value.length;
  }
  return pieces.length === 1 ? first : Buffer.concat(pieces);
}

function markOf([one, two, three]: Uint8Array): { encoding: Encoding; skip: number } | null {
  if (one === 0xef && two === 0xbb && three === 0xbf) return { encoding: "utf-8", skip: 3 };
  if (one === 0xff && two === 0xfe) return { encoding: "utf-16le", skip: 2 };
  if (one === 0xfe && two === 0xff) return { encoding: "utf-16be", skip: 2 };
  return null;
}

/** Delimiters, digits and line ends have a NUL for their other half in UTF-16, always on the same side. */
function utf16Of(head: Uint8Array): { encoding: Encoding; skip: number } | null {
  const nuls = [0, 0];
  for (const [at, byte] of head.entries()) if (byte === 0) nuls[at % 2] = (nuls[at % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = nuls;
  const most = Math.max(1, head.length / 32);
  if (odd > most && even === 0) return { encoding: "utf-16le", skip: 0 };
  if (even > most && odd === 0) return { encoding: "utf-16be", skip: 0 };
  return null;
}

/**
 * UTF-8 with a broken character in it stays UTF-8, whose refusal then says where.
 * @param window begins with the first byte that is not ASCII; its last character may be cut
 */
function encodingOf(window: Uint8Array): Encoding {
  const read = new TextDecoder("utf-8").decode(window, { stream: true });
  let broken = 0;
  let whole = 0;
  for (const [character] of read.matchAll(/[^\0-\x7f]/gu)) {
    if (character === "\uFFFD") broken += 1;
    else whole += 1;
  }
  if (broken * 4 <= whole) return "utf-8";
  return isCyrillic(window) ? "windows-1251" : "windows-1252";
}

/** Cyrillic words are letters beyond ASCII one beside the other; those of western languages stand among ASCII's. */
function isCyrillic(window: Uint8Array): boolean {
  let beside = 0;
  let alone = 0;
  for (const [at, byte] of window.entries()) {
    if (!isHighLetter(byte)) continue;
    const [before = 0, after = 0] = [window[at - 1], window[at + 1]];
    if (isHighLetter(before) || isHighLetter(after)) beside += 1;
    else if (isAsciiLetter(before) || isAsciiLetter(after)) alone += 1;
  }
  return beside > alone;
}

function isHighLetter(byte: number): boolean {
  // ё and Ё stand apart in windows-1251
  return byte >= 0xc0 || byte === 0xa8 || byte === 0xb8;
}

function isAsciiLetter(byte: number): boolean {
  return (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a;
}

function latin(ascii: Uint8Array): string {
  return Buffer.from(ascii.buffer, ascii.byteOffset, ascii.length).toString("latin1");
}

/** @throws Refusal 400 where bytes are no text of this encoding */
async function* decoded(encoding: Encoding, first: Uint8Array, source: Source): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true, ignoreBOM: true });
  for (let piece: Uint8Array | undefined = first; piece; ) {
    yield decodePiece(decoder, encoding, piece);
    const { done, value }: IteratorResult<Uint8Array> = await source.next();
    piece = done ? undefined : value;
  }
  const end = decodePiece(decoder, encoding, undefined);
  if (end !== "") yield end;
}

function decodePiece(decoder: TextDecoder, encoding: Encoding, piece: Uint8Array | undefined): string {
  try {
    return piece ? decoder.decode(piece, { stream: true }) : decoder.decode();
  } catch {
    const name = encoding.toUpperCase();
    const broken = new TextDecoder(encoding).decode(piece ?? new Uint8Array());
    const near = broken
      .slice(0, Math.max(0, broken.indexOf("\uFFFD")))
      .slice(-40)
      .trim();
    throw fileRefusal("characters", `is not all text in ${name}, after '${near}'`, { encoding: name, near });
  }
}
