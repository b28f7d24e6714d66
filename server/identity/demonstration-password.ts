/** The password of the demonstration's three log-ins. It is in the README: whoever reads it knows it. */
export const demonstrationPassword = "demo-portal-1";

/**
 * Whether a password is the demonstration's: it works only from the machine itself, without forwarding headers,
 * for anybody who has it.
 */
export function isDemonstrationPassword(password: string): boolean {
  return password === demonstrationPassword;
}
