import { mostLinks } from "../../brand/brand-values";
import { aliasStates } from "../../branding/alias-standing";
import { operations } from "../operations";
import type { Call, Parameter } from "./call";
import { may, needed } from "./describe-parameters";
import type { Members, Shape } from "./shape";

const ofCustomer = needed("i_customer", "int", "the customer: oneself or a descendant");

const links = { list: { struct: { label: "string", href: "string" } } } as const satisfies Shape;
const values = {
  product_name: "string",
  accent: "string",
  font: "string",
  support_email: "string",
  support_phone: "string",
  support_url: "string",
  footer_links: links,
} as const satisfies Members;
const picture = {
  struct: { src: "string", width: "int", height: "int" },
  nullable: true,
} as const satisfies Shape;

const valuesGiven: readonly Parameter[] = [
  may("product_name", "string", "what the portal is called"),
  may("accent", "string", "its colour, such as #3d57c9"),
  may("font", "string", "its font, of the portal's list"),
  may("support_email", "string", "the address for questions"),
  may("support_phone", "string", "the number for questions"),
  may("support_url", "string", "the page for questions"),
  may("footer_links", links, `links of the pages before log-in, at most ${mostLinks}`),
  may("css", "string", "its stylesheet"),
];

const alias = {
  i_customer: "int",
  alias: "string",
  alias_unicode: "string or nil",
  state: { words: aliasStates },
  record: { struct: { name: "string", value: "string" }, nullable: true },
  looked_at: "dateTime.iso8601 or nil",
  unanswered: "boolean",
  lost_at: "dateTime.iso8601 or nil",
  served_until: "dateTime.iso8601 or nil",
  passkeys: "int",
} as const satisfies Members;

/** The calls about the look of a customer's portal, by name. */
export const brandingCalls = {
  getBrand: {
    operation: operations.getBrand,
    meaning: "Reads the brand of a customer, and the one in force, which may be that of somebody above.",
    parameters: [
      ofCustomer,
      may("i_brand_version", "int", "its own as it was saved in this version"),
      may("start", { words: ["parent"] }, "parent: in place of its own the nearest above"),
    ],
    returns: {
      self: "boolean",
      own: {
        struct: {
          values: { struct: values },
          logo_light: "string or nil",
          logo_dark: "string or nil",
          favicon: "string or nil",
          css: "string",
        },
      },
      inForce: {
        struct: {
          ...values,
          logo_light: picture,
          logo_dark: picture,
          favicon: "string or nil",
          stylesheet: "string or nil",
        },
        nullable: true,
      },
      from: { words: ["own", "below", "above"], nullable: true },
      owner: "string or nil",
      versions: {
        list: { struct: { i_brand_version: "int", at: "dateTime.iso8601", by: "string or nil" } },
      },
    },
  },
  previewBrand: {
    operation: operations.previewBrand,
    meaning:
      "Tells what would become of a brand without saving it: its stylesheet, what was removed, and which colours cannot be read.",
    parameters: [ofCustomer, ...valuesGiven],
    returns: {
      css: "string",
      removed: { list: { map: "any" } },
      contrast: {
        list: { struct: { token: "string", ratio: "double", proposed: "string or nil" } },
      },
      accepted: { map: "string" },
    },
  },
  saveBrand: {
    operation: operations.saveBrand,
    meaning: "Saves the brand of a customer as a whole: what is absent is the service's own.",
    parameters: [
      ofCustomer,
      ...valuesGiven,
      may("logo_light", "string", "the hash of a stored picture, or a new one as a data: URL"),
      may("logo_dark", "string", "the same for dark pages"),
      may("favicon", "string", "the same for the browser's tab"),
    ],
    returns: { hardly_seen: { list: "string" } },
  },
  getAliasStanding: {
    operation: operations.getAliasStanding,
    meaning: "Tells how it stands with the alias of a customer, and which record proves it.",
    parameters: [ofCustomer],
    returns: alias,
  },
  checkAlias: {
    operation: operations.checkAlias,
    meaning: "Looks at the record that proves an alias now.",
    parameters: [ofCustomer],
    returns: alias,
  },
} as const satisfies Readonly<Record<string, Call>>;
