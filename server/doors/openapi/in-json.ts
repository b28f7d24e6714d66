import type { AnyKind } from "@/attributes/customer";
import en from "@/messages/en.json";
import { isCleared } from "./schema-of-kind";

/** What explains something to all programs, in the words of those that speak JSON over HTTP. */
export function inJson(text: string): string {
  return text
    .replace(/\bnil\b/g, "null")
    .replace(/\bFault (?=\d)/g, "Status ")
    .replace(/\bfault (?=\d)/g, "status ")
    .replace(/\bstruct\b/g, "object");
}

/** What a parameter or an attribute is, for those programs. @param clears what is said of null where it only empties a value */
export function explained(text: string, kind?: AnyKind, clears = en.api_reference.clears): string {
  return inJson(kind && isCleared(kind) ? `${text}; ${clears}` : text);
}
