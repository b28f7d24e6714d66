import { feature, flag, type RightsKind, rights } from "./kinds/boolean";
import { email, emailList } from "./kinds/email";
import { hostname } from "./kinds/hostname";
import { countOrNil, money, percent, rateOrNil } from "./kinds/number";
import { codeReference, reference, referenceOrNil } from "./kinds/reference";
import { regex } from "./kinds/regex";
import { secret } from "./kinds/secret";
import { stylesheet } from "./kinds/stylesheet";
import { contact, login, name, text } from "./kinds/text";
import { everyAction, type MaskName } from "./rights";

/** The groups of attributes, in the order in which pages show them. */
export const groups = [
  "identity",
  "rating",
  "payments",
  "permissions",
  "api",
  "features",
  "limits",
  "contact",
  "notifications",
  "self-care",
  "branding",
] as const;

export type Group = (typeof groups)[number];

/** Any kind of attribute. */
export type AnyKind =
  | ReturnType<typeof text>
  | ReturnType<typeof secret>
  | ReturnType<typeof reference>
  | ReturnType<typeof referenceOrNil>
  | ReturnType<typeof codeReference>
  | ReturnType<typeof money>
  | ReturnType<typeof rights>
  | ReturnType<typeof flag>
  | ReturnType<typeof feature>
  | ReturnType<typeof countOrNil>
  | ReturnType<typeof regex>
  | ReturnType<typeof email>
  | ReturnType<typeof hostname>
  | ReturnType<typeof stylesheet>;

/** The value of a new customer's attribute if the caller gives none. */
export type Default<Value> =
  | { readonly value: Value }
  /** createCustomer copies it from the parent */
  | "parent's"
  /** createCustomer derives it: web_login from the name, payment_currency from the tariff */
  | "derived"
  /** the caller must give it */
  | "required";

export interface CustomerAttribute<K extends AnyKind = AnyKind> {
  readonly kind: K;
  readonly group: Group;
  /** `parent+self`: the customer may change it for itself, in the web interface */
  readonly setBy: "parent" | "parent+self";
  /** false for secrets: they never come out */
  readonly returned: boolean;
  /** hides the value from the customer itself: `absent`, or `nil` if the value names a sibling */
  readonly toSelf: "shown" | "absent" | "nil";
  /**
   * a secret, or something that leads to one: log-in, addresses, API access, alias, and the stylesheet, which can hide
   * parts of pages. Out of reach of support. Source: semantics, 'Support'
   */
  readonly credential: boolean;
  readonly default: Default<ValueOf<K>>;
  /** under what search finds it: as words, or as a number, which people read before a fax's */
  readonly searched?: "words" | "number" | "fax";
  /** nil stands for the parent's: what it has applies below it, too */
  readonly follows?: true;
  /** who sets it can log in as the customer, at once or by a mailed link: the web asks for a step-up */
  readonly opensLogIn?: true;
  /** a new customer always has it, so whoever may create one gives it, a credential or not */
  readonly atFirst?: true;
  /** the API's list of customers has it */
  readonly listed?: true;
  /** how wide its field is in forms, if not a column: a whole line, or what its few characters need */
  readonly width?: "line" | "figure" | "initial" | "postal";
  /** its place among those of its group in forms, where people write it in another order than the registry has */
  readonly place?: number;
  /** it bounds what the customer can do, beside rights, flags and features: forms say it in words */
  readonly bounds?: true;
}

/** What most attributes do not have. */
type Spelled = {
  readonly self?: boolean;
  readonly returned?: boolean;
  readonly toSelf?: "absent" | "nil";
  readonly credential?: boolean;
};
type Rules = Spelled &
  Pick<
    CustomerAttribute,
    "searched" | "follows" | "opensLogIn" | "atFirst" | "listed" | "bounds" | "width" | "place"
  >;

type ValueOf<K> = K extends { schema: { _output: infer Value } } ? Value : never;

function attribute<
  const G extends Group,
  K extends AnyKind,
  const D extends Default<ValueOf<K>>,
  const R extends Rules,
