import type { Route } from "./route";

const one = { path: "/support/sessions/{reference}", area: "support" } as const;

/** Support sessions of one's own staff, and of the staff of those below. */
export const supportRoutes = [
  {
    method: "GET",
    path: "/support/sessions",
    call: "listSupportSessions",
    of: "ended",
    beside: ["running"],
    list: "pages",
    area: "support",
  },
  { method: "GET", call: "getSupportSession", ...one },
  { method: "DELETE", call: "endSupportSession", ...one },
] as const satisfies readonly Route[];
