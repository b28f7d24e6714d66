import { closeDatabase } from "@/server/database/client";
import { endDueCreditLimits } from "@/server/money/end-credit-limits";

/** A separate process of the program that ends credit limits whenever the test tells it to. */
process.on("message", async () => {
  process.send?.({ ended: await endDueCreditLimits() });
});
process.on("disconnect", async () => {
  await closeDatabase();
  process.exit();
});
process.send?.("ready");
