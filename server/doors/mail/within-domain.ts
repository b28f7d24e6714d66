import { getPublicSuffix } from "tldts";
import { asciiDomain } from "@/attributes/reading/ascii-domain";

/**
 * Whether a host is a domain or below it: `voice.example.com` is within `example.com`. Nothing is within a domain below
 * which anybody can register names (`co.uk`, `github.io`).
 */
export function isWithinDomain(host: string, domain: string): boolean {
  const [below, above] = [
    asciiDomain(host) ?? host.toLowerCase(),
    asciiDomain(domain) ?? domain.toLowerCase(),
  ];
  if (!above.includes(".") || getPublicSuffix(above, { allowPrivateDomains: true }) === above) return false;
  return below === above || below.endsWith(`.${above}`);
}
