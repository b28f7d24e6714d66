import { closeDatabase } from "@/server/database/client";
import { endDueCreditLimits } from "@/server/money/end-credit-limits";

/** A process of the program that ends credit limits whenever it is told to, with a memory of its own. */
process.on("message", async () => {
  process.send?.({ ended: await endDueCreditLimits() });
});
process.on("disconnect", async () => {
  await closeDatabase();
  process.exit();
});
process.send?.("ready");
