import { database } from "../database/client";
import { hostName } from "../ground/network/host-name";
import { settings } from "../ground/settings";
import { idsOn } from "../tree/tree";
import { isLocalAlias } from "./alias/alias-name";
import { servedForMs } from "./alias/judge-check";
import { onBrandChange } from "./changes/watch-changes";

/** Whether a host is the service's own. Ports are ignored. */
export function isPublicHost(host: string): boolean {
  return settings().publicHost.includes(hostName(host));
}

/**
 * Whether this service answers on a request's host: its own hosts and customers' verified aliases.
 * With the demonstration on loopback, aliases under `.localhost` count as verified. Source: semantics, 'Branding'.
 */
export async function isKnownHost(host: string): Promise<boolean> {
  return isPublicHost(host) || (await customerOfAlias(host)) !== null;
}

/**
 * Whether a customer's people can be logged in on a host: an alias admits its own customer and everyone below, the
 * service's own hosts admit everybody. Source: semantics, 'Branding'.
 * @param path the customer's
 */
export async function admits(host: string, path: string): Promise<boolean> {
  const owner = await customerOfAlias(host);
  return owner === null || idsOn(path).includes(owner);
}

/** The longest name that DNS allows; anything longer is not looked up. */
const longestName = 253;

/**
 * Finds the customer whose verified alias a host is, including a lost alias in its last days. Looks each host up once;
 * every process drops what it knows within two seconds of a change.
 * @returns null for the service's own hosts and for unknown ones
 */
export async function customerOfAlias(host: string): Promise<number | null> {
  const name = hostName(host);
  if (name === "" || name.length > longestName || isPublicHost(host)) return null;
  const served = known.get(name);
  if (served && served.until > Date.now()) return served.i_customer;
  if ((unknown.get(name) ?? 0) > Date.now()) return null;
  const asked = changes;
  const found = await findServed(name);
  // a change may have overtaken this look-up; keep only what is still true
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
/** how long each host counts as unknown */
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

/** Bounds the cache: anybody can send any name, and those must neither fill the memory nor evict served hosts. */
function keep(name: string, found: Served | null): void {
  if (found) {
    if (known.size >= mostKnown) known.clear();
    known.set(name, found);
    return;
  }
  if (unknown.size >= mostUnknown) unknown.clear();
  unknown.set(name, Date.now() + unknownForMs);
}
