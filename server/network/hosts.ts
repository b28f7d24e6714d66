import { servedForMs } from "../branding/judge-look";
import { isLocalAlias } from "../branding/local-alias";
import { onBrandChange } from "../branding/watch-changes";
import { idsOn } from "../customers/tree";
import { database } from "../database/client";
import { hostName, settings } from "../settings";

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
 * Whether people of a customer can be logged in on a host: on an alias those of its customer and below, elsewhere all.
 * Source: semantics, 'Branding'.
 * @param path the customer's
 */
export async function admits(host: string, path: string): Promise<boolean> {
  const owner = await customerOfAlias(host);
  return owner === null || idsOn(path).includes(owner);
}

/** What is no host anywhere is not even looked up. */
const longestName = 253;

/**
 * The customer whose verified alias a host is, one that was lost for its last days too. Looked up once per host; every
 * process forgets what it knows within two seconds after anything changed.
 * @returns null for the service's own hosts, and for unknown ones
 */
export async function customerOfAlias(host: string): Promise<number | null> {
  const name = hostName(host);
  if (name === "" || name.length > longestName || isPublicHost(host)) return null;
  const served = known.get(name);
  if (served && served.until > Date.now()) return served.i_customer;
  if ((unknown.get(name) ?? 0) > Date.now()) return null;
  const asked = changes;
  const found = await findServed(name);
  // what was read before a change, and came after it, is not kept
  if (asked === changes) keep(name, found);
  return found?.i_customer ?? null;
}

type Served = { readonly i_customer: number; readonly until: number };

async function findServed(name: string): Promise<Served | null> {
  const [row] = await database().$queryRaw<{ i_customer: number; lost_at: Date | null }[]>`
    SELECT c.i_customer, p.lost_at
      FROM customers c LEFT JOIN alias_proofs p USING (i_customer)
     WHERE c.dns_alias = ${name}
       AND (${isLocalAlias(name)} OR (c.alias_verified_at IS NOT NULL
            AND (p.lost_at IS NULL OR p.lost_at > now() - make_interval(secs => ${servedForMs / 1000}))))
     ORDER BY c.i_customer LIMIT 1`;
  if (!row) return null;
  const until = row.lost_at ? row.lost_at.getTime() + servedForMs : Number.POSITIVE_INFINITY;
  return { i_customer: row.i_customer, until };
}

const known = new Map<string, Served>();
/** until when a host counts as unknown */
const unknown = new Map<string, number>();
let changes = 0;

onBrandChange(() => {
  changes += 1;
  known.clear();
  unknown.clear();
});

const unknownForMs = 5_000;
const mostKnown = 10_000;
const mostUnknown = 1_000;

/** Names that anybody may send must not fill the memory, nor push out those that are served. */
function keep(name: string, found: Served | null): void {
  if (found) {
    if (known.size >= mostKnown) known.clear();
    known.set(name, found);
    return;
  }
  if (unknown.size >= mostUnknown) unknown.clear();
  unknown.set(name, Date.now() + unknownForMs);
}
