const own = "own-";

/**
 * A custom property, or another name that begins with two dashes: `--brand-…` is the contract's (docs/branding.md), any
 * other becomes `--own-…`, where it is set and where it is read. So none can be one of the product's (`--danger`) or
 * of its tools (`--tw-…`), which protected parts inside the region are made of; and `@property`, which holds for the
 * whole page, registers nothing of ours.
 */
export function ownDashed(name: string): string {
  return name.startsWith("--brand-") || name.startsWith(`--${own}`) ? name : `--${own}${name.slice(2)}`;
}

/** The name of an animation: the product's own of the same name would be another one for the whole page. */
export function ownName(name: string): string {
  return name.startsWith(own) ? name : `${own}${name}`;
}

/**
 * Whether an attribute may hold what nobody else is to know: a field's value above all. `[type=password]` tells nothing.
 * A selector on such an attribute asks what it holds, letter by letter.
 */
export function holdsSecrets(attribute: string): boolean {
  return /^(?:value|nonce|srcdoc)$|value|secret|token|csrf|otp|passw|credential/.test(attribute);
}
