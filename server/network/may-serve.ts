import { isLoopback, settings } from "../settings";
import type { Caller } from "./caller";
import { isKnownHost } from "./hosts";
import { isWithin } from "./networks";

/** Who asks. */
export type Asking = Caller & {
  /** somebody passed the request on, trusted or not */
  readonly relayed: boolean;
};

/**
 * What a proxy is told that asks whether it may get a certificate for a host (`/branding/may-serve?domain=`): yes for
 * the service's own and for aliases that are served. Only this machine and trusted proxies may ask; for all others the
 * page is not there. What a proxy passes on is a person's request, and none of its own.
 * @returns the status and a word
 */
export async function maySay(url: string, caller: Asking): Promise<readonly [status: number, text: string]> {
  const asks = isLoopback(caller.address) || isWithin(settings().trustedProxies, caller.address);
  if (!asks || caller.relayed) return [404, "Not found."];
  const domain = new URLSearchParams(url.split("?")[1]).get("domain") ?? "";
  return (await isKnownHost(domain)) ? [200, "yes"] : [403, "no"];
}
