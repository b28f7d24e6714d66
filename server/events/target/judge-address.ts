import ipaddr from "ipaddr.js";
import type { TryProblem } from "@/attributes/webhooks";
import { canonicalAddress, inNetworks } from "../../ground/network/networks";
import { settings } from "../../ground/settings";

/** What is known of who wants to send there. */
export type Sender = {
  /** an endpoint of root itself, which alone may reach the operator's own networks (WEBHOOK_NETWORKS) */
  readonly isRoots: boolean;
  /** the addresses of this machine, of the service's own hosts, and of the database */
  readonly own: ReadonlySet<string>;
};

/**
 * Whether messages may go to an address: only one of the public internet, and none that this service lives on or trusts.
 * @param text an address, as DNS gives it
 */
export function judgeAddress(text: string, { isRoots, own }: Sender): TryProblem | null {
  const address = canonicalAddress(text);
  if (address === null) return "not_public";
  const { webhookNetworks, trustedHosts, supportNetworks = [], trustedProxies } = settings();
  const parsed = ipaddr.parse(address);
  const [bare, tunnelled] = [unwrapped(parsed), inTunnel(parsed)];
  const spellings = [address, bare.toString(), ...(tunnelled ? [tunnelled.toString()] : [])];
  if (spellings.some((each) => own.has(each))) return "own_address";
  if (isRoots && inNetworks(webhookNetworks, address)) return null;
  if (tunnelled) return "not_public";
  if (bare.range() !== "unicast" || !isGlobal(bare)) return "not_public";
  const kept = [...webhookNetworks, ...trustedHosts, ...supportNetworks, ...trustedProxies];
  return spellings.some((each) => inNetworks(kept, each)) ? "own_address" : null;
}

/** What an address translates to where it is one of IPv4 in the clothes of IPv6. Source: RFC 6052, the well-known prefix. */
function unwrapped(address: ipaddr.IPv4 | ipaddr.IPv6): ipaddr.IPv4 | ipaddr.IPv6 {
  if (address instanceof ipaddr.IPv4) return address;
  const [bytes, translated] = [address.toByteArray(), ipaddr.IPv6.parse("64:ff9b::")];
  return address.match(translated, 96) ? ipaddr.fromByteArray(bytes.slice(12)) : address;
}

/**
 * The address of IPv4 that a tunnel within somebody's own network leads to, under whatever prefix: none of these is of the public
 * internet. Source: RFC 5214, 6.1 (ISATAP).
 */
function inTunnel(address: ipaddr.IPv4 | ipaddr.IPv6): ipaddr.IPv4 | ipaddr.IPv6 | null {
  const bytes = address.toByteArray();
  const [flags = 0, ...mark] = bytes.slice(8, 12);
  // the two bits say whether the address within is unique in the world
  const isTunnel = (flags & 0b1111_1100) === 0 && mark.join() === "0,94,254";
  return isTunnel ? ipaddr.fromByteArray(bytes.slice(12)) : null;
}

/** Nothing but 2000::/3 is handed out to the public so far. */
function isGlobal(address: ipaddr.IPv4 | ipaddr.IPv6): boolean {
  return address instanceof ipaddr.IPv4 || address.match(ipaddr.IPv6.parse("2000::"), 3);
}
