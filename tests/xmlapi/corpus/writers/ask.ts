import type { Params } from "../line";
import { isList, type Noted, type NotedStruct, splitOnce } from "../notation";

/** Makes a call, and writes it and its answer down. @returns the answer */
export type Ask = (caller: string, method: string, params?: Params) => Promise<Noted>;

/** A value that names a customer of the world, or one that has appeared. */
export function customerId(label: string, type = "int"): string {
  return `${type} {customer ${label}}`;
}

/** The members of a struct; none where a call was refused. */
export function membersOf(noted: Noted): NotedStruct {
  return typeof noted === "string" || isList(noted) ? {} : noted;
}

/** The mark of the customer that an answer tells of; null where the call was refused. */
export function idIn(answer: Noted): string | null {
  const { i_customer } = membersOf(answer);
  return typeof i_customer === "string" ? i_customer : null;
}

/** A member's text; '' where there is none. */
export function textOf(answer: Noted, member: string): string {
  const value = membersOf(answer)[member];
  return typeof value === "string" ? splitOnce(value)[1] : "";
}

let made = 0;

/** A name that no other call uses, the same in each recording. */
export function newName(what: string): string {
  made += 1;
  return `${what} ${made}`;
}

/** The least that createCustomer needs. */
export function newCustomer(scope: string, more: NotedStruct = {}): NotedStruct {
  return {
    i_wholesaler: customerId(scope),
    i_tariff: "nil",
    name: `string ${newName("made")}`,
    web_password: "string correct horse battery",
    ...more,
  };
}
