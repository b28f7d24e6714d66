import type { Look } from "@/attributes/seen-share";
import type { PictureFormat } from "./format";
import type { DrawingProblem } from "./problems";

/** What a picture is for: how large it is drawn, and as what. */
export type PictureUse = "logo" | "favicon";

/** What one drawing may take. */
export type Limits = {
  /** from the moment that the picture is there */
  readonly ms: number;
  /** of memory that the process holds; it holds about 60 MB before it begins */
  readonly residentBytes: number;
};

/** What the process is asked for: a line of JSON, and the file behind it. */
export type Order = {
  readonly use: PictureUse;
  readonly format: PictureFormat;
  readonly length: number;
  readonly limits: Limits;
};
/** What it answers: `ready`, then a line of JSON, and the picture behind it. */
export type Answer =
  | {
      readonly width: number;
      readonly height: number;
      readonly length: number;
      readonly hardly_seen: readonly Look[];
    }
  | { readonly problem: DrawingProblem };

/** More than any picture of these sizes has. */
export const mostAnsweredBytes = 4 * 1024 * 1024;

/** What it says once it can draw: a picture is sent then, and its time begins. */
export const readyLine = "ready\n";

export function writeOrder(order: Omit<Order, "length">, file: Uint8Array): Buffer {
  const head: Order = { ...order, length: file.byteLength };
  return Buffer.concat([Buffer.from(`${JSON.stringify(head)}\n`), file]);
}

/** The order, once all of it has arrived. */
export function readOrder(arrived: Buffer): (Order & { readonly file: Buffer }) | null {
  const end = arrived.indexOf("\n");
  if (end === -1) return null;
  // written by `writeOrder` in the parent, by nobody else
  const order = JSON.parse(arrived.toString("utf8", 0, end)) as Order;
  const file = arrived.subarray(end + 1);
  return file.byteLength < order.length ? null : { ...order, file };
}
