import { Prisma } from "../database/generated/client";

/**
 * What the original vendor calls an operation (`action`), and what it was about (`resource`), as columns of a history
 * entry `h`. If the vendor has no word for it, or the call was refused, it is the operation's own name.
 * Source: the vendor's audit log, and its test programs.
 */
export const vendorAction: Prisma.Sql = Prisma.sql`CASE
  WHEN h.operation = 'refuseSignIn' OR (h.operation = 'authCustomer' AND h.detail->>'refused' = '401') THEN 'AUTH_FAIL'
  WHEN h.detail->>'refused' IS NOT NULL THEN h.operation
  WHEN h.operation IN ('createCustomer', 'addTariff', 'addRoutingGroup', 'addWebUser') THEN 'A'
  WHEN h.operation IN ('updateCustomer', 'updateOwnData', 'editTariff', 'editRoutingGroup', 'editWebUser') THEN 'U'
  WHEN h.operation IN ('deleteCustomer', 'deleteTariff', 'deleteRoutingGroup', 'deleteWebUser') THEN 'D'
  WHEN h.operation IN ('customerAddFunds', 'customerCredit', 'customerDebit') THEN 'FUNDS'
  WHEN h.operation IN ('signIn', 'authCustomer') AND h.detail->>'by' = 'one-time password' THEN 'AUTH_OTP'
  WHEN h.operation IN ('signIn', 'authCustomer') THEN 'AUTH_OK'
  WHEN h.operation = 'resetCustomerOneTimePassword' THEN 'OTP_RST'
  WHEN h.operation = 'choosePassword' THEN 'PSWD_CHNG'
  ELSE h.operation END`;

const customer = Prisma.sql`'customers:i_customer=' || h.i_customer`;
/** for things whose id is in the entry's detail; older entries of web users hold only the login */
const thing = (table: string, id: string) =>
  Prisma.sql`${`${table}:`}::text || coalesce(${`${id}=`}::text || (h.detail->>${id}::text),
                                              'web_login=' || (h.detail->>'web_login'), '')`;
const funds = (word: string) =>
  Prisma.sql`coalesce(${`${word}:i_customer=`}::text || h.i_customer || ':amount='
                      || trim_scale((h.detail->>'amount')::numeric) || ' ' || (h.detail->>'currency'), ${customer})`;
/** entries hold no unknown login: it is often a password in the wrong field */
const login = Prisma.sql`'customer:username=' || coalesce(h.detail->>'web_login', h.detail->>'username',
    CASE WHEN h.detail->>'refused' IS NULL THEN h.name ELSE '' END)`;

/** See `vendorAction`. */
export const vendorResource: Prisma.Sql = Prisma.sql`CASE
  WHEN h.operation IN ('signIn', 'refuseSignIn', 'authCustomer', 'resetCustomerOneTimePassword') THEN ${login}
  WHEN h.operation = 'choosePassword'
    THEN 'i_web_user=' || coalesce(h.detail->>'i_web_user', h.actor_i_web_user::text, '')
  WHEN h.operation IN ('addTariff', 'editTariff', 'deleteTariff') THEN ${thing("tariffs", "i_tariff")}
  WHEN h.operation IN ('addRoutingGroup', 'editRoutingGroup', 'deleteRoutingGroup')
    THEN ${thing("routing_groups", "i_routing_group")}
  WHEN h.operation IN ('addProfile', 'editProfile', 'deleteProfile') THEN ${thing("profiles", "i_profile")}
  WHEN h.operation IN ('addWebUser', 'editWebUser', 'deleteWebUser') THEN ${thing("web_users", "i_web_user")}
  WHEN h.detail->>'refused' IS NOT NULL THEN ${customer}
  WHEN h.operation = 'customerAddFunds' THEN ${funds("add")}
  WHEN h.operation = 'customerCredit' THEN ${funds("credit")}
  WHEN h.operation = 'customerDebit' THEN ${funds("debit")}
  ELSE ${customer} END`;
