/**
 * A domain's form in DNS: `xn--e1afmkfd.xn--p1ai` for `пример.рф`. In any script, each label must be one that DNS can
 * have; an address in digits and a single label are not domains.
 * Source: UTS #46 as the URL standard has it, RFC 1035 §2.3.1.
 * @returns null if the text is not a domain
 */
export function asciiDomain(domain: string): string | null {
  if (/[/:@?#\s%\\[\]]/.test(domain) || breaksDirection(domain)) return null;
  const url = `http://${domain}`;
  if (!URL.canParse(url) || !isPunycode(domain)) return null;
  const { hostname } = new URL(url);
  const labels = hostname.split(".");
  const isDomain =
    hostname.length <= 253 &&
    labels.length >= 2 &&
    labels.every((label) => /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/.test(label)) &&
    // a name that ends in digits is an address
    !/^\d+$/.test(labels.at(-1) ?? "");
  return isDomain ? hostname : null;
}

/**
 * Whether labels in their form for DNS have one for people. Node from 22 on looks into them only if another label has
 * letters beyond ASCII.
 */
function isPunycode(domain: string): boolean {
  return !/xn--/i.test(domain) || URL.canParse(`http://\u00e9.${domain}`);
}

/**
 * Whether a label begins with a digit in a domain that is read from right to left, where nobody could tell to which side
 * it belongs. Source: RFC 5893 §2, rule 1.
 */
function breaksDirection(domain: string): boolean {
  if (!/[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\u0660-\u0669]/u.test(domain))
    return false;
  return domain.split(/[.\u3002\uff0e\uff61]/u).some((label) => /^\p{Nd}/u.test(label));
}
