import { watchBrandChanges } from "@/server/branding/watch-changes";
import { closeDatabase } from "@/server/database/client";
import { customerOfAlias } from "@/server/network/hosts";

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
