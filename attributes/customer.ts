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

type AnyKind =
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
}

type ValueOf<K> = K extends { schema: { _output: infer Value } } ? Value : never;

function attribute<K extends AnyKind>(
  group: Group,
  kind: K,
  given: Default<ValueOf<K>>,
  rules: { self?: boolean; returned?: boolean; toSelf?: "absent" | "nil"; credential?: boolean } = {},
): CustomerAttribute<K> {
  return {
    kind,
    group,
    setBy: rules.self ? "parent+self" : "parent",
    returned: rules.returned ?? kind.kind !== "secret",
    toSelf: rules.toSelf ?? "shown",
    credential: rules.credential ?? kind.kind === "secret",
    default: given,
  };
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
  name: attribute("identity", name({ max: 128 }), "required"),
  web_password: attribute("identity", secret({}), "required", self),
  web_login: attribute("identity", login(), "derived", credential),
  description: attribute("identity", text({ max: 1024, multiline: true }), none, { toSelf: "absent" }),
  i_tariff: attribute("rating", referenceOrNil("tariffs"), "required"),
  i_routing_group: attribute("rating", referenceOrNil("routing_groups"), nil),
  balance: attribute("rating", money({ signed: true }), zero),
  credit_limit: attribute("rating", money({ signed: false }), zero),
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
  max_depth: attribute("permissions", countOrNil(), nil),
  accounts_matching_rule: attribute("permissions", regex(), none),
  api_password: attribute("api", secret({ min: 8 }), none, self),
  callshop_enabled: attribute("features", feature(), no),
  did_pool_enabled: attribute("features", feature(), no),
  ivr_apps_enabled: attribute("features", feature(), no),
  asr_acd_enabled: attribute("features", feature(), no),
  debit_credit_cards_enabled: attribute("features", feature(), no),
  conferencing_enabled: attribute("features", feature(), no),
  share_payment_processors: attribute("features", feature(), no),
  dncl_enabled: attribute("features", feature(), no),
  overcommit_protection: attribute("limits", feature(), no),
  overcommit_limit: attribute("limits", percent(1000), zero),
  max_sessions: attribute("limits", countOrNil(), nil),
  max_calls_per_second: attribute("limits", rateOrNil(), nil),
  company_name: attribute("contact", contact({ max: 128 }), none, self),
  salutation: attribute("contact", contact({ max: 16 }), none, self),
  first_name: attribute("contact", contact({ max: 64 }), none, self),
  last_name: attribute("contact", contact({ max: 64 }), none, self),
  mid_init: attribute("contact", contact({ max: 16 }), none, self),
  street_addr: attribute("contact", contact({ max: 256, multiline: true }), none, self),
  state: attribute("contact", contact({ max: 64 }), none, self),
  postal_code: attribute("contact", contact({ max: 16 }), none, self),
  city: attribute("contact", contact({ max: 64 }), none, self),
  country: attribute("contact", contact({ max: 64 }), none, self),
  contact: attribute("contact", contact({ max: 128 }), none, self),
  phone: attribute("contact", contact({ max: 32 }), none, self),
  fax: attribute("contact", contact({ max: 32 }), none, self),
  alt_phone: attribute("contact", contact({ max: 32 }), none, self),
  alt_contact: attribute("contact", contact({ max: 128 }), none, self),
  email: attribute("notifications", emailList(), none, ownCredential),
  cc: attribute("notifications", emailList(), none, ownCredential),
  bcc: attribute("notifications", emailList(), none, ownCredential),
  mail_from: attribute("notifications", email(), none, ownCredential),
  i_password_policy: attribute("self-care", reference("password_policies"), "parent's"),
  i_time_zone: attribute("self-care", reference("time_zones"), "parent's", self),
  i_lang: attribute("self-care", codeReference("languages", "lower"), "parent's", self),
  i_export_type: attribute("self-care", reference("export_types"), "parent's", self),
  start_page: attribute("self-care", reference("start_pages"), { value: 1 }, self),
  css: attribute("branding", stylesheet(), none, ownCredential),
  dns_alias: attribute("branding", hostname(), none, ownCredential),
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
