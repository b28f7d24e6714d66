import { runJobs } from "@/server/doors/jobs/run-jobs";

/** A program of its own that begins jobs, says so, and ends none. */
await runJobs({
  tasks: {
    "taken over": async () => {
      process.send?.("began");
      await new Promise(() => undefined);
    },
  },
  rounds: [],
});
process.send?.("ready");
