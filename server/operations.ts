import { getAuditLogs } from "./audit/get-audit-logs";
import { listHistory } from "./audit/list-history";
import { blockCustomer } from "./customers/block-customer";
import { createCustomer } from "./customers/create-customer";
import { deleteCustomer } from "./customers/delete-customer";
import { explainRights } from "./customers/explain-rights";
import { findCustomers } from "./customers/find-customers";
import { findPath } from "./customers/find-path";
import { getFormChoices } from "./customers/form-choices";
import { getCustomerInfo } from "./customers/get-customer-info";
import { listBranch } from "./customers/list-branch";
import { listCustomers } from "./customers/list-customers";
import { getOverview } from "./customers/overview";
import { unblockCustomer } from "./customers/unblock-customer";
import { updateCustomer } from "./customers/update-customer";
import { updateOwnData } from "./customers/update-own-data";
import { getDictionary } from "./dictionaries/get-dictionary";
import { authCustomer } from "./identity/auth-customer";
import { resetCustomerOneTimePassword } from "./identity/reset-one-time-password";
import { validatePassword } from "./identity/validate-password";
import { customerAddFunds, customerCredit, customerDebit } from "./money/book-funds";
import { listLedger } from "./money/list-ledger";
import {
  addRoutingGroup,
  deleteRoutingGroup,
  editRoutingGroup,
  listRoutingGroups,
} from "./routing-groups/routing-groups";
import { addTariff, deleteTariff, editTariff, listTariffs } from "./tariffs/tariffs";
import { getApiStanding } from "./xmlapi/get-api-standing";
import { listApiCalls } from "./xmlapi/list-api-calls";

/** Every operation, by the name that the API gives it. What is not here is not tested, and no door has it. */
export const operations = {
  createCustomer,
  getCustomerInfo,
  updateCustomer,
  deleteCustomer,
  listCustomers,
  authCustomer,
  resetCustomerOneTimePassword,
  listTariffs,
  addTariff,
  editTariff,
  deleteTariff,
  listRoutingGroups,
  addRoutingGroup,
  editRoutingGroup,
  deleteRoutingGroup,
  updateOwnData,
  findCustomers,
  findPath,
  listBranch,
  getOverview,
  getFormChoices,
  explainRights,
  listLedger,
  listHistory,
  getAuditLogs,
  blockCustomer,
  unblockCustomer,
  customerAddFunds,
  customerCredit,
  customerDebit,
  getDictionary,
  validatePassword,
  getApiStanding,
  listApiCalls,
};
