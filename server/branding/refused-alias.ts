import { getPublicSuffix } from "tldts";
import type { Problem } from "@/attributes/kind";
import { settings } from "../settings";
import { isLocalAlias, isLocalName } from "./local-alias";

/**
 * Why a host name, well formed and in its ASCII form, cannot be an alias: it is the service's own host, or above or
 * below it; it is a name under which others register theirs (`co.uk`, `github.io`); it is nobody's (`.localhost`), where
 * the service can be reached from elsewhere. Source: semantics, 'Branding'.
 * @returns null where it can be one
 */
export function refusedAlias(alias: string): Problem | null {
  if (isNearPublicHost(alias)) {
    return { message: "must not be the service's own host, nor above or below it", key: "own_host" };
  }
  if (isPublicSuffix(alias)) {
    return {
      message: "must not be a name under which others register theirs, such as co.uk",
      key: "public_suffix",
    };
  }
  if (isLocalName(alias) && !isLocalAlias(alias)) {
    return { message: "must not be under localhost, which is nobody's", key: "local_host" };
  }
  return null;
}

function isNearPublicHost(alias: string): boolean {
  return settings().publicHost.some(
    // everything under localhost may be an alias: it is the demonstration's
    (host) =>
      alias === host || host.endsWith(`.${alias}`) || (host !== "localhost" && alias.endsWith(`.${host}`)),
  );
}

/** By the public suffix list, its private part too: below `github.io` everybody has a name, and none has `github.io`. */
function isPublicSuffix(alias: string): boolean {
  return [true, false].some(
    (allowPrivateDomains) => getPublicSuffix(alias, { allowPrivateDomains }) === alias,
  );
}
