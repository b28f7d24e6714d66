import { randomBytes } from "node:crypto";

/** A new API password: 144 bits, with small letters, capitals and digits, as the strictest policy wants it. */
export function makeApiPassword(): string {
  const password = randomBytes(18).toString("base64url");
  const isMixed = [/[a-z]/, /[A-Z]/, /\d/].every((kind) => kind.test(password));
  return isMixed ? password : makeApiPassword();
}
