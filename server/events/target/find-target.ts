import { Resolver } from "node:dns/promises";
import { networkInterfaces } from "node:os";
import type { TryProblem } from "@/attributes/webhooks";
import { hostName } from "../../ground/network/host-name";
import { canonicalAddress } from "../../ground/network/networks";
import { settings } from "../../ground/settings";
import { judgeAddress } from "./judge-address";
import { hasEmptyLabel, hostOf, isAddress } from "./read-target";

/** Where a try connects to: addresses that were checked, of which the socket takes one and nothing else. */
export type Target = { readonly url: URL; readonly addresses: readonly string[] };

/** How long looking up a name may take. */
const patienceMs = 3_000;

/**
 * Finds the addresses of an endpoint, anew for each try, and checks each of them: a name that leads to a public address and to a
 * private one is refused as a whole.
 * @param isRoots an endpoint of root itself
 */
export async function findTarget(
  url: URL,
  isRoots: boolean,
): Promise<Target | { readonly problem: TryProblem }> {
  const host = hostOf(url);
  if (settings().publicHost.includes(hostName(url.hostname))) return { problem: "own_address" };
  const addresses = isAddress(host) ? [host] : hasEmptyLabel(host) ? [] : await addressesOf(host);
  if (addresses.length === 0) return { problem: "no_address" };
  const own = await ownAddresses();
  for (const address of addresses) {
    const problem = judgeAddress(address, { isRoots, own });
    if (problem) return { problem };
  }
  return { url, addresses: addresses.map((address) => canonicalAddress(address) ?? address) };
}

/**
 * The addresses of a name by DNS alone: what the machine knows by itself (`/etc/hosts`) is nobody else's business. A name server
 * that does not answer holds up nothing but this try.
 */
async function addressesOf(host: string): Promise<string[]> {
  const resolver = new Resolver({ timeout: patienceMs / 2, tries: 1 });
  const { dnsServer } = settings();
  if (dnsServer !== undefined) resolver.setServers([dnsServer]);
  const late = setTimeout(() => resolver.cancel(), patienceMs);
  const found = await Promise.allSettled([resolver.resolve4(host), resolver.resolve6(host)]);
  clearTimeout(late);
  return found.flatMap((each) => (each.status === "fulfilled" ? each.value : []));
}

const keptForMs = 60_000;
let kept:
  | { readonly for: object; readonly until: number; readonly found: Promise<ReadonlySet<string>> }
  | undefined;

/** The addresses of this machine, of the service's own hosts, and of the database, looked up once a minute. */
async function ownAddresses(): Promise<ReadonlySet<string>> {
  const now = settings();
  if (kept?.for !== now || kept.until < Date.now()) {
    kept = { for: now, until: Date.now() + keptForMs, found: findOwn() };
  }
  return await kept.found;
}

async function findOwn(): Promise<ReadonlySet<string>> {
  const { publicHost, publicUrl, databaseUrl, migrationDatabaseUrl, jobsDatabaseUrl, databaseReplicaUrls } =
    settings();
  const urls = [publicUrl, databaseUrl, migrationDatabaseUrl, jobsDatabaseUrl, ...databaseReplicaUrls];
  const hosts = [...publicHost, ...urls.flatMap((url) => (url === undefined ? [] : [hostOf(new URL(url))]))];
  const bare = hosts.map((host) => host.replace(/^\[(.*)\]$/, "$1")).filter((host) => host !== "");
  const looked = await Promise.all(
    bare.map(async (host) => (isAddress(host) ? [host] : await addressesOf(host))),
  );
  const interfaces = Object.values(networkInterfaces()).flatMap((all) => all ?? []);
  const all = [...looked.flat(), ...interfaces.map(({ address }) => address)];
  return new Set(all.flatMap((address) => canonicalAddress(address) ?? []));
}
