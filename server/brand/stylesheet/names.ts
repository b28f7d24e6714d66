const own = "own-";

/**
 * Renames custom properties and other names that begin with two dashes: `--brand-…` belongs to the contract
 * (docs/branding.md), anything else becomes `--own-…` wherever the stylesheet sets or reads it. So no name can collide
 * with the product's (`--danger`) or its tools' (`--tw-…`), which protected parts inside the region use, and `@property`,
 * which affects the whole page, cannot register one of ours.
 */
export function ownDashed(name: string): string {
  return name.startsWith("--brand-") || name.startsWith(`--${own}`) ? name : `--${own}${name.slice(2)}`;
}

/** Renames an animation, so that it cannot replace the product's of the same name on the whole page. */
export function ownName(name: string): string {
  return name.startsWith(own) ? name : `${own}${name}`;
}

/**
 * Whether an attribute may hold a secret, above all the value of a field. A selector on it could read the secret letter
 * by letter. `[type=password]` reveals nothing.
 */
export function holdsSecrets(attribute: string): boolean {
  return /^(?:value|nonce|srcdoc)$|value|secret|token|csrf|otp|passw|credential/.test(attribute);
}
