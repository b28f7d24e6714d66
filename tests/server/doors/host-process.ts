import { watchBrandChanges } from "@/server/brand/changes/watch-changes";
import { customerOfAlias } from "@/server/brand/hosts";
import { closeDatabase } from "@/server/database/client";

/** A separate process of the program that says whose a host is and watches for changes. */
const stop = watchBrandChanges();
process.on("message", async (host: string) => {
  process.send?.({ i_customer: await customerOfAlias(host) });
});
process.on("disconnect", async () => {
  await stop();
  await closeDatabase();
  process.exit();
});
process.send?.("ready");
