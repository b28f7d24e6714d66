import { operations } from "../operations";
import type { Call } from "./call";
import { may, needed } from "./describe-parameters";

/** The calls about those who log in, by name. */
export const peopleCalls = {
  authCustomer: {
    operation: operations.authCustomer,
    meaning:
      "Tells whether a login and a password belong together. Fault 410: authenticated by the one-time password, which is thereby used up.",
    parameters: [
      needed("username", "string", "login of a web user"),
      needed("password", "string", "its password, or its one-time password"),
    ],
    returns: { i_customer: "int", i_web_user: "int", i_access_level: "string" },
  },
  resetCustomerOneTimePassword: {
    operation: operations.resetCustomerOneTimePassword,
    meaning: "Gives a web user a new one-time password, good for 24 hours, once.",
    parameters: [needed("web_login", "string", "login of the customer, or of one of its web users")],
    returns: { password: "string" },
  },
  validatePassword: {
    operation: operations.validatePassword,
    meaning:
      "Judges a password, which is not kept. One that would be refused is fault 400, with all reasons.",
    parameters: [
      needed("password", "string", "the password"),
      may("i_customer", "int", "for whom; a new sub-customer where absent"),
      may("i_password_policy", "int", "the policy that it is to have"),
      may("name", "string", "its name, which the password must not be"),
      may("web_login", "string", "its login, which the password must not be"),
      may("web_label", "string", "the same, under the original vendor's name"),
      may("lang", "string", "language of the reasons, en or ru; en where absent or anything else"),
    ],
    returns: { valid: "boolean", reasons: { list: "string" }, policy: "int" },
  },
} as const satisfies Readonly<Record<string, Call>>;
