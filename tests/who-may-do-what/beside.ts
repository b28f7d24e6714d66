import type { OperationName } from "../server/doors/sound-inputs";

/** What an operation needs beside who may do it. */
export type Beside = {
  /** the parameter that names its scope; `none`: it ignores every scope */
  readonly scope: "i_wholesaler" | "none";
  /** what waits for others that change the same; `funds`: the parent on whose funds it draws, too */
  readonly locks: "target" | "funds" | null;
  /** whether it is for people in the web alone, or their support session */
  readonly people: boolean;
};

/** What programs call for one of their customers, and what pages show of one. */
const scoped: readonly OperationName[] = [
  "createCustomer",
  "updateCustomer",
  "deleteCustomer",
  "blockCustomer",
  "unblockCustomer",
  "getCustomerInfo",
  "listCustomers",
  "findCustomers",
  "suggestCustomers",
  "findPath",
  "findInTree",
  "viewCustomer",
  "listBranch",
  "getFormChoices",
  "explainRights",
  "explainBlocks",
  "listBlocks",
  "listTwins",
  "getOverview",
  "prepareNewCustomer",
  "listTariffs",
  "addTariff",
  "editTariff",
  "deleteTariff",
  "listRoutingGroups",
  "addRoutingGroup",
  "editRoutingGroup",
  "deleteRoutingGroup",
  "listProfiles",
  "getProfile",
  "addProfile",
  "editProfile",
  "deleteProfile",
  "customerAddFunds",
  "customerCredit",
  "customerDebit",
  "changeCreditLimit",
  "correctBalance",
  "previewFunds",
  "getReceipt",
  "getStatement",
  "listLedger",
  "listHistory",
  "getAuditLogs",
  "getSupportDesk",
  "prepareJob",
  "updateCustomers",
  "beginImport",
];

const locks: Partial<Record<OperationName, "target" | "funds">> = {
  updateCustomer: "target",
  updateOwnData: "target",
  deleteCustomer: "target",
  blockCustomer: "target",
  unblockCustomer: "target",
  customerAddFunds: "funds",
  customerCredit: "funds",
  customerDebit: "funds",
  changeCreditLimit: "funds",
  correctBalance: "funds",
  setPreferences: "target",
};

const forPeople: readonly OperationName[] = [
  "makeKey",
  "rotateKey",
  "getOwnKey",
  "editOwnKey",
  "rotateOwnKey",
  "endOwnKey",
  "updateOwnData",
  "listNotes",
  "getNote",
  "addNote",
  "editNote",
  "deleteNote",
  "listFollowUps",
  "listColleagues",
];

/** The same a second time and by hand, for an input of the operation. */
export function besideOf(name: OperationName, input: Readonly<Record<string, unknown>>): Beside {
  const touchesFunds = name === "updateCustomer" && ("balance" in input || "credit_limit" in input);
  return {
    scope: scoped.includes(name) ? "i_wholesaler" : "none",
    locks: touchesFunds ? "funds" : (locks[name] ?? null),
    people: forPeople.includes(name),
  };
}
