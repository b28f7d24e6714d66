import { operations } from "@/server/doors/operations";

type Noted =
  | keyof typeof operations
  | "signIn"
  | "choosePassword"
  | "resetRootPassword"
  | "endCreditLimit"
  | "verifyAlias"
  | "findAlias"
  | "loseAlias"
  | "endAlias"
  | "endJob"
  | "viewPage";

/** What an entry of the history can be about: every operation that writes, and what is done without one, or noted all the same. */
export const notedOperations: readonly Noted[] = [
  ...(Object.keys(operations) as (keyof typeof operations)[]).filter(
    (name) => operations[name].definition.effect === "writes",
  ),
  "getCustomerInfo",
  "authCustomer",
  "signIn",
  "choosePassword",
  "resetRootPassword",
  "endCreditLimit",
  "checkAlias",
  "verifyAlias",
  "findAlias",
  "loseAlias",
  "endAlias",
  "allowSupportChanges",
  "endJob",
  "viewPage",
];
