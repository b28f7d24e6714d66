import {
  type AttributeName,
  attributeOf,
  type CustomerAttribute,
  type customerAttributes,
  isDelegated,
  namesWhere,
} from "./customer";
import { sourceOf } from "./rights";

/** Lists of attributes that code needs: what the registry says of each, in its order unless said otherwise. */

type NamesWith<Part> = {
  [Name in AttributeName]: (typeof customerAttributes)[Name] extends Part ? Name : never;
}[AttributeName];

/** The same by a condition, which must say what `Part` says. */
function namesWith<Part>(condition: Parameters<typeof namesWhere>[0]): readonly NamesWith<Part>[] {
  return namesWhere(condition) as NamesWith<Part>[];
}

/** What callers must give to create a customer, in the order in which the API misses it. */
export type RequiredName = NamesWith<{ default: "required" }>;
export const requiredNames = namesWith<{ default: "required" }>(
  ({ default: standard }) => standard === "required",
).toSorted();

/** What a new customer copies from its parent. */
export type ParentsName = NamesWith<{ default: "parent's" }>;
export const parentsNames = namesWith<{ default: "parent's" }>(
  ({ default: standard }) => standard === "parent's",
);

/** Where nil stands for the parent's. */
export type FollowedName = NamesWith<{ follows: true }>;
export const followedNames = namesWith<{ follows: true }>(({ follows }) => follows === true);

/** Limits; everybody below is under them, too. */
export type LimitName = NamesWith<{ kind: { kind: "number" } }>;
export const limitNames = namesWith<{ kind: { kind: "number" } }>(({ kind }) => kind.kind === "number");

/** What only somebody can give who has it. What comes from another attribute stands last. */
export const delegatedNames: readonly AttributeName[] = namesWhere(isDelegated).toSorted(
  (one, other) => Number(sourceOf(one) !== one) - Number(sourceOf(other) !== other),
);

/** What whoever may create a customer gives it, a credential or not. */
export const atFirstNames = namesWhere(({ atFirst }) => atFirst === true);

/** How to reach the customer by post and telephone. */
export type ContactName = NamesWith<{ group: "contact" }>;
export const contactNames = namesWith<{ group: "contact" }>(({ group }) => group === "contact");

/**
 * Attributes in the order in which forms show them: as given, but for those that have a place of their own, a person and
 * then the address, as people write them.
 */
export function inFormOrder(names: readonly AttributeName[]): AttributeName[] {
  const placeOf = (name: AttributeName) => (attributeOf(name) as CustomerAttribute).place;
  const placed = names.filter((name) => placeOf(name) !== undefined);
  const first = names.findIndex((name) => placeOf(name) !== undefined);
  const others = names.filter((name) => placeOf(name) === undefined);
  const sorted = placed.toSorted((one, other) => (placeOf(one) ?? 0) - (placeOf(other) ?? 0));
  return first === -1 ? others : [...others.slice(0, first), ...sorted, ...others.slice(first)];
}

/** Secrets, which are no columns. */
export type SecretName = NamesWith<{ kind: { kind: "secret" } }>;

/** What search finds a customer by: words, then telephone numbers, those for people before faxes. */
export type SearchedName = NamesWith<{ searched: string }>;
export const searchedWords = namesWith<{ searched: "words" }>(({ searched }) => searched === "words");
export const searchedNumbers = [
  ...namesWith<{ searched: "number" }>(({ searched }) => searched === "number"),
  ...namesWith<{ searched: "fax" }>(({ searched }) => searched === "fax"),
];
export const searchedNames: readonly SearchedName[] = [...searchedWords, ...searchedNumbers];

/** What says what a customer can do, beside rights, flags and features. */
export const boundingNames = namesWhere(({ bounds }) => bounds === true);

/** What the API's list of customers has. */
export type ListedName = NamesWith<{ listed: true }>;
export const listedNames = namesWith<{ listed: true }>(({ listed }) => listed === true);

/** What the search for customers shows of each that it finds. */
export const foundNames = [
  "name",
  "web_login",
  "balance",
  "credit_limit",
] as const satisfies readonly AttributeName[];

/** What it shows beside where a customer has it, for people to tell customers of one name apart. */
export const foundBesideNames = [
  "company_name",
  "email",
  "phone",
  "city",
] as const satisfies readonly AttributeName[];

/** What an event tells as a change of limits. Source: rest, 'Webhooks'. */
export const fundLimitNames = [
  "credit_limit",
  "max_sessions",
  "overcommit_protection",
  "overcommit_limit",
] as const satisfies readonly AttributeName[];

/** What belongs to one customer alone, or is changed by an act of its own; as are secrets. */
export const ownNames = [
  "name",
  "web_login",
  "balance",
  "credit_limit",
] as const satisfies readonly AttributeName[];

/** Settings that each web user may have instead of the customer's, in the order in which forms show them. */
export const personalNames = [
  "i_lang",
  "i_time_zone",
  "start_page",
  "i_export_type",
] as const satisfies readonly AttributeName[];
export type PersonalName = (typeof personalNames)[number];

/** Picks some values by name. */
export function pick<Values, Name extends keyof Values & string>(
  values: Values,
  names: readonly Name[],
): Pick<Values, Name> {
  // one for each name
  return Object.fromEntries(names.map((name) => [name, values[name]])) as Pick<Values, Name>;
}

/** Makes something for each name. */
export function eachOf<Name extends string, const Value>(
  names: readonly Name[],
  makeFor: (name: Name) => Value,
): Record<Name, Value> {
  // one for each name
  return Object.fromEntries(names.map((name) => [name, makeFor(name)])) as Record<Name, Value>;
}

/**
 * Contact data that lists show and sort by, of direct sub-customers only: the list's column, and its attribute. The
 * database orders by `<column>_order`.
 */
export const contactColumns = {
  company: "company_name",
  email: "email",
  phone: "phone",
  city: "city",
} as const satisfies Record<string, AttributeName>;
export type ContactColumn = keyof typeof contactColumns;
// Object.keys gives string[]; the object above has exactly these keys
export const contactColumnNames = Object.keys(contactColumns) as readonly ContactColumn[];
