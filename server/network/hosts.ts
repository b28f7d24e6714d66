import { database } from "../database/client";
import { hostName, isLoopback, settings } from "../settings";

/** Whether a host is the service's own. Ports are ignored. */
export function isPublicHost(host: string): boolean {
  return settings().publicHost.includes(hostName(host));
}

/**
 * Whether a request's host is one that this service answers on: its own, or a customer's verified alias.
 * With the demonstration on loopback, aliases under `.localhost` count as verified. Source: semantics, 'Branding'.
 */
export async function isKnownHost(host: string): Promise<boolean> {
  return isPublicHost(host) || (await customerOfAlias(host)) !== null;
}

/**
 * The customer whose verified alias a host is. Looked up once in some seconds per host.
 * @returns null for the service's own hosts, and for unknown ones
 */
export async function customerOfAlias(host: string): Promise<number | null> {
  const name = hostName(host);
  if (name === "" || isPublicHost(host)) return null;
  const known = cache.get(name);
  if (known && known.until > Date.now()) return known.i_customer;
  const unproven = name.endsWith(".localhost") && isLoopback(settings().host);
  const row = await database().customer.findFirst({
    where: { dns_alias: name, ...(unproven ? {} : { alias_verified_at: { not: null } }) },
    orderBy: { i_customer: "asc" },
    select: { i_customer: true },
  });
  // names that anybody may send must not fill the memory
  if (cache.size > 1_000) cache.clear();
  cache.set(name, { i_customer: row?.i_customer ?? null, until: Date.now() + 5_000 });
  return row?.i_customer ?? null;
}

const cache = new Map<string, { i_customer: number | null; until: number }>();
