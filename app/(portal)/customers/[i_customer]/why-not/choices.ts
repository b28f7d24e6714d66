import { operations } from "@/server/doors/operations";

export type OperationName = keyof typeof operations;

/** What people ask about first, the most frequent on top. */
export const askedMost = [
  "createCustomer",
  "updateCustomer",
  "deleteCustomer",
  "changeCreditLimit",
  "customerAddFunds",
  "customerCredit",
  "customerDebit",
  "correctBalance",
  "blockCustomer",
  "unblockCustomer",
  "resetCustomerOneTimePassword",
  "addWebUser",
  "editWebUser",
  "addTariff",
  "editTariff",
  "saveBrand",
  "updateOwnData",
  "findCustomers",
  "listLedger",
  "openSupport",
] as const satisfies readonly OperationName[];

const rest = ["customers", "money", "log_ins", "offers", "looks", "notes", "support", "others"] as const;
export type ChoiceGroup = "most" | (typeof rest)[number];

/** The first of these that an operation's name matches is its group. */
const subjects: readonly (readonly [(typeof rest)[number], RegExp])[] = [
  ["support", /support|opening|stay/i],
  ["notes", /note|followUp|colleague/i],
  ["looks", /brand|alias/i],
  ["money", /fund|credit|debit|balance|ledger|statement|receipt/i],
  ["offers", /tariff|routingGroup|profile/i],
  ["log_ins", /key$|webUser|logIn|factor|totp|password|address|invitation|mail|ownSettings|recovery|auth/i],
  ["customers", /customer|branch|path|block|right|formChoices|ownData|overview|preferences/i],
];

/**
 * The operations that people can ask about, in the groups of the list: the most frequent, then the others by subject, in
 * the order of their words. Leaves out what a support session does with itself, since no level allows that.
 */
export function choicesOf(
  word: (name: string) => string,
): { readonly group: ChoiceGroup; readonly names: readonly OperationName[] }[] {
  const names = (Object.keys(operations) as OperationName[]).filter(
    (name) =>
      name !== "whyNot" &&
      !isOfSupportSession(operations[name].definition.needs.acts) &&
      !askedMost.some((most) => most === name),
  );
  const others = rest.map((group) => ({
    group,
    names: names
      .filter((name) => subjectOf(name) === group)
      .sort((one, other) => word(one).localeCompare(word(other))),
  }));
  return [{ group: "most" as const, names: askedMost }, ...others.filter((group) => group.names.length > 0)];
}

function subjectOf(name: string): (typeof rest)[number] {
  return subjects.find(([, pattern]) => pattern.test(name))?.[0] ?? "others";
}

function isOfSupportSession(acts: unknown): boolean {
  return Array.isArray(acts) && acts.includes("support_session");
}
