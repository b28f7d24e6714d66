import type { AttributeName } from "@/attributes/customer";

/** The type of a plain value, in what a call takes or answers. `or nil` if nil is a value of its own. */
export type Scalar =
  | "int"
  | "int or nil"
  /** a number that need not be whole, and is no money: a rate */
  | "double"
  | "double or nil"
  /** an amount or a percentage, as decimal text of six places */
  | "money"
  | "money or nil"
  | "string"
  | "string or nil"
  | "boolean"
  | "boolean or nil"
  /** YYYY-MM-DD */
  | "day"
  | "day or nil"
  /** YYYY-MM-DD, or a moment */
  | "day or moment"
  | "dateTime.iso8601"
  | "dateTime.iso8601 or nil"
  /** a moment, which XML-RPC has as text in the original vendor's format */
  | "time"
  | "time or nil"
  /** an id of a dictionary, which is a number in some and a code in others; or a value of the history */
  | "any";

/** What a call takes or answers. A door never sends anything that the shape does not describe. */
export type Shape =
  | Scalar
  /** one of a few texts */
  | { readonly words: readonly string[]; readonly nullable?: true }
  | { readonly list: Shape; readonly nullable?: true }
  | {
      readonly struct: Members;
      readonly nullable?: true;
      /** the members that are attributes of a customer */
      readonly attributes?: readonly AttributeName[];
    }
  /** a struct whose members' names are data */
  | { readonly map: Shape };

/** The members of a struct, in the order in which we send them. Any may be absent, as the viewer may not read it. */
export type Members = Readonly<Record<string, Shape>>;

/** How XML-RPC names the type of a plain value. */
export function wireWord(type: Scalar): string {
  return (
    (
      {
        money: "double",
        "money or nil": "double or nil",
        day: "string",
        "day or nil": "string or nil",
      } as Readonly<Record<string, string>>
    )[type] ?? (type === "day or moment" ? "string" : type)
  );
}
