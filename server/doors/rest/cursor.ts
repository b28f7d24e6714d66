import { createHmac, timingSafeEqual } from "node:crypto";
import { derivedKey } from "../../ground/keys/derived-key";
import { misshapen } from "./problem";

/**
 * Writes a place in a list: an operation's own cursor, bound to the list that it is of, so that it is good for no other
 * filters, scope or order. Source: rest, 'Lists'.
 * @param list what the list is: route, path, filters and scope
 */
export function writePlace(place: string, list: string): string {
  return `${Buffer.from(place).toString("base64url")}.${sealOf(place, list).toString("base64url")}`;
}

/** @throws Refusal 400 it is none of ours, or of another list */
export function readPlace(text: string, list: string): string {
  const [spelled = "", seal = "", ...rest] = text.split(".");
  const place = Buffer.from(spelled, "base64url").toString();
  const [given, ours] = [Buffer.from(seal, "base64url"), sealOf(place, list)];
  if (rest.length === 0 && given.length === ours.length && timingSafeEqual(given, ours)) return place;
  throw misshapen("after", "must be the `next` of a page of this very list");
}

function sealOf(place: string, list: string): Buffer {
  return createHmac("sha256", derivedKey("cursors of REST"))
    .update(`${place}\n${list}`)
    .digest()
    .subarray(0, 16);
}
