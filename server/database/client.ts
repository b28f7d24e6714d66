import { PrismaPg } from "@prisma/adapter-pg";
import { settings } from "../settings";
import { PrismaClient } from "./generated/client";

/** A connection, or a transaction of one: what queries are sent through. */
export type Queries = Omit<
  PrismaClient,
  "$connect" | "$disconnect" | "$on" | "$use" | "$extends" | "$transaction"
>;

// Next and main.ts bundle this file each for themselves: one pool for both
const shared = globalThis as { trellisDatabase?: PrismaClient };

/** The database of this process, connected as the application's role. */
export function database(): PrismaClient {
  shared.trellisDatabase ??= new PrismaClient({
    adapter: new PrismaPg({
      connectionString: settings().databaseUrl,
      max: 12,
      application_name: "trellis",
      // Prisma's adapter reads and writes times without their zone: the session's must be the one that it means
      options: "-c TimeZone=UTC",
    }),
    transactionOptions: { maxWait: 15_000, timeout: 30_000 },
  });
  return shared.trellisDatabase;
}

/** Closes the connections, at the end of the process or of a test. */
export async function closeDatabase(): Promise<void> {
  await shared.trellisDatabase?.$disconnect();
  delete shared.trellisDatabase;
}
