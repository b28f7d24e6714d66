import { type AttributeName, attributeOf } from "./customer";
import { everyAction, maskOf } from "./rights";

/** What documentation shows of attributes whose kind knows no better: a small company in Riga. */
const examples: Readonly<Partial<Record<AttributeName, unknown>>> = {
  name: "Nordic Calls",
  web_login: "nordic",
  description: "Pays by bank transfer",
  i_tariff: 12,
  i_routing_group: 3,
  balance: "10.000000",
  credit_limit: "100.000000",
  i_commission_agent: null,
  max_depth: 2,
  overcommit_limit: "50.000000",
  company_name: "Nordic Calls SIA",
  salutation: "Ms",
  first_name: "Anna",
  last_name: "Ozola",
  mid_init: "K",
  street_addr: "Brīvības iela 12",
  state: "Vidzeme",
  postal_code: "LV-1010",
  city: "Riga",
  country: "Latvia",
  contact: "Anna Ozola",
  phone: "+371 6700 1234",
  fax: "+371 6700 1235",
  alt_phone: "+371 2000 1234",
  alt_contact: "Jānis Bērziņš",
  cc: "accounts@nordic.example",
  bcc: "archive@nordic.example",
  mail_from: "noreply@nordic.example",
};

/** What documentation creates a customer with: what is required, and what people give beside. */
export const shownOfNew = {
  name: "Nordic Calls",
  i_tariff: 12,
  web_login: "nordic",
  web_password: "correct horse battery",
  email: "billing@nordic.example",
  credit_limit: "100.000000",
  [maskOf.customers]: everyAction,
} as const satisfies Readonly<Partial<Record<AttributeName, unknown>>>;

/** What it changes of a customer below, and what of oneself. */
export const shownOfChanges = ["city", "max_sessions"] as const satisfies readonly AttributeName[];
export const shownOfOwnChanges = ["city", "phone", "i_lang"] as const satisfies readonly AttributeName[];

/** A value of an attribute that documentation shows. */
export function exampleOfAttribute(name: AttributeName): unknown {
  const own = examples[name];
  return own === undefined ? attributeOf(name).kind.example : own;
}
