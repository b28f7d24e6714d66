import { customersRoutes } from "./customers-routes";
import { moneyRoutes } from "./money-routes";
import type { Route } from "./route";

/** The resources of REST and their methods, in the order of the reference. Source: rest, 'Resources'. */
export const routes: readonly Route[] = [...customersRoutes, ...moneyRoutes];
