import { blocksRoutes } from "./blocks-routes";
import { brandingRoutes } from "./branding-routes";
import { customersRoutes } from "./customers-routes";
import { historyRoutes } from "./history-routes";
import { jobsRoutes } from "./jobs-routes";
import { moneyRoutes } from "./money-routes";
import { notesRoutes } from "./notes-routes";
import { ownRoutes } from "./own-routes";
import type { Route } from "./route";
import { supportRoutes } from "./support-routes";
import { tariffsRoutes } from "./tariffs-routes";
import { webUsersRoutes } from "./web-users-routes";
import { webhooksRoutes } from "./webhooks-routes";

/** The resources of REST and their methods, in the order of the reference. Source: rest, 'Resources'. */
export const routes: readonly Route[] = [
  ...customersRoutes,
  ...moneyRoutes,
  ...blocksRoutes,
  ...historyRoutes,
  ...notesRoutes,
  ...webUsersRoutes,
  ...tariffsRoutes,
  ...brandingRoutes,
  ...supportRoutes,
  ...ownRoutes,
  ...jobsRoutes,
  ...webhooksRoutes,
];
