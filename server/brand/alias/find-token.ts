import { Resolver } from "node:dns/promises";
import { settings } from "../../ground/settings";

/** What a check of DNS found: the record, an answer without it, or no answer. */
export type Seen = "found" | "missing" | "failed";

/** How long each of the two tries may take. */
const patienceMs = 3_000;

/** The name of the record that holds a customer's token. */
export function recordName(alias: string): string {
  return `_trellis.${alias}`;
}

/**
 * Looks for a token in the TXT records at `_trellis.<alias>`, joining the parts of a long record first. Never throws,
 * and never takes longer than two tries: a slow answer counts as none.
 * @param tryMs how long one try may take
 */
export async function findToken(alias: string, token: string, tryMs = patienceMs): Promise<Seen> {
  const resolver = new Resolver({ timeout: tryMs, tries: 2 });
  const { dnsServer } = settings();
  if (dnsServer !== undefined) resolver.setServers([dnsServer]);
  // the library doubles its time-out with each try and follows CNAMEs, so we set our own limit
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

/** Whether an error is an answer: no such name, no such record, or a name that DNS cannot hold. */
function saysThereIsNone(error: unknown): boolean {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  return code === "ENOTFOUND" || code === "ENODATA" || code === "EBADNAME";
}
