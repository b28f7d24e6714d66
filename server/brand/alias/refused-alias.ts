import { getPublicSuffix } from "tldts";
import type { Problem } from "@/attributes/kinds/kind";
import { settings } from "../../ground/settings";
import { isLocalAlias, isLocalName } from "./local-alias";

/**
 * Says why a well-formed ASCII host name cannot be an alias: it is the service's own host, or above or below one; others
 * register their names under it (`co.uk`, `github.io`); or it is local (`.localhost`) while the service can be reached
 * from elsewhere. Source: semantics, 'Branding'.
 * @returns null if it can be an alias
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
    // the demonstration uses aliases under localhost, so those are fine
    (host) =>
      alias === host || host.endsWith(`.${alias}`) || (host !== "localhost" && alias.endsWith(`.${host}`)),
  );
}

/** Uses the private part of the public suffix list too: anybody can have a name below `github.io`, but nobody owns `github.io`. */
function isPublicSuffix(alias: string): boolean {
  return [true, false].some(
    (allowPrivateDomains) => getPublicSuffix(alias, { allowPrivateDomains }) === alias,
  );
}
