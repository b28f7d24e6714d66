import { readParameters } from "./parameters";
import { type Algorithm, algorithms } from "./response";

/** What a client sent to prove who it is, understood. Nothing of it is verified. */
export type Credentials = {
  readonly username: string;
  readonly realm: string;
  readonly nonce: string;
  readonly uri: string;
  readonly algorithm: Algorithm;
  /** how often the client used the nonce; `ncText` is how it spelled that, which the response covers */
  readonly nc: number;
  readonly ncText: string;
  readonly cnonce: string;
  readonly qop: string;
  /** in hexadecimal, small letters */
  readonly response: string;
};

/**
 * Reads `Authorization: Digest …`. Source: RFC 7616 §3.4.
 * Liberal: quotes where none belong and the other way round, any case of `algorithm`, `qop` and the hexadecimal
 * digits, fewer than 8 digits in `nc`. Refused is what the door does not offer or cannot protect: no `qop` (the
 * counting of RFC 2069 does not exist), `auth-int`, `-sess`, `userhash`.
 * @returns null for anything that cannot be read so
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

/** A login in either of its two forms, never in both. Source: RFC 7616 §3.4, 'username*'. */
function readUsername(given: ReadonlyMap<string, string>): string | null {
  const [plain, extended] = [given.get("username"), given.get("username*")];
  if (plain !== undefined && extended !== undefined) return null;
  const username = plain ?? readExtended(extended ?? "");
  return username === null || /\p{Cc}/u.test(username) ? null : username;
}

/** `UTF-8'en'J%C3%A4s`. Source: RFC 8187 §3.2.1. @returns null for another charset, or bytes that are not UTF-8 */
function readExtended(text: string): string | null {
  const [, encoded] = /^utf-8'[\w-]*'((?:%[0-9a-f]{2}|[\w!#$&+.^`|~-])+)$/i.exec(text) ?? [];
  if (encoded === undefined) return null;
  try {
    return decodeURIComponent(encoded);
  } catch {
    return null;
  }
}