>(
  group: G,
  kind: K,
  given: D,
  // without rules the compiler infers R as having none
  { self, returned, toSelf, credential, ...more }: R = {} as R,
): CustomerAttribute<K> & { readonly group: G; readonly default: D } & Omit<R, keyof Spelled> {
  const usual: CustomerAttribute<K> = {
    kind,
    group,
    setBy: self ? "parent+self" : "parent",
    returned: returned ?? kind.kind !== "secret",
    toSelf: toSelf ?? "shown",
    credential: credential ?? kind.kind === "secret",
    default: given,
  };
  // group, default and rules keep their own types, so that lists of names have types too
  return { ...usual, ...more } as ReturnType<typeof attribute<G, K, D, R>>;
}

const none = { value: "" } as const;
const zero = { value: "0.000000" } as const;
const off = { value: 0 } as const;
const no = { value: false } as const;
const nil = { value: null } as const;
const self = { self: true } as const;
const credential = { credential: true } as const;
const ownCredential = { self: true, credential: true } as const;

/**
 * The 62 attributes of a customer, each described once, in the order in which refusals name them.
 * Source: seed, createCustomer(); bounds and meanings from customer-attributes.csv.
 */
export const customerAttributes = {
  name: attribute("identity", name({ max: 128 }), "required", { searched: "words", listed: true }),
  web_password: attribute("identity", secret({}), "required", { ...self, opensLogIn: true }),
  web_login: attribute("identity", login(), "derived", {
    ...credential,
    searched: "words",
    opensLogIn: true,
    atFirst: true,
    listed: true,
  }),
  description: attribute("identity", text({ max: 1024, multiline: true }), none, {
    toSelf: "absent",
    listed: true,
    width: "line",
  }),
  i_tariff: attribute("rating", referenceOrNil("tariffs"), "required", { follows: true, bounds: true }),
  i_routing_group: attribute("rating", referenceOrNil("routing_groups"), nil, { follows: true }),
  balance: attribute("rating", money({ signed: true }), zero, { listed: true }),
  credit_limit: attribute("rating", money({ signed: false }), zero, { listed: true, bounds: true }),
  payment_currency: attribute("payments", codeReference("currencies", "upper"), "derived", self),
  payment_method: attribute("payments", referenceOrNil("payment_methods"), { value: 1 }, self),
  min_payment_amount: attribute("payments", money({ signed: false }), zero),
  // a sibling, which nobody may see
  i_commission_agent: attribute("payments", referenceOrNil("customers"), nil, { toSelf: "nil" }),
  commission_size: attribute("payments", percent(100), zero),
  accounts_mgmt: attribute("permissions", rights({ max: everyAction }), off),
  customers_mgmt: attribute("permissions", rights({ max: everyAction }), off),
  tariffs_mgmt: attribute("permissions", rights({ max: everyAction }), off),
  vouchers_mgmt: attribute("permissions", rights({ max: everyAction }), off),
  system_mgmt: attribute("permissions", flag(), off),
  api_access: attribute("permissions", flag(), off, credential),
  api_mgmt: attribute("permissions", flag(), off),
  use_own_tariff: attribute("permissions", flag(), off),
  max_depth: attribute("permissions", countOrNil(), nil, { bounds: true }),
  accounts_matching_rule: attribute("permissions", regex(), none),
  api_password: attribute("api", secret({ min: 8 }), none, { ...self, opensLogIn: true }),
  callshop_enabled: attribute("features", feature(), no),
  did_pool_enabled: attribute("features", feature(), no),
  ivr_apps_enabled: attribute("features", feature(), no),
  asr_acd_enabled: attribute("features", feature(), no),
  debit_credit_cards_enabled: attribute("features", feature(), no),
  conferencing_enabled: attribute("features", feature(), no),
  share_payment_processors: attribute("features", feature(), no),
  dncl_enabled: attribute("features", feature(), no),
  overcommit_protection: attribute("limits", feature(), no, { bounds: true }),
  overcommit_limit: attribute("limits", percent(1000), zero),
  max_sessions: attribute("limits", countOrNil(), nil, { bounds: true }),
  max_calls_per_second: attribute("limits", rateOrNil(), nil, { bounds: true }),
  company_name: attribute("contact", contact({ max: 128 }), none, {
    ...self,
    searched: "words",
    width: "line",
    place: 1,
  }),
  salutation: attribute("contact", contact({ max: 16 }), none, { ...self, width: "initial", place: 2 }),
  first_name: attribute("contact", contact({ max: 64 }), none, { ...self, place: 3 }),
  last_name: attribute("contact", contact({ max: 64 }), none, { ...self, place: 5 }),
  mid_init: attribute("contact", contact({ max: 16 }), none, { ...self, width: "initial", place: 4 }),
  street_addr: attribute("contact", contact({ max: 256, multiline: true }), none, {
    ...self,
    width: "line",
    place: 6,
  }),
  state: attribute("contact", contact({ max: 64 }), none, { ...self, place: 9 }),
  postal_code: attribute("contact", contact({ max: 16 }), none, { ...self, width: "postal", place: 7 }),
  city: attribute("contact", contact({ max: 64 }), none, { ...self, place: 8 }),
  country: attribute("contact", contact({ max: 64 }), none, { ...self, place: 10 }),
  contact: attribute("contact", contact({ max: 128 }), none, self),
  phone: attribute("contact", contact({ max: 32 }), none, { ...self, searched: "number", width: "figure" }),
  fax: attribute("contact", contact({ max: 32 }), none, { ...self, searched: "fax", width: "figure" }),
  alt_phone: attribute("contact", contact({ max: 32 }), none, {
    ...self,
    searched: "number",
    width: "figure",
  }),
  alt_contact: attribute("contact", contact({ max: 128 }), none, self),
  email: attribute("notifications", emailList(), none, {
    ...ownCredential,
    searched: "words",
    opensLogIn: true,
    atFirst: true,
  }),
  cc: attribute("notifications", emailList(), none, ownCredential),
  bcc: attribute("notifications", emailList(), none, ownCredential),
  mail_from: attribute("notifications", email(), none, ownCredential),
  i_password_policy: attribute("self-care", reference("password_policies"), "parent's", { opensLogIn: true }),
  i_time_zone: attribute("self-care", reference("time_zones"), "parent's", self),
  i_lang: attribute("self-care", codeReference("languages", "lower"), "parent's", self),
  i_export_type: attribute("self-care", reference("export_types"), "parent's", self),
  start_page: attribute("self-care", reference("start_pages"), { value: 1 }, self),
  css: attribute("branding", stylesheet(), none, { ...ownCredential, width: "line" }),
  dns_alias: attribute("branding", hostname(), none, { ...ownCredential, searched: "words" }),
} as const satisfies Record<string, CustomerAttribute> & Record<MaskName, CustomerAttribute<RightsKind>>;

