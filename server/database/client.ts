import { PrismaPg } from "@prisma/adapter-pg";
import { settings } from "../ground/settings";
import { PrismaClient } from "./generated/client";

/** A connection or a transaction: whatever queries go through. */
export type Queries = Omit<
  PrismaClient,
  "$connect" | "$disconnect" | "$on" | "$use" | "$extends" | "$transaction"
>;

// Next and main.ts each bundle this file; keeping the client on globalThis gives both one pool
const shared = globalThis as { trellisDatabase?: PrismaClient };

/** The database of this process, connected as the application's role. */
export function database(): PrismaClient {
  shared.trellisDatabase ??= new PrismaClient({
    adapter: new PrismaPg({
      connectionString: settings().databaseUrl,
      max: 12,
      application_name: "trellis",
      // Prisma's adapter sends and reads times without a zone and means UTC, so the session must be in UTC
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
