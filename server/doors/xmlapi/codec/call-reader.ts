import { malformed } from "../../http/malformed";
import { readScalar, scalarTypes } from "./read-scalar";
import type { WireValue } from "./values";

/** A method call as the client sent it. */
export type Call = { readonly method: string; readonly params: readonly WireValue[] };

/** How much one call may hold. Source: our own bounds; real clients stay far below them. */
const most = { nesting: 32, values: 10_000 };

/** Which elements may stand in each element; scalars stand in `value`. */
const inside: Readonly<Record<string, readonly string[]>> = {
  "": ["methodCall"],
  methodCall: ["methodName", "params"],
  params: ["param"],
  param: ["value"],
  value: [...scalarTypes, "struct", "array"],
  struct: ["member"],
  member: ["name", "value"],
  array: ["data"],
  data: ["value"],
};

/** Elements whose text we read. */
const speaking: readonly string[] = ["methodName", "name", "value", ...scalarTypes];

type Frame = {
  readonly element: string;
  readonly texts: string[];
  /** what a `value`, or a part of an `array` or `struct`, holds so far; undefined: nothing yet */
  value?: WireValue;
  name?: string;
  readonly items: WireValue[];
  readonly members: Record<string, WireValue>;
  /** which children have come, since some may come only once */
  readonly seen: Set<string>;
};

/** Puts a call together from the elements and texts of a document, in their order. @throws Refusal 400 saying what is wrong */
export class CallReader {
  readonly #stack: Frame[] = [frameOf("")];
  #values = 0;
  #nesting = 0;
  #method: string | null = null;
  #params: readonly WireValue[] = [];

  open(element: string): void {
    const parent = this.#top();
    if (!inside[parent.element]?.includes(element)) {
      throw malformed(
        parent.element === ""
          ? "is no XML-RPC method call"
          : `has an element ${quoted(element)} inside ${quoted(parent.element)}`,
      );
    }
    const repeats = ["param", "member"].includes(element) || parent.element === "data";
    if (parent.element === "value" && parent.seen.size > 0) throw malformed("has two values in one");
    if (!repeats && parent.seen.has(element)) throw malformed(`has a second ${quoted(element)} in one place`);
    parent.seen.add(element);
    if (element === "value") this.#count();
    if (element === "struct" || element === "array") this.#deepen();
    this.#stack.push(frameOf(element));
  }

  text(text: string): void {
    const { element, texts } = this.#top();
    if (speaking.includes(element)) texts.push(text);
    else if (text.trim() === "") return;
    else if (element === "") throw malformed("has text outside of the call");
    else throw malformed(`has text inside ${quoted(element)}`);
  }

  close(element: string): void {
    const frame = this.#stack.pop();
    const parent = this.#top();
    if (!frame) return;
    const text = readable(frame.texts.join(""));
    switch (element) {
      case "methodName":
        this.#method = text.trim();
        return;
      case "params":
        this.#params = frame.items;
        return;
      case "param":
        if (frame.value === undefined) throw malformed("has a param without a value");
        parent.items.push(frame.value);
        return;
      case "value":
        this.#keep(parent, typedOrText(frame, text));
        return;
      case "struct":
        this.#nesting -= 1;
        parent.value = frame.members;
        return;
      case "array":
        this.#nesting -= 1;
        parent.value = frame.items;
        return;
      case "data":
        parent.items.push(...frame.items);
        return;
      case "name":
        parent.name = text.trim();
        return;
      case "member":
        addMember(parent, frame);
        return;
      case "methodCall":
      case "":
        return;
      default:
        parent.value = readScalar(element, text);
    }
  }

  call(): Call {
    if (this.#method === null || this.#method === "") throw malformed("names no method");
    return { method: this.#method, params: this.#params };
  }

  #top(): Frame {
    const top = this.#stack.at(-1);
    if (!top) throw malformed("is not well-formed XML");
    return top;
  }

  #keep(parent: Frame, value: WireValue): void {
    if (parent.element === "data") parent.items.push(value);
    else parent.value = value;
  }

  #count(): void {
    this.#values += 1;
    if (this.#values > most.values) throw malformed(`has more than ${most.values} values`);
  }

  #deepen(): void {
    this.#nesting += 1;
    if (this.#nesting > most.nesting) throw malformed(`is nested deeper than ${most.nesting} levels`);
  }
}

function frameOf(element: string): Frame {
  // no prototype, since a member may have any name
  return { element, texts: [], items: [], members: Object.create(null), seen: new Set() };
}

/** Reads a value without a type as a string. */
function typedOrText({ value }: Frame, text: string): WireValue {
  if (value === undefined) return text;
  if (text.trim() !== "") throw malformed("has text beside a value");
  return value;
}

/** Skips an empty member; of two with the same name the last counts. */
function addMember(struct: Frame, { name, value }: Frame): void {
  if (name === undefined && value === undefined) return;
  if (name === undefined) throw malformed("has a member without a name");
  if (value === undefined) throw malformed(`has a member ${quoted(name)} without a value`);
  struct.members[name] = value;
}

/** @throws Refusal 400 if a character reference names a character that XML 1.0 cannot carry */
function readable(text: string): string {
  if (unreadable.test(text) || !text.isWellFormed()) throw malformed("has a character that XML cannot carry");
  return text;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: we look for these
const unreadable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/;

function quoted(name: string): string {
  return `<${name.slice(0, 40).replace(/[^\w.:-]/g, "?")}>`;
}
