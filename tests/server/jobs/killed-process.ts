import { ownWork } from "@/server/doors/jobs/jobs";
import { runJobs } from "@/server/doors/jobs/run-jobs";

/** A program of its own that does the work of the queue, as the whole program does. */
await runJobs(ownWork);
process.send?.("ready");
