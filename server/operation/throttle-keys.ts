import { createHmac } from "node:crypto";
import ipaddr from "ipaddr.js";
import type { Actor } from "../actor/actor";
import { derivedKey } from "../ground/keys/derived-key";
import { uniqueKey } from "../ground/text/unique-key";

/** The key of web log-ins: the login, whether or not it exists. */
export function webKey(login: string): string {
  return typedKey("web", login);
}

/** The key of log-ins from a known browser, so that strangers' failures do not lock the owner out there. */
export function deviceKey(i_device: number): string {
  return `device:${i_device}`;
}

/** Further keys of web log-ins: the address, and its /24 or /64. */
export function addressKeys(address: string | null): string[] {
  if (address === null) return [];
  return [`from:${address}`, `net:${networkOf(address)}`];
}

/** The key of requests for a link by neighbourhood. */
export function resetFromKey(address: string | null): string {
  return `reset-from:${address === null ? "" : networkOf(address)}`;
}

/** The neighbourhood of an address: /24 of IPv4, /64 of IPv6. */
function networkOf(address: string): string {
  return networkAround(address, 24);
}

/**
 * What one subscriber has at least: an address of IPv4, a /64 of IPv6, of which each request can have another address.
 * Source: RFC 6177
 */
function subscriberOf(address: string): string {
  return networkAround(address, 32);
}

function networkAround(address: string, ofIpv4: 24 | 32): string {
  const read = ipaddr.process(address);
  const parts = read.kind() === "ipv4" ? ofIpv4 : 64;
  const bytes = read.toByteArray().map((byte, index) => (index * 8 < parts ? byte : 0));
  return `${ipaddr.fromByteArray(bytes).toString()}/${parts}`;
}

/** The key of the API's door: the login, whether or not it exists, and never the address. */
export function apiKey(login: string): string {
  return typedKey("api", login);
}

/** The key that counts wrong keys of programs from an address, or of IPv6 from its /64. */
export function wrongKeysKey(address: string): string {
  return `keys-from:${subscriberOf(address)}`;
}

/** The key of authCustomer: the login and the calling customer, never the address. */
export function authKey(actor: Actor, login: string): string {
  return typedKey(`auth:${actor.i_customer}`, login);
}

/** The key of requests to replace a forgotten password: the login, whether or not it exists. */
export function resetKey(login: string, i_device: number | null): string {
  return typedKey(i_device === null ? "reset" : `reset:${i_device}`, login);
}

/** The key of mails that somebody sends to an address. */
export function recipientKey(address: string): string {
  return typedKey("mail-to", address);
}

/** The beginning of the key of `refusedKey`; the web user's id follows. */
export const refusedPrefix = "refused:";

/** The key that limits how often the history mentions a web user's refused log-ins. */
export function refusedKey(i_web_user: number): string {
  return `${refusedPrefix}${i_web_user}`;
}

/** The key by which something of a web user is told once in a while. */
export function toldKey(what: string, i_web_user: number): string {
  return `told:${what}:${i_web_user}`;
}

/**
 * Hashes typed text with HMAC, because people type passwords into the login field, and attackers can reverse a plain
 * digest of a password.
 */
function typedKey(prefix: string, typed: string): string {
  const said = `${prefix}:${uniqueKey(typed)}`;
  return `${prefix}:${createHmac("sha256", derivedKey("throttle key")).update(said).digest("hex")}`;
}
