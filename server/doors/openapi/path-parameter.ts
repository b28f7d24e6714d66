import en from "@/messages/en.json";
import { operationNamed } from "../../operation/registry";
import { callOf } from "../rest/perform";
import type { Route } from "../rest/routes/route";
import { inJson } from "./in-json";
import type { Schema } from "./schema-of-kind";

/** Whom a customer's id in a path may name: oneself too, a direct sub-customer of the scope, anybody below. null: it names no customer */
export type Named = "self" | "child" | "below" | null;

/** Whom the id of a parameter in a route's path may name. */
export function namedIn({ call }: Pick<Route, "call">, parameter: string): Named {
  if (parameter !== "i_customer" && parameter !== "i_wholesaler") return null;
  const about = operationNamed(call)?.definition.needs.about;
  if (parameter === "i_wholesaler" || about === undefined || about === "scope") return "self";
  return about.whose === "child" || about.whose === "below" ? about.whose : "self";
}

/** Describes what stands for a name in braces. @param word the name @param parameter the call's */
export function pathParameter(word: string, parameter: string, route: Route): Schema {
  const named = namedIn(route, parameter);
  const meaning = callOf(route).parameters.find(({ name }) => name === parameter)?.meaning ?? parameter;
  return {
    name: word,
    in: "path",
    required: true,
    description: inJson(named === null ? meaning : `${meaning}; ${en.api_reference[`named_${named}`]}`),
    schema: {
      type: "string",
      ...(parameter.startsWith("i_") ? { pattern: named === "self" ? "^([0-9]+|self)$" : "^[0-9]+$" } : {}),
    },
  };
}
