/** Whether a host is a domain or lies below it: `voice.example.com` is within `example.com`. */
export function isWithinDomain(host: string, domain: string): boolean {
  const [below, above] = [host.toLowerCase(), domain.toLowerCase()];
  return above !== "" && above.includes(".") && (below === above || below.endsWith(`.${above}`));
}
