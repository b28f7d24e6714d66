/** The password of the demonstration's three log-ins. The README publishes it. */
export const demonstrationPassword = "demo-portal-1";

/**
 * Whether a password is the demonstration's, which works only from this machine and without forwarding headers,
 * whoever has it.
 */
export function isDemonstrationPassword(password: string): boolean {
  return password === demonstrationPassword;
}
