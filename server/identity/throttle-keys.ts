import { createHmac } from "node:crypto";
import ipaddr from "ipaddr.js";
import type { Actor } from "../actor";
import { uniqueKey } from "../unique-key";
import { derivedKey } from "./derived-key";

/** What log-ins of the web are counted by: the login, whether it exists or not. */
export function webKey(login: string): string {
  return typedKey("web", login);
}

/** What log-ins from a known browser are counted by: a stranger's failures do not lock its owner out there. */
export function deviceKey(i_device: number): string {
  return `device:${i_device}`;
}

/** What log-ins of the web are counted by besides: the address, and the /24 or /64 that it is in. */
export function addressKeys(address: string | null): string[] {
  if (address === null) return [];
  return [`from:${address}`, `net:${networkOf(address)}`];
}

/** What requests for a link are counted by: the neighbourhood that they come from. */
export function resetFromKey(address: string | null): string {
  return `reset-from:${address === null ? "" : networkOf(address)}`;
}

/** The neighbourhood of an address: /24 of IPv4, /64 of IPv6. */
function networkOf(address: string): string {
  const read = ipaddr.process(address);
  const parts = read.kind() === "ipv4" ? 24 : 64;
  const bytes = read.toByteArray().map((byte, index) => (index * 8 < parts ? byte : 0));
  return `${ipaddr.fromByteArray(bytes).toString()}/${parts}`;
}

/** What the API's door counts by: the login, whether it exists or not, and never the address. */
export function apiKey(login: string): string {
  return typedKey("api", login);
}

/** What authCustomer is counted by: the login and the calling customer, never the address. */
export function authKey(actor: Actor, login: string): string {
  return typedKey(`auth:${actor.i_customer}`, login);
}

/** What requests for a link in place of a forgotten password are counted by: the login, whether it exists or not. */
export function resetKey(login: string, i_device: number | null): string {
  return typedKey(i_device === null ? "reset" : `reset:${i_device}`, login);
}

/** What mails are counted by that somebody sends to an address. */
export function recipientKey(address: string): string {
  return typedKey("mail-to", address);
}

/** How the key of `refusedKey` begins; the web user's id follows. */
export const refusedPrefix = "refused:";

/** How often the history of a web user is told of a refused log-in. */
export function refusedKey(i_web_user: number): string {
  return `${refusedPrefix}${i_web_user}`;
}

/**
 * What somebody typed is kept as its HMAC alone: people type their password where the login belongs, and a plain
 * digest of a password is soon found out.
 */
function typedKey(prefix: string, typed: string): string {
  const said = `${prefix}:${uniqueKey(typed)}`;
  return `${prefix}:${createHmac("sha256", derivedKey("throttle key")).update(said).digest("hex")}`;
}
