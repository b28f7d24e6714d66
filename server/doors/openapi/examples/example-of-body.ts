import { exampleOfAttribute } from "@/attributes/attribute-examples";
import { isAttributeName } from "@/attributes/customer";
import type { Parameter } from "../../calls/call";
import { callOf } from "../../rest/perform";
import { isInQuery, ownParameters } from "../../rest/read-asked";
import type { Route } from "../../rest/routes/route";
import { exampleOfShape, type Known } from "./example-of-shape";
import { shownInBodies } from "./examples-of-calls";

/** So many of what is not required a body shows where nothing says which. */
const fewOthers = 3;

/** What a program could send to a route; undefined: it takes no body. Tests send each of them. */
export function exampleOfBody(route: Route): Known | undefined {
  if (isInQuery(route)) return undefined;
  const own = ownParameters(callOf(route), route);
  if (own.length === 0) return undefined;
  const shown = shownInBodies[route.call];
  if (shown !== undefined && !isNames(shown)) return shown;
  const required = own.filter((one) => one.required);
  const chosen = shown
    ? own.filter(({ name }) => shown.includes(name))
    : [...required, ...own.filter((one) => !one.required).slice(0, fewOthers)];
  return Object.fromEntries(chosen.map((one) => [one.name, exampleOfParameter(one)]));
}

function isNames(shown: readonly string[] | Known): shown is readonly string[] {
  return Array.isArray(shown);
}

function exampleOfParameter({ name, type, kind }: Parameter): unknown {
  return kind && isAttributeName(name) ? exampleOfAttribute(name) : exampleOfShape(type, name);
}
