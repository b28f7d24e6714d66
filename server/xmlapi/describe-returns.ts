import type { Method } from "./methods";
import type { Members, Shape } from "./shapes";
import { typeName } from "./system-methods";

/** What a method answers with: a member a line, and what is in it below, further in. */
export function describeReturns({ returns }: Method): string {
  return linesOf({ result: "string", ...returns }, "").join("\n");
}

function linesOf(members: Members, indent: string): string[] {
  return Object.entries(members).flatMap(([name, shape]) => [
    `${indent}${name}: ${typeName(shape)}`,
    ...linesOf(insideOf(shape), `${indent}  `),
  ]);
}

function insideOf(shape: Shape): Members {
  if (typeof shape === "string" || "map" in shape) return {};
  return "list" in shape ? insideOf(shape.list) : shape.struct;
}
