import { readParameters } from "./parameters";
import { type Algorithm, algorithms } from "./response";

/** What a client sent to prove who it is, parsed but not verified. */
export type Credentials = {
  readonly username: string;
  readonly realm: string;
  readonly nonce: string;
  readonly uri: string;
  readonly algorithm: Algorithm;
  /** how often the client used the nonce; `ncText` is its spelling, which the response covers */
  readonly nc: number;
  readonly ncText: string;
  readonly cnonce: string;
  readonly qop: string;
  /** in lower-case hexadecimal */
  readonly response: string;
};

/**
 * Reads `Authorization: Digest …`. Source: RFC 7616 §3.4.
 * Accepts needless and missing quotes, any case of `algorithm`, `qop` and the hexadecimal digits, and fewer than 8
 * digits in `nc`. Refuses what the door does not offer or cannot protect: no `qop` (RFC 2069 does not count calls),
 * `auth-int`, `-sess`, `userhash`.
 * @returns null for anything else
 */
export function readCredentials(header: string): Credentials | null {
  const given = readParameters(header);
  if (given === null) return null;
  const username = readUsername(given);
  const algorithm = algorithms.find((name) => name === (given.get("algorithm") ?? "MD5").toUpperCase());
  const qop = given.get("qop") ?? "";
  const ncText = given.get("nc") ?? "";
  const response = (given.get("response") ?? "").toLowerCase();
  const { realm, nonce, uri, cnonce } = Object.fromEntries(given);
  if (!username || algorithm === undefined || realm === undefined || !nonce || !uri || !cnonce) return null;
  if (qop.toLowerCase() !== "auth" || (given.get("userhash") ?? "false").toLowerCase() !== "false")
    return null;
  if (!/^[0-9a-f]{1,8}$/i.test(ncText)) return null;
  if (!/^[0-9a-f]+$/.test(response) || response.length !== (algorithm === "MD5" ? 32 : 64)) return null;
  return {
    username,
    realm,
    nonce,
    uri,
    algorithm,
    nc: Number.parseInt(ncText, 16),
    ncText,
    cnonce,
    qop,
    response,
  };
}

/** Reads a login in one of its two forms, never in both. Source: RFC 7616 §3.4, 'username*'. */
function readUsername(given: ReadonlyMap<string, string>): string | null {
  const [plain, extended] = [given.get("username"), given.get("username*")];
  if (plain !== undefined && extended !== undefined) return null;
  const username = plain ?? readExtended(extended ?? "");
  return username === null || /\p{Cc}/u.test(username) ? null : username;
}

/** Reads `UTF-8'en'J%C3%A4s`. Source: RFC 8187 §3.2.1. @returns null unless both charset and bytes are UTF-8 */
function readExtended(text: string): string | null {
  const [, encoded] = /^utf-8'[\w-]*'((?:%[0-9a-f]{2}|[\w!#$&+.^`|~-])+)$/i.exec(text) ?? [];
  if (encoded === undefined) return null;
  try {
    return decodeURIComponent(encoded);
  } catch {
    return null;
  }
}
