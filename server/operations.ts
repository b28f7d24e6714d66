import { createCustomer } from "./customers/create-customer";
import { deleteCustomer } from "./customers/delete-customer";
import { getCustomerInfo } from "./customers/get-customer-info";
import { listCustomers } from "./customers/list-customers";
import { updateCustomer } from "./customers/update-customer";
import { authCustomer } from "./identity/auth-customer";
import { resetCustomerOneTimePassword } from "./identity/reset-one-time-password";
import { addRoutingGroup, deleteRoutingGroup, editRoutingGroup, listRoutingGroups } from "./routing-groups/routing-groups";
import { addTariff, deleteTariff, editTariff, listTariffs } from "./tariffs/tariffs";

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
};
