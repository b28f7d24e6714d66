import { isLoopback, settings } from "../../ground/settings";

/**
 * Whether an alias counts as verified without a proof: it ends in `.localhost`, which only leads to this machine, and the
 * service listens on this machine only. The demonstration uses such aliases. Source: semantics, 'Branding'.
 */
export function isLocalAlias(alias: string): boolean {
  return isLocalName(alias) && isLoopback(settings().host);
}

export function isLocalName(alias: string): boolean {
  return alias === "localhost" || alias.endsWith(".localhost");
}
