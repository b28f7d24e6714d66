import type { IncomingHttpHeaders } from "node:http";
import type { Actor } from "../../actor/actor";
import type { Caller } from "../../ground/network/caller";
import { inNetworks } from "../../ground/network/networks";
import { isLoopback, settings } from "../../ground/settings";

/** Whether a browser sent it for a page; from the address bar it sends neither header. */
export function isFromPage(headers: IncomingHttpHeaders): boolean {
  const site = headers["sec-fetch-site"];
  return headers.origin !== undefined || (site !== undefined && site !== "none");
}

/** Whether the address alone says that the operator's own program calls. Source: semantics, 'Trusted mode'. */
export function isTrusted({ address, forwarded }: Caller): boolean {
  return !forwarded && inNetworks(settings().trustedHosts, address);
}

/** Whether nobody on the way reads what a caller sends: over HTTPS, or within this machine. */
export function isEncrypted({ protocol, address }: Caller): boolean {
  return protocol === "https" || isLoopback(address);
}

/** Whether a caller may send credentials the way that it came. */
export function isConfidential(caller: Caller): boolean {
  return isEncrypted(caller) || settings().xmlapiAllowHttp;
}

/** A trusted host acts as an administrator of root, but as no particular person. */
export function trustedActor(address: string): Actor {
  return {
    door: "trusted",
    i_customer: 1,
    i_web_user: null,
    login: null,
    access_level: "ADMINISTRATOR",
    address,
  };
}
