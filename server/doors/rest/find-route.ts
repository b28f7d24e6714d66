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

const top = stepsOf(routes);

/**
 * Finds the route of a method and a path below /api/v1. A word goes before a name. Paths are what they are: no trailing
 * slash, no escapes. @throws Unanswerable 404 · 405 with Allow
 */
export function findRoute(method: string, path: string): Found {
  const [first, ...segments] = path.split("/");
  const found = first === "" && !/[%\\;]/.test(path) ? walk(top, segments, []) : null;
  if (!found || found.step.routes.size === 0) throw nowhere();
  const route = found.step.routes.get(method === "HEAD" ? "GET" : method);
  if (!route) {
    const allow = [...found.step.routes.keys()].flatMap((one) => (one === "GET" ? ["GET", "HEAD"] : [one]));
    throw new Unanswerable(405, "This address does not have that method.", "method_not_allowed", {
      allow: allow.join(", "),
    });
  }
  return { route, given: found.given };
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

function walk(
  step: Step,
  [segment, ...rest]: readonly string[],
  given: readonly string[],
): { step: Step; given: readonly string[] } | null {
  if (segment === undefined) return { step, given };
  const word = step.words.get(segment);
  const byWord = word && walk(word, rest, given);
  if (byWord && byWord.step.routes.size > 0) return byWord;
  return segment !== "" && step.named ? walk(step.named.step, rest, [...given, segment]) : null;
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
