import { Unanswerable } from "./problem";
import type { HttpMethod, Route } from "./routes/route";
import { routes } from "./routes/routes";

/** A step of the paths: what follows a fixed word, and what follows a name. */
type Step = {
  readonly words: Map<string, Step>;
  named?: { readonly step: Step };
  /** by method, with the names on the way */
  readonly routes: Map<string, Route>;
};

/** What answers a request, and what its path says of the names in the route's path, in their order. */
export type Found = { readonly route: Route; readonly given: readonly string[] };

type Place = { readonly step: Step; readonly given: readonly string[] };

const top = stepsOf(routes);

/**
 * Finds the route of a method and a path below /api/v1. A word goes before a name. Paths are what they are: no trailing
 * slash, no escapes. @throws Unanswerable 404 · 405 with Allow
 */
export function findRoute(method: string, path: string): Found {
  const [first, ...segments] = path.split("/");
  const found = first === "" && !/[%\\;]/.test(path) ? walk(top, segments, []) : [];
  if (found.length === 0) throw nowhere();
  for (const { step, given } of found) {
    const route = step.routes.get(method === "HEAD" ? "GET" : method);
    if (route) return { route, given };
  }
  const methods = new Set(found.flatMap(({ step }) => [...step.routes.keys()]));
  const allow = [...methods].flatMap((one) => (one === "GET" ? ["GET", "HEAD"] : [one]));
  throw new Unanswerable(405, "This address does not have that method.", "method_not_allowed", {
    allow: allow.join(", "),
  });
}

/** The route of a method and a template, such as GET of what a POST made. */
export function routeAt(method: HttpMethod, path: string): Route {
  const found = routes.find((route) => route.method === method && route.path === path);
  if (!found) throw new Error(`there is no route ${method} ${path}`);
  return found;
}

/** There is nothing at an address. */
export function nowhere(): Unanswerable {
  return new Unanswerable(404, "There is nothing at this address.", "no_such_address");
}

/** Where a path leads, by its words before its names: a word may have one method, and the name in its place another. */
function walk(step: Step, [segment, ...rest]: readonly string[], given: readonly string[]): Place[] {
  if (segment === undefined) return step.routes.size === 0 ? [] : [{ step, given }];
  const word = step.words.get(segment);
  return [
    ...(word ? walk(word, rest, given) : []),
    ...(segment !== "" && step.named ? walk(step.named.step, rest, [...given, segment]) : []),
  ];
}

function stepsOf(all: readonly Route[]): Step {
  const first = newStep();
  for (const route of all) {
    let step = first;
    for (const segment of route.path.split("/").slice(1)) step = nextOf(step, segment);
    step.routes.set(route.method, route);
  }
  return first;
}

function nextOf(step: Step, segment: string): Step {
  if (segment.startsWith("{")) {
    step.named ??= { step: newStep() };
    return step.named.step;
  }
  const known = step.words.get(segment) ?? newStep();
  step.words.set(segment, known);
  return known;
}

function newStep(): Step {
  return { words: new Map(), routes: new Map() };
}
