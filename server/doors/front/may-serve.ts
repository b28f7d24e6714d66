import { isKnownHost } from "../../brand/hosts";
import type { Caller } from "../../ground/network/caller";
import { inNetworks } from "../../ground/network/networks";
import { isLoopback, settings } from "../../ground/settings";

/** Who asks. */
export type Asking = Caller & {
  /** somebody forwarded the request, trusted or not */
  readonly relayed: boolean;
};

/**
 * Tells a proxy whether to get a certificate for a host (`/branding/may-serve?domain=`): yes for the service's own hosts
 * and for served aliases. Only this machine and trusted proxies may ask; for everybody else the page does not exist. A
 * request that a proxy forwards is a person's, not the proxy's own.
 * @returns the status and a word
 */
export async function maySay(url: string, caller: Asking): Promise<readonly [status: number, text: string]> {
  const asks = isLoopback(caller.address) || inNetworks(settings().trustedProxies, caller.address);
  if (!asks || caller.relayed) return [404, "Not found."];
  const domain = new URLSearchParams(url.split("?")[1]).get("domain") ?? "";
  return (await isKnownHost(domain)) ? [200, "yes"] : [403, "no"];
}
