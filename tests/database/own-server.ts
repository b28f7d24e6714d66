import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, vi } from "vitest";
import { closeDatabase } from "@/server/database/client";
import { type EmbeddedDatabase, startEmbedded } from "@/server/database/embedded";
import { migrate } from "@/server/database/migrate";
import { inDatabase } from "../browser/stage/database";
import { begin, expectRightSums, fresh } from "./fresh";

/**
 * Gives a test file a server of its own with a database as `givenFreshDatabase` does, which writes to the disk as one that serves people does, and which `crash` ends as a
 * power cut would. It is up again when `crash` returns.
 */
export function givenOwnServer(): { readonly dataKey: () => string; readonly crash: () => Promise<void> } {
  let folder = "";
  let server: EmbeddedDatabase | undefined;
  const own = () => {
    if (!server) throw new Error("it was started");
    return server;
  };
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "trellis-own-"));
    server = await startEmbedded(folder);
    await migrate(server.ownerUrl, server.databaseUrl);
    const { ownerUrl, databaseUrl: applicationUrl } = server;
    await begin({ ownerUrl, applicationUrl, dataKey: server.keys.dataKey }, "cheap");
  });
  afterAll(async () => {
    await expectRightSums();
    await closeDatabase();
    await own().stop();
    await rm(folder, { recursive: true, force: true });
  });
  return {
    dataKey: () => own().keys.dataKey,
    crash: async () => {
      const [pid] = (await readFile(join(folder, "postgres", "postmaster.pid"), "utf8")).split("\n");
      process.kill(Number(pid), "SIGQUIT");
      // the program that started it starts it again
      await vi.waitFor(
        async () => await inDatabase(fresh.ownerUrl, async (owner) => await owner.query("SELECT")),
        {
          timeout: 60_000,
        },
      );
    },
  };
}
