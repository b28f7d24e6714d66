import { closeDatabase } from "@/server/database/client";
import { foldBranchSums } from "@/server/sums/fold";

/** A separate process of the program that folds all the time, until somebody kills it. */
process.on("disconnect", async () => {
  await closeDatabase();
  process.exit();
});
process.send?.("ready");
for (;;) await foldBranchSums();
