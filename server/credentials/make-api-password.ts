import { randomBytes } from "node:crypto";

/** Makes an API password of 144 bits, with lower-case letters, capitals and digits, as the strictest policy demands. */
export function makeApiPassword(): string {
  const password = randomBytes(18).toString("base64url");
  const isMixed = [/[a-z]/, /[A-Z]/, /\d/].every((kind) => kind.test(password));
  return isMixed ? password : makeApiPassword();
}
