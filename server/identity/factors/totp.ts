import { Secret, TOTP } from "otpauth";
import { withoutGroups } from "../../ground/text/typed-digits";

const periodS = 30;

/** Makes a secret for an authenticator: 160 bits as base32. Source: RFC 4226 §4. */
export function makeTotpSecret(): string {
  return new Secret({ size: 20 }).base32;
}

/** The URI that an authenticator reads from the QR code. */
export function totpAddress(secret: string, login: string, issuer: string): string {
  return totp(secret, { label: login, issuer }).toString();
}

/**
 * Finds the time step of a code: the present one or one beside it, but no step that was already used.
 * Source: RFC 6238 §5.2.
 * @returns null if the code is wrong or already used
 */
export function stepOf(secret: string, code: string, lastStep: bigint | null): bigint | null {
  const token = withoutGroups(code);
  if (!/^\d{6}$/.test(token)) return null;
  const delta = totp(secret, {}).validate({ token, window: 1 });
  if (delta === null) return null;
  const step = BigInt(Math.floor(Date.now() / 1000 / periodS) + delta);
  return lastStep !== null && step <= lastStep ? null : step;
}

function totp(secret: string, names: { readonly label?: string; readonly issuer?: string }): TOTP {
  return new TOTP({
    ...names,
    algorithm: "SHA1",
    digits: 6,
    period: periodS,
    secret: Secret.fromBase32(secret),
  });
}
