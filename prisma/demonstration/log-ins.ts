import { demonstrationPassword } from "@/server/credentials/demonstration-password";
import { isPassword } from "@/server/credentials/password-hash";
import { database } from "@/server/database/client";
import { uniqueKey } from "@/server/ground/text/unique-key";

/** The demonstration's three log-ins. */
export const demonstrationLogIns = ["ssp-root", "reseller", "customer"] as const;

/** Whether any of them still has its public password; if so, the service must not listen beyond this machine. */
export async function demonstrationLogInsStand(): Promise<boolean> {
  const users = await database().webUser.findMany({
    where: { login_key: { in: demonstrationLogIns.map(uniqueKey) } },
    select: { password_hash: true },
  });
  const stands = await Promise.all(
    users.map(({ password_hash }) =>
      password_hash === null ? false : isPassword(demonstrationPassword, password_hash),
    ),
  );
  return stands.includes(true);
}
