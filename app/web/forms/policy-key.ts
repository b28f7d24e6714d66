/** The key of a password policy's text in `login.policy_…`. An unknown policy is the standard one. */
export function policyKey(i_password_policy: number | null): "1" | "2" | "3" {
  return i_password_policy === 3 ? "3" : i_password_policy === 2 ? "2" : "1";
}
