import type { IncomingMessage } from "node:http";
import { promisify } from "node:util";
import { gunzip, inflate } from "node:zlib";
import { Refusal } from "../../ground/refusal";
import { malformed } from "./malformed";

/** How large a call may be, packed and unpacked, in bytes. Source: our own bound. */
const mostBytes = 1_048_576;

/** How long a sender may take over a whole body, in ms. */
const patienceMs = 20_000;

/** A body that never ended: too slow, or broken off. There is nobody to answer. */
export class Unsent extends Error {
  override readonly name = "Unsent";
}

/**
 * Reads the body of a request, and unpacks it if it is packed.
 * @param ask asks for the body if the sender waits for that, once its declared length is acceptable
 * @throws Refusal 400 too large, or packed in an unknown way · Unsent
 */
export async function readBody(
  request: IncomingMessage,
  ask: () => void,
  patience = patienceMs,
): Promise<Uint8Array> {
  if (Number(request.headers["content-length"] ?? 0) > mostBytes) throw new TooLarge();
  ask();
  const late = setTimeout(() => request.destroy(new Unsent("too slow")), patience);
  try {
    return await unpacked(await piecesOf(request), request.headers["content-encoding"]);
  } finally {
    clearTimeout(late);
  }
}

/** @throws Refusal 400 too large; the rest is left unread · Unsent */
function piecesOf(request: IncomingMessage): Promise<Buffer> {
  return new Promise((done, fail) => {
    const pieces: Buffer[] = [];
    let length = 0;
    const take = (piece: Buffer) => {
      length += piece.length;
      pieces.push(piece);
      if (length > mostBytes) leave(() => fail(new TooLarge()));
    };
    const end = () => leave(() => done(pieces.length === 1 && pieces[0] ? pieces[0] : Buffer.concat(pieces)));
    const close = () => leave(() => fail(new Unsent("broken off", { cause: request.errored })));
    const leave = (then: () => void) => {
      request.off("data", take).off("end", end).off("error", close).off("close", close).pause();
      then();
    };
    request.on("data", take).on("end", end).on("error", close).on("close", close);
    if (request.destroyed) close();
  });
}

/** We discard no more than this, in bytes. */
const mostDiscarded = 16 * mostBytes;

/**
 * Discards the rest of a body, up to a limit: many clients send all of it before they look at the answer, and would
 * find a broken connection instead.
 */
export function discardBody(request: IncomingMessage): void {
  if (request.complete || request.destroyed) return;
  const late = setTimeout(() => request.destroy(), patienceMs);
  let left = mostDiscarded;
  request.on("data", (piece: Buffer) => {
    left -= piece.length;
    if (left < 0) request.destroy();
  });
  request.once("close", () => clearTimeout(late));
}

async function unpacked(body: Buffer, encoding = "identity"): Promise<Uint8Array> {
  const unpack = unpackers.get(encoding.trim().toLowerCase());
  if (unpack === undefined) throw malformed("is packed in a way that is not known here; use gzip");
  try {
    return await unpack(body);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : "";
    throw code === "ERR_BUFFER_TOO_LARGE" ? new TooLarge() : malformed("cannot be unpacked");
  }
}

type Unpacker = (body: Buffer) => Promise<Buffer>;

// gives up on a body that unpacks to more
const options = { maxOutputLength: mostBytes };
const gzip: Unpacker = async (body) => await promisify(gunzip)(body, options);
const deflate: Unpacker = async (body) => await promisify(inflate)(body, options);
const identity: Unpacker = async (body) => body;
const unpackers: ReadonlyMap<string, Unpacker> = new Map([
  ["identity", identity],
  ["gzip", gzip],
  ["x-gzip", gzip],
  ["deflate", deflate],
]);

/** A body that is larger than we take. Source: semantics, 'Faults': a fault has 400; REST has 413. */
export class TooLarge extends Refusal {
  constructor() {
    super(400, `The request is larger than ${mostBytes} bytes.`, undefined, { key: "malformed" });
  }
}
