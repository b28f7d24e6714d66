import { type Kind, readValue, Unreadable } from "@/attributes/kinds/kind";
import { Refusal } from "../ground/refusal";

type Raw = Readonly<Record<string, unknown>>;

/** Reads one value. @throws Unreadable saying what is wrong with it */
export type Reader<Value> = (raw: unknown) => Value;

/** Refuses a call that lacks a required parameter, before we read any. @throws Refusal 400 naming the first */
export function demandGiven(raw: Raw, names: readonly string[]): void {
  const missing = names.find((name) => raw[name] === undefined);
  if (missing === undefined) return;
  throw new Refusal(400, `Parameter ${missing} is required`, missing, { key: "required" });
}

/** Reads a required parameter. @throws Refusal 400 naming it */
export function readRequired<Value>(raw: Raw, name: string, read: Reader<Value>): Value {
  demandGiven(raw, [name]);
  try {
    return read(raw[name]);
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    const { message, key, values } = error.problem;
    throw new Refusal(400, `Parameter ${name} ${message}`, name, { key, values: values ?? {} });
  }
}

/** Reads a parameter that may be absent or nil, which mean the same. @throws Refusal 400 naming it */
export function readOptional<Value>(raw: Raw, name: string, read: Reader<Value>): Value | undefined {
  return raw[name] === undefined || raw[name] === null ? undefined : readRequired(raw, name, read);
}

/** Reads a filter; an empty form field counts as absent. @throws Refusal 400 naming it */
export function readFilter<Value>(raw: Raw, name: string, read: Reader<Value>): Value | undefined {
  return raw[name] === "" ? undefined : readOptional(raw, name, read);
}

/** Reads a value like an attribute of that kind. */
export function byKind<Value>(kind: Kind<Value>): Reader<Value> {
  return (raw) => {
    const result = readValue(kind, raw);
    if ("problem" in result) throw new Unreadable(result.problem);
    return result.value;
  };
}

/** Reads one of a few words. */
export function oneOf<Word extends string>(words: readonly Word[]): Reader<Word> {
  return (raw) => {
    const found = words.find((word) => word === raw);
    if (found !== undefined) return found;
    throw noChoice(`must be one of ${words.join(", ")}`, raw);
  };
}

/** Makes the error for a value that is none of the choices. @param message ends the sentence 'Parameter x …' */
export function noChoice(message: string, raw: unknown): Unreadable {
  const value = typeof raw === "string" ? raw.slice(0, 60) : "";
  return new Unreadable({ message, key: "no_choice", values: { value } });
}
