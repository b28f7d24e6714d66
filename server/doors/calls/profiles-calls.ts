import { copiedAttributes } from "@/attributes/copied";
import { operations } from "../operations";
import type { Call } from "./call";
import { attributeMembers, attributesGiven, leftOut, may, needed, scope } from "./describe-parameters";
import type { Members, Shape } from "./shape";

const carried = {
  struct: attributeMembers(copiedAttributes),
  attributes: copiedAttributes,
} as const satisfies Shape;
const profile = {
  i_profile: "int",
  name: "string",
  attributes: carried,
  updated_at: "dateTime.iso8601",
} as const satisfies Members;

const which = needed("i_profile", "int", "the profile");
const ofProfile = [
  needed("name", "string", "its name"),
  may("attributes", attributesGiven(copiedAttributes), "struct of the attributes that it gives"),
];

/** The calls about profiles, which fill in what a new customer has, by name. */
export const profilesCalls = {
  listProfiles: {
    operation: operations.listProfiles,
    meaning: "Lists one's own profiles by name.",
    parameters: [scope],
    returns: { profiles: { list: { struct: profile } } },
  },
  getProfile: {
    operation: operations.getProfile,
    meaning: "Reads a profile.",
    parameters: [scope, which],
    returns: { profile: { struct: profile } },
  },
  addProfile: {
    operation: operations.addProfile,
    meaning: "Adds a profile of one's own.",
    parameters: [scope, ...ofProfile],
    returns: { i_profile: "int" },
  },
  editProfile: {
    operation: operations.editProfile,
    meaning: "Changes a profile: what is absent stays, and attributes of nil are given no longer.",
    parameters: [scope, which, ...ofProfile.map(leftOut)],
    returns: {},
  },
  deleteProfile: {
    operation: operations.deleteProfile,
    meaning: "Deletes a profile. Customers made from it stay as they are.",
    parameters: [scope, which],
    returns: {},
  },
  prepareNewCustomer: {
    operation: operations.prepareNewCustomer,
    meaning:
      "Prepares the attributes of a new customer from a profile or from a customer below, without what one may not give.",
    parameters: [
      scope,
      may("i_profile", "int", "the profile; this, i_customer or name is required"),
      may("i_customer", "int", "the customer below that is copied"),
      may("name", "string", "its name"),
    ],
    returns: {
      from: "string",
      values: carried,
      left_out: {
        list: {
          struct: { name: "string", reason: { struct: { values: { map: "any" }, key: "string" } } },
        },
      },
    },
  },
} as const satisfies Readonly<Record<string, Call>>;
