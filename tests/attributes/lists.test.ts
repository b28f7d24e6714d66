import { expect, it } from "vitest";
import { attributeOf, isDelegated, namesWhere } from "@/attributes/customer";
import {
  atFirstNames,
  boundingNames,
  delegatedNames,
  followedNames,
  limitNames,
  listedNames,
  parentsNames,
  personalNames,
  requiredNames,
  searchedNumbers,
  searchedWords,
} from "@/attributes/lists";

/** What each list must have, by hand. */
const lists: readonly [what: string, list: readonly string[], names: string][] = [
  ["a new customer needs", requiredNames, "i_tariff name web_password"],
  [
    "a new customer copies from its parent",
    parentsNames,
    "i_password_policy i_time_zone i_lang i_export_type",
  ],
  ["nil means the parent's for", followedNames, "i_tariff i_routing_group"],
  ["limits are", limitNames, "max_depth max_sessions max_calls_per_second"],
  ["search finds words in", searchedWords, "name web_login company_name email dns_alias"],
  ["search finds numbers in", searchedNumbers, "phone alt_phone fax"],
  ["every level gives a new customer", atFirstNames, "web_login email"],
  [
    "bounds what a customer can do",
    boundingNames,
    "i_tariff credit_limit max_depth overcommit_protection max_sessions max_calls_per_second",
  ],
  ["the API's list has", listedNames, "name web_login description balance credit_limit"],
  ["people set for themselves", personalNames, "i_lang i_time_zone start_page i_export_type"],
];

it.each(lists)("%s just what is specified", (_what, list, names) => {
  expect(list.join(" ")).toBe(names);
});

it("what is passed on is each right, flag and feature once, API access last", () => {
  expect(delegatedNames.toSorted()).toEqual(namesWhere(isDelegated).toSorted());
  expect(delegatedNames.at(-1)).toBe("api_access");
});

it("who sets what opens a log-in sets a credential, or how strong a password must be", () => {
  const opening = namesWhere(({ opensLogIn }) => opensLogIn === true);
  expect(opening.join(" ")).toBe("web_password web_login api_password email i_password_policy");
  for (const name of opening)
    expect([name, attributeOf(name).credential]).toEqual([name, name !== "i_password_policy"]);
});
