import { domainToUnicode } from "node:url";
import type { AttributeName, CustomerValues } from "@/attributes/customer";
import {
  type ContactColumn,
  contactColumnNames,
  contactColumns,
  type SearchedName,
  searchedNames,
  searchedNumbers,
  searchedWords,
} from "@/attributes/lists";
import { Prisma } from "../database/generated/client";
import { looseKey, orderKey } from "../ground/text/unique-key";
import { unspacedPieces } from "../ground/text/unspaced";
import { numberForms } from "./phone/phone-number";

/**
 * The version of the rules by which this file makes search texts, beside those of their keys. Raise it with every change that
 * alters the result for anybody: the next start then remakes what is stored of all customers (see remake-keys.ts).
 */
export const searchVersion = 2;

export type Searched = Pick<CustomerValues, SearchedName>;

/** The columns of a customer from which `searchText` and `contactOrders` make theirs; the login is its default web user's. */
export function keyedColumns(table: string): Prisma.Sql {
  const all = new Set<AttributeName>([...searchedNames, ...Object.values(contactColumns)]);
  all.delete("web_login");
  return Prisma.raw([...all].map((name) => `${table}."${name}"`).join(", "));
}

/** A further web user, or the default one's own address; '' for what the customer's attributes already hold. */
export type SearchedPerson = { readonly login: string; readonly email: string };

/**
 * Puts everything that search looks at into one text: the looser keys of name, login, company, e-mail and alias, then
 * each telephone number as it is written and by its digits, then the other logins and addresses of the web users. Each
 * part ends with a line break, which nobody can type into a search, so a query can ask for a whole part. The last line has
 * the pieces of scripts without blanks, see `unspacedPieces`.
 */
export function searchText(values: Searched, people: readonly SearchedPerson[] = []): string {
  const words = searchedWords.flatMap((name) =>
    name === "dns_alias" ? spellingsOf(values.dns_alias) : [values[name]],
  );
  const numbers = searchedNumbers.flatMap((name) => partsOfNumber(values[name]));
  const further = people.flatMap(({ login, email }) => [login, email]);
  const lines = asLines([...words.map(looseKey), ...numbers, ...further.map(looseKey)]);
  return lines + unspacedPieces(lines);
}

/** People type an international alias the way they read it. */
function spellingsOf(alias: string): string[] {
  return [...new Set([alias, domainToUnicode(alias)])];
}

/** The part of a search text that one telephone number makes, with the line break before it. */
export function searchedNumber(text: string): string {
  return `\n${asLines(partsOfNumber(text))}`;
}

function partsOfNumber(text: string): string[] {
  return [looseKey(text), ...numberForms(text)];
}

function asLines(parts: readonly string[]): string {
  return parts
    .filter(Boolean)
    .map((part) => `${part}\n`)
    .join("");
}

/** The order columns of the contact data that lists can sort by, for the values that are given. */
export function contactOrders(
  values: Partial<Pick<CustomerValues, (typeof contactColumns)[ContactColumn]>>,
): Partial<Record<`${ContactColumn}_order`, string>> {
  return Object.fromEntries(
    contactColumnNames.flatMap((column) => {
      const value = values[contactColumns[column]];
      return value === undefined ? [] : [[`${column}_order`, orderKey(value)]];
    }),
  );
}
