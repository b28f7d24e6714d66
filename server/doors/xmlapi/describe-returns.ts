import type { Members, Shape } from "../calls/shape";
import type { Method } from "./method";
import { typeName } from "./system-methods";

/** Describes a method's answer: one line for each member, with its own members indented below it. */
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
  if (typeof shape === "string" || "words" in shape || "map" in shape) return {};
  return "list" in shape ? insideOf(shape.list) : shape.struct;
}
