import { notFound } from "next/navigation";
import { largestInt } from "@/attributes/kinds/number";

/** Reads an id from an address. Answers an impossible id with 'not found', like any unknown one. */
export function idIn(text: unknown): number {
  const id = Number(text);
  if (typeof text !== "string" || !/^\d{1,10}$/.test(text) || id > largestInt) notFound();
  return id;
}
