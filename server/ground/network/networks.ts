import ipaddr from "ipaddr.js";

/** A range of addresses, IPv4 or IPv6. We keep IPv4-mapped ranges as IPv4. */
export type Network = {
  readonly text: string;
  readonly address: ipaddr.IPv4 | ipaddr.IPv6;
  readonly prefix: number;
};

/**
 * Reads `10.0.0.0/8`, `2001:db8::/32` or a single address.
 * @returns null for anything else, including an address with bits set beyond its prefix, which nobody can mean
 */
export function parseNetwork(text: string): Network | null {
  const [addressText = "", prefixText, ...rest] = text.split("/");
  if (rest.length > 0 || !ipaddr.isValid(addressText) || !isWhole(addressText)) return null;
  const address = ipaddr.parse(addressText);
  const bits = address.kind() === "ipv4" ? 32 : 128;
  if (prefixText !== undefined && !/^(0|[1-9]\d{0,2})$/.test(prefixText)) return null;
  const prefix = prefixText === undefined ? bits : Number(prefixText);
  if (prefix > bits || hasBitsBeyond(address, prefix)) return null;
  if (address instanceof ipaddr.IPv6 && address.isIPv4MappedAddress() && prefix >= 96) {
    return { text, address: address.toIPv4Address(), prefix: prefix - 96 };
  }
  return { text, address, prefix };
}

/** Whether an address, as text, lies in one of the networks. Text that is not an address lies in none. */
export function inNetworks(networks: readonly Network[], address: string): boolean {
  if (networks.length === 0) return false;
  const parsed = parseAddress(address);
  if (parsed === null) return false;
  return networks.some((network) => covers(network, parsed));
}

/** Whether two networks share an address. */
export function overlap(one: Network, other: Network): boolean {
  if (one.address.kind() !== other.address.kind()) return false;
  const prefix = Math.min(one.prefix, other.prefix);
  return matches(one.address, other.address, prefix);
}

/** Whether all addresses of a network are of another, too. */
export function isPartOf(part: Network, whole: Network): boolean {
  return whole.prefix <= part.prefix && overlap(part, whole);
}

/**
 * Spells an address in one way: IPv4-mapped as IPv4, IPv6 shortened, no zone.
 * @returns null if the text is not an address
 */
export function canonicalAddress(text: string): string | null {
  return parseAddress(text)?.toString() ?? null;
}

/** The addresses of late, since every request has one, and most come from few. */
let parsed = new Map<string, ipaddr.IPv4 | ipaddr.IPv6 | null>();
const mostParsed = 1_000;

function parseAddress(text: string): ipaddr.IPv4 | ipaddr.IPv6 | null {
  const known = parsed.get(text);
  if (known !== undefined) return known;
  if (parsed.size >= mostParsed) parsed = new Map();
  const made = text.length > 64 ? null : parseAnew(text);
  if (text.length <= 64) parsed.set(text, made);
  return made;
}

function parseAnew(text: string): ipaddr.IPv4 | ipaddr.IPv6 | null {
  const bare = text.replace(/%.*$/, "");
  if (!ipaddr.isValid(bare) || !isWhole(bare)) return null;
  return ipaddr.process(bare);
}

/** ipaddr.js accepts `10.1`, `0x7f.1` and `010.0.0.1`, which it reads as octal, also at the end of IPv6: nobody means those. */
function isWhole(text: string): boolean {
  const [, last = ""] = /([^:]*)$/.exec(text) ?? [];
  if (text.includes(":") && !last.includes(".")) return true;
  return /^(0|[1-9]\d{0,2})(\.(0|[1-9]\d{0,2})){3}$/.test(last);
}

function hasBitsBeyond(address: ipaddr.IPv4 | ipaddr.IPv6, prefix: number): boolean {
  return address
    .toByteArray()
    .some((byte, index) => (byte & (0xff >> Math.min(8, Math.max(0, prefix - 8 * index)))) !== 0);
}

function covers(network: Network, address: ipaddr.IPv4 | ipaddr.IPv6): boolean {
  return network.address.kind() === address.kind() && matches(network.address, address, network.prefix);
}

/** ipaddr.js types `match` per kind, so a mixed pair does not compile; comparing bytes works for both. */
function matches(one: ipaddr.IPv4 | ipaddr.IPv6, other: ipaddr.IPv4 | ipaddr.IPv6, prefix: number): boolean {
  const left = one.toByteArray();
  const right = other.toByteArray();
  for (let bit = 0; bit < prefix; bit += 8) {
    const shift = Math.max(0, 8 - (prefix - bit));
    if ((left[bit / 8] ?? 0) >> shift !== (right[bit / 8] ?? 0) >> shift) return false;
  }
  return true;
}

/** Whether an address belongs to this machine. */
export function isLocal(address: string | null): boolean {
  return address === "::1" || (address?.startsWith("127.") ?? false);
}
