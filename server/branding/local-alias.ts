import { isLoopback, settings } from "../settings";

/**
 * Whether an alias counts as verified without a proof: one under `.localhost`, which leads to this machine alone, where
 * the service listens there alone too. The demonstration's are such. Source: semantics, 'Branding'.
 */
export function isLocalAlias(alias: string): boolean {
  return isLocalName(alias) && isLoopback(settings().host);
}

export function isLocalName(alias: string): boolean {
  return alias === "localhost" || alias.endsWith(".localhost");
}
