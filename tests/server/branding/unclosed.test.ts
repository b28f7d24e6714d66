import { expect, it } from "vitest";
import { findUnclosed } from "@/server/brand/stylesheet/unclosed";

it.each([
  ["a { color: red }", null],
  ["", null],
  ["a { b: '}' } /* { */", null],
  [".x\\{ { color: red }", null],
  ["} a { color: red }", null],
  ["a {\n  color: red;\n", { what: "block", line: 1, column: 3 }],
  ["a { b: url( }", { what: "block", line: 1, column: 11 }],
  ["a { b: 'x\n' }", { what: "string", line: 1, column: 8 }],
  ["a { }\n/* never", { what: "comment", line: 2, column: 1 }],
])("a stylesheet says where it is not closed: %j", (css, expected) => {
  expect(findUnclosed(css)).toEqual(expected);
});
