import { demonstrationPassword } from "@/server/credentials/demonstration-password";
import { isPassword } from "@/server/credentials/password-hash";
import { database } from "@/server/database/client";
import { Prisma } from "@/server/database/generated/client";
import { readRows } from "@/server/database/rows";
import { uniqueKey } from "@/server/ground/text/unique-key";

/** The demonstration's three log-ins. */
export const demonstrationLogIns = ["ssp-root", "reseller", "customer"] as const;

/** Whether any of them still has its public password; if so, the service must not listen beyond this machine. */
export async function demonstrationLogInsStand(): Promise<boolean> {
  const users = await readRows<{ password_hash: string | null }>(
    database(),
    Prisma.sql`SELECT password_hash FROM web_users WHERE login_key = ANY (${demonstrationLogIns.map(uniqueKey)})`,
  );
  const stands = await Promise.all(
    users.map(({ password_hash }) =>
      password_hash === null ? false : isPassword(demonstrationPassword, password_hash),
    ),
  );
  return stands.includes(true);
}
