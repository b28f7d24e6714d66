import type { Call } from "../calls/call";
import type { Members, Shape } from "../calls/shape";
import { callOf } from "./perform";
import { type Route, statusOf } from "./routes/route";
import { routes } from "./routes/routes";

/** What a success of a route is answered with. */
export type AnswerShape = {
  /** the route whose answer it is: of what a call makes or changes the GET of that */
  readonly there: Route;
  readonly call: Call;
  /** what it is, or each of a list */
  readonly shape: Shape;
  /** of a list: what stands beside its `data` */
  readonly beside: Members;
};

/** What a success is answered with; what a route makes is described where a GET of it is. null: nothing */
export function answerShapeOf(route: Route): AnswerShape | null {
  if (statusOf(route) === 204) return null;
  const there =
    route.thing === undefined
      ? route
      : routes.find(({ method, path }) => method === "GET" && path === route.thing);
  if (!there) throw new Error(`there is no GET ${route.thing}`);
  const call = callOf(there);
  const named: Shape | undefined = there.of === undefined ? { struct: call.returns } : call.returns[there.of];
  if (named === undefined) throw new Error(`${there.call} has no ${there.of}`);
  const isList = typeof named === "object" && "list" in named;
  if (there.list && !isList) throw new Error(`${there.call} answers with a list`);
  return {
    there,
    call,
    shape: (there.list || there.only) && isList ? named.list : named,
    beside: Object.fromEntries(
      Object.entries(call.returns).filter(([member]) => there.beside?.includes(member)),
    ),
  };
}
