import { createHmac } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";
import type { Actor } from "../../actor/actor";
import { derivedKey } from "../../ground/keys/derived-key";
import { Refusal } from "../../ground/refusal";

/** What a request asks beside its call. */
export type Conditions = {
  /** a key under which the call is done once; null: none */
  readonly once: string | null;
  /** entity tags of which one must hold */
  readonly match: readonly string[];
  /** entity tags that the caller has */
  readonly noneMatch: readonly string[];
};

const oneTag = /^(W\/)?"[!#-~]{0,120}"$/;

/** Reads what HTTP calls preconditions, and the key of a call. @throws Refusal 400 naming the header */
export function readConditions(headers: IncomingHttpHeaders): Conditions {
  return {
    once: readKey(headers["idempotency-key"]),
    match: readTags("If-Match", headers["if-match"]),
    noneMatch: readTags("If-None-Match", headers["if-none-match"]),
  };
}

function readTags(name: string, text: string | undefined): readonly string[] {
  if (text === undefined) return [];
  const tags = text.split(",").map((tag) => tag.trim());
  const wrong = tags.some((tag) => tag !== "*" && !oneTag.test(tag));
  if (wrong) throw unreadable(name, 'must be entity tags, such as "v1-2-0"');
  return tags;
}

/** A key as it is, or in the quotation marks of a structured field. Source: draft-ietf-httpapi-idempotency-key-header */
function readKey(header: string | readonly string[] | undefined): string | null {
  if (header === undefined) return null;
  const [, quoted] = /^"(.*)"$/.exec(String(header)) ?? [];
  const key = quoted ?? String(header);
  if (typeof header === "string" && /^[\u0020-\u007E]{1,128}$/.test(key) && key.trim() !== "") return key;
  throw unreadable("Idempotency-Key", "must be 1 to 128 printable characters");
}

function unreadable(name: string, said: string): Refusal {
  return new Refusal(400, `Header ${name} ${said}`, name, { key: "malformed" });
}

/** Whose keys of calls it is among: a line of keys, or all trusted hosts. */
export function lineOf({ key }: Actor): string {
  return key ? `${key.line}` : "trusted";
}

/** All that a call asks for, in short: the same again is the same call. */
export function hashOf(asked: readonly unknown[]): string {
  // a keyed one, as there may be a password in it
  return createHmac("sha256", derivedKey("calls that are done once"))
    .update(JSON.stringify(asked))
    .digest("base64url");
}

/** Whether a caller has what there is. A weak comparison. Source: RFC 9110 §13.1.2 */
export function isKnown(tag: string, { noneMatch }: Conditions): boolean {
  return noneMatch.some((one) => one === "*" || one.replace(/^W\//, "") === tag);
}
