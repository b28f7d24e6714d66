import { Resolver } from "node:dns/promises";
import { settings } from "../settings";

/** What a look at DNS saw: the record, an answer without it, or no answer. */
export type Seen = "found" | "missing" | "failed";

/** Each try; there are two. */
const patienceMs = 3_000;

/** Where a customer puts its token. */
export function recordName(alias: string): string {
  return `_trellis.${alias}`;
}

/**
 * Looks whether a TXT record at `_trellis.<alias>` holds a token; a long record's parts are put together first. Never
 * throws, and never takes longer than two tries: whoever answers slowly, answers not at all.
 * @param tryMs how long one try may take
 */
export async function findToken(alias: string, token: string, tryMs = patienceMs): Promise<Seen> {
  const resolver = new Resolver({ timeout: tryMs, tries: 2 });
  const { dnsServer } = settings();
  if (dnsServer !== undefined) resolver.setServers([dnsServer]);
  // the library doubles its patience with each try, and follows names to other names
  const late = setTimeout(() => resolver.cancel(), 2 * tryMs + 500);
  try {
    const records = await resolver.resolveTxt(recordName(alias));
    return records.some((parts) => parts.join("").trim() === token) ? "found" : "missing";
  } catch (error) {
    return saysThereIsNone(error) ? "missing" : "failed";
  } finally {
    clearTimeout(late);
  }
}

/** No such name, no such record, or a name that cannot be asked for: that is an answer. */
function saysThereIsNone(error: unknown): boolean {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  return code === "ENOTFOUND" || code === "ENODATA" || code === "EBADNAME";
}
