import { getPublicSuffix } from "tldts";
import { asciiDomain } from "@/attributes/ascii-domain";

/**
 * Whether a host is a domain or lies below it: `voice.example.com` is within `example.com`. A domain below which anybody
 * registers names (`co.uk`, `github.io`) is nobody's, and nothing is within it.
 */
export function isWithinDomain(host: string, domain: string): boolean {
  const [below, above] = [
    asciiDomain(host) ?? host.toLowerCase(),
    asciiDomain(domain) ?? domain.toLowerCase(),
  ];
  if (!above.includes(".") || getPublicSuffix(above, { allowPrivateDomains: true }) === above) return false;
  return below === above || below.endsWith(`.${above}`);
}
