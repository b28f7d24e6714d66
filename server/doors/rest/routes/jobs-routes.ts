import type { Route } from "./route";

const area = "customers";
const one = "/jobs/{i_job}";

/** Work on many customers at once. */
export const jobsRoutes = [
  { method: "GET", path: "/jobs", call: "listJobs", of: "jobs", list: "pages", area },
  { method: "POST", path: "/jobs", call: "updateCustomers", status: 202, thing: one, area },
  { method: "GET", path: one, call: "getJobInfo", of: "job", area },
  { method: "GET", path: `${one}/rows`, call: "listJobRows", of: "rows", list: "pages", area },
  { method: "PUT", path: `${one}/start`, call: "startJob", thing: one, area },
  { method: "PUT", path: `${one}/pause`, call: "pauseJob", thing: one, area },
  { method: "PUT", path: `${one}/resume`, call: "resumeJob", thing: one, area },
  { method: "PUT", path: `${one}/stop`, call: "stopJob", thing: one, area },
  // it waits for its start, as an undoing is looked at first
  { method: "POST", path: `${one}/undo`, call: "undoJob", thing: one, area },
] as const satisfies readonly Route[];
