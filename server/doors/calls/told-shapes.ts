import { type PersonalName, personalNames } from "@/attributes/lists";
import en from "@/messages/en.json";
import type { Parameter } from "./call";
import { attributeMembers, may } from "./describe-parameters";
import type { Members, Scalar, Shape } from "./shape";

const customer = { i_customer: "int", name: "string" } as const satisfies Members;

/** What several answers tell in the same words. */
export const told = {
  /** a customer on the way; null: somebody above the reader, 'your provider' */
  customer: { struct: customer, nullable: true },
  /** the nearest blocked customer above; null: there is none */
  stoppedBy: { struct: { i_customer: "int or nil", name: "string or nil" }, nullable: true },
  /** a block as far as the reader may know it */
  block: {
    since: "dateTime.iso8601",
    by_name: "string or nil",
    by_login: "string or nil",
    mine: "boolean",
    liftable: "boolean",
    reason: "string or nil",
    note: "string or nil",
    text: "string or nil",
  },
  /** a reason against something */
  reason: {
    struct: {
      code: "int or nil",
      key: "string",
      values: { map: "any" },
      attribute: "string or nil",
      where: { struct: customer, nullable: true },
    },
  },
  /** rights as they are, and why some are not in force */
  rights: {
    map: {
      struct: {
        own: "int",
        inForce: "int",
        givable: "int",
        lacking: { map: { struct: customer, nullable: true } },
      },
    },
  },
  /** limits from above that are lower than the own ones */
  limits: { map: { struct: { inForce: "int", by: { struct: customer, nullable: true } } } },
} as const satisfies Readonly<Record<string, Shape | Members>>;

/** What a web user chose of its own; nil: it follows its customer. */
export const chosen = Object.fromEntries(
  personalNames.map((name) => [name, `${String(attributeMembers([name])[name])} or nil` as Scalar]),
  // of exactly these names, whose attributes are plain numbers and codes without nil
) as Readonly<Record<PersonalName, Scalar>>;

/** What those of a customer's web users follow who chose nothing. */
export const followed = {
  struct: attributeMembers(personalNames),
  attributes: personalNames,
} as const satisfies Shape;

/** The same as parameters. */
export function ofItsOwn(): Parameter[] {
  return personalNames.map((name) => may(name, chosen[name], en.api_attributes[name]));
}
