import type { Route } from "../rest/routes/route";
import { routes } from "../rest/routes/routes";

/** The name of a route: its operation's, and where several are the same operation's, with the words of its path. */
export function operationIdOf(route: Route): string {
  const same = routes.filter(({ call }) => call === route.call);
  if (same[0] === route) return route.call;
  const words = route.path.split("/").filter((word) => word !== "" && !word.startsWith("{"));
  return `${route.call}_${route.method.toLowerCase()}_${words.join("_").replaceAll("-", "_")}`;
}
