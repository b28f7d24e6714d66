import { isStruct, type OutValue, type WireStruct, type WireValue } from "@/server/doors/xmlapi/codec/values";
import type { Methods } from "@/server/doors/xmlapi/method";
import { methods } from "@/server/doors/xmlapi/methods";

/** The usual methods and the eight of the classic conformance suite. Source: XML-RPC's validator1. */
export const withValidator1: Methods = {
  ...methods,
  "validator1.arrayOfStructsTest": ([list]) => sum(listOf(list).map((one) => memberOf(one, "curly"))),
  "validator1.countTheEntities": ([text]) => ({
    ctLeftAngleBrackets: count(text, "<"),
    ctRightAngleBrackets: count(text, ">"),
    ctAmpersands: count(text, "&"),
    ctApostrophes: count(text, "'"),
    ctQuotes: count(text, '"'),
  }),
  "validator1.easyStructTest": ([stooges]) =>
    sum(["moe", "larry", "curly"].map((name) => memberOf(stooges, name))),
  "validator1.echoStructTest": ([struct]) => echo(struct),
  "validator1.manyTypesTest": (params) => params.map(echo),
  "validator1.moderateSizeArrayCheck": ([list]) => `${listOf(list).at(0)}${listOf(list).at(-1)}`,
  "validator1.nestedStructTest": ([years]) => {
    const day = ["2000", "04", "01"].reduce<WireValue | undefined>((at, name) => structOf(at)[name], years);
    return sum(["moe", "larry", "curly"].map((name) => memberOf(day, name)));
  },
  "validator1.simpleStructReturnTest": ([number]) => ({
    times10: Number(number) * 10,
    times100: Number(number) * 100,
    times1000: Number(number) * 1000,
  }),
};

function listOf(value: WireValue | undefined): readonly WireValue[] {
  if (!Array.isArray(value)) throw new Error("an array was expected");
  return value;
}

function structOf(value: WireValue | undefined): WireStruct {
  if (!isStruct(value)) throw new Error("a struct was expected");
  return value;
}

function memberOf(value: WireValue | undefined, name: string): number {
  return Number(structOf(value)[name]);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

function count(text: WireValue | undefined, character: string): number {
  return String(text).split(character).length - 1;
}

function echo(value: WireValue | undefined): OutValue {
  if (Array.isArray(value)) return value.map(echo);
  if (!isStruct(value)) return (value ?? null) as OutValue;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, echo(member)]));
}