export type AttributeName = keyof typeof customerAttributes;

/** All values as operations store them: money as decimal text, references as ids. */
export type CustomerValues = {
  -readonly [Name in AttributeName]: ValueOf<(typeof customerAttributes)[Name]["kind"]>;
};

/** The names, in the order of the specification. */
// Object.keys gives string[]; the object above has exactly these keys
export const attributeNames = Object.keys(customerAttributes) as AttributeName[];

export function isAttributeName(name: string): name is AttributeName {
  return Object.hasOwn(customerAttributes, name);
}

/** The attribute of a name as the general type, for loops over the registry. */
export function attributeOf(name: AttributeName): CustomerAttribute {
  return customerAttributes[name];
}

/** The names of the given values. */
export function namesOf(values: Partial<CustomerValues>): AttributeName[] {
  // the registry read it, so its keys are attribute names
  return Object.keys(values) as AttributeName[];
}

/** The names of the attributes that meet a condition. */
export function namesWhere(condition: (attribute: CustomerAttribute) => boolean): AttributeName[] {
  return attributeNames.filter((name) => condition(attributeOf(name)));
}

/**
 * Whether only somebody who has the attribute can give it to others: rights, flags, features.
 * Source: semantics, 'Delegation'.
 */
export function isDelegated({ kind, group }: CustomerAttribute): boolean {
  return kind.kind === "rights" || kind.kind === "flag" || group === "features";
}
