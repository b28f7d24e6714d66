import { isIP } from "node:net";
import { Unreadable } from "@/attributes/kinds/kind";

/** The longest address of an endpoint, in characters. */
export const longestUrl = 2048;

const ports: readonly string[] = ["", "443", "8443"];

/**
 * Reads where messages go: `https://`, port 443 or 8443, nobody's name or password in it. What the address leads to is judged
 * at each try. @throws Unreadable
 */
export function readTargetUrl(raw: unknown): string {
  const text = typeof raw === "string" ? raw.trim() : "";
  if (text.length > longestUrl)
    throw new Unreadable({
      message: `must have at most ${longestUrl} characters`,
      key: "too_long",
      values: { max: longestUrl },
    });
  // what URL leaves out by itself may be a slip of whoever pasted it
  if (/[\p{Cc}\s]/u.test(text) || !URL.canParse(text)) throw noUrl();
  const url = new URL(text);
  if (url.protocol !== "https:" || hasEmptyLabel(hostOf(url))) throw noUrl();
  if (url.username !== "" || url.password !== "" || url.hash !== "")
    throw new Unreadable({ message: "must not have a user, a password or a fragment", key: "url_with_user" });
  if (!ports.includes(url.port))
    throw new Unreadable({ message: "must have port 443 or 8443", key: "url_port" });
  if (url.href.length > longestUrl) throw noUrl();
  return url.href;
}

function noUrl(): Unreadable {
  return new Unreadable({ message: "must be an address that begins with https://", key: "https_url" });
}

/** The host of an address as DNS or the socket takes it: an IPv6 address without its brackets. */
export function hostOf({ hostname }: URL): string {
  return hostname.replace(/^\[(.*)\]$/, "$1").replace(/\.$/, "");
}

/**
 * Whether something is missing between two dots of a host, or a second one ends it: no name of DNS is spelled so, and it would
 * not be told for what it is.
 */
export function hasEmptyLabel(host: string): boolean {
  return host.split(".").includes("");
}

/** Whether the host is an address itself, so that there is nothing to look up. */
export function isAddress(host: string): boolean {
  return isIP(host) !== 0;
}
