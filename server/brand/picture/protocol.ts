import type { Look } from "@/attributes/seen-share";
import type { PictureFormat } from "./format";
import type { DrawingProblem } from "./problems";

/** What a picture is for, which decides its size and format. */
export type PictureUse = "logo" | "favicon";

/** The limits of one drawing. */
export type Limits = {
  /** from the moment the process has the picture */
  readonly ms: number;
  /** memory that the process may hold; it holds about 60 MB before it begins */
  readonly residentBytes: number;
};

/** What we ask of the process: a line of JSON, then the file. */
export type Order = {
  readonly use: PictureUse;
  readonly format: PictureFormat;
  readonly length: number;
  readonly limits: Limits;
};
/** What it answers: `ready`, then a line of JSON, then the picture. */
export type Answer =
  | {
      readonly width: number;
      readonly height: number;
      readonly length: number;
      readonly hardly_seen: readonly Look[];
    }
  | { readonly problem: DrawingProblem };

/** More bytes than any picture of these sizes has. */
export const mostAnsweredBytes = 4 * 1024 * 1024;

/** What it says once it can draw; then we send the picture, and its time begins. */
export const readyLine = "ready\n";

export function writeOrder(order: Omit<Order, "length">, file: Uint8Array): Buffer {
  const head: Order = { ...order, length: file.byteLength };
  return Buffer.concat([Buffer.from(`${JSON.stringify(head)}\n`), file]);
}

/** Reads the order once all of it has arrived. */
export function readOrder(arrived: Buffer): (Order & { readonly file: Buffer }) | null {
  const end = arrived.indexOf("\n");
  if (end === -1) return null;
  // only `writeOrder` in the parent writes this
  const order = JSON.parse(arrived.toString("utf8", 0, end)) as Order;
  const file = arrived.subarray(end + 1);
  return file.byteLength < order.length ? null : { ...order, file };
}
