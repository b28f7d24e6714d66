import type { EventWord } from "./event-words";

const by = { name: "Example Reseller", login: "anna", address: "192.0.2.10" };
const byPeople = { door: "web", by };
const customer = { operation: "updateCustomer", ...byPeople };
const money = (operation: string, amount: string, balance_after: string) => ({
  operation,
  ...byPeople,
  changes: [{ attribute: "balance", before: "10.000000", after: balance_after }],
  i_entry: "4711",
  amount,
  currency: "USD",
  balance_after,
  note: "Invoice 2026-11",
  payment_date: "2026-11-30",
});
const webUser = (operation: string) => ({
  operation,
  ...byPeople,
  i_web_user: 77,
  login: "front-desk",
});
const alias = (operation: string) => ({
  operation,
  door: "system",
  by: { name: "your provider", login: null, address: null },
  alias: "portal.example.com",
});
const session = { reference: "ABCD-2345", reason: "Ticket 7" };
const support = (operation: string) => ({
  operation,
  door: "support",
  by: { name: "support", login: null, address: null },
  behalf: { i_customer: 42, name: "Example Ltd", ...session },
});
const job = (state: "done" | "stopped") => ({
  operation: "endJob",
  ...byPeople,
  i_job: 12,
  kind: "set_attributes",
  job: { state, changed: 40, unchanged: 2, refused: 1 },
  link: "https://portal.example.com/jobs/12",
});

/** What `data` holds of each event beside `i_event`, `i_customer` and `name`, by an example. */
export const eventExamples = {
  "customer.created": {
    operation: "createCustomer",
    ...byPeople,
    changes: [{ attribute: "city", before: null, after: "Riga" }],
  },
  "customer.updated": { ...customer, changes: [{ attribute: "city", before: "Riga", after: "Oslo" }] },
  "customer.deleted": {
    operation: "deleteCustomer",
    ...byPeople,
    changes: [{ attribute: "balance", before: "0.000000", after: null }],
  },
  "customer.rights_changed": {
    ...customer,
    changes: [{ attribute: "customers_mgmt", before: 0, after: 7 }],
  },
  "customer.limits_changed": {
    operation: "changeCreditLimit",
    ...byPeople,
    changes: [{ attribute: "credit_limit", before: "0.000000", after: "50.000000" }],
  },
  "customer.blocked": {
    operation: "blockCustomer",
    ...byPeople,
    changes: [{ attribute: "blocked", before: false, after: true }],
    reason: "non-payment",
    text: "Please pay the last invoice.",
    customers_below: 3,
  },
  "customer.unblocked": {
    operation: "unblockCustomer",
    ...byPeople,
    changes: [{ attribute: "blocked", before: true, after: false }],
  },
  "money.payment": money("customerAddFunds", "25.000000", "35.000000"),
  "money.credit": money("customerCredit", "5.000000", "15.000000"),
  "money.charge": money("customerDebit", "4.000000", "6.000000"),
  "money.correction": money("correctBalance", "-1.000000", "9.000000"),
  "money.write_off": {
    operation: "deleteCustomer",
    ...byPeople,
    changes: [{ attribute: "balance", before: "10.000000", after: null }],
  },
  "money.low_balance": { threshold: "20.000000", available: "15.000000", currency: "USD" },
  "money.credit_limit_reached": {
    balance: "-50.000000",
    credit_limit: "50.000000",
    currency: "USD",
  },
  "money.credit_limit_ended": {
    operation: "endCreditLimit",
    door: "system",
    by,
    changes: [{ attribute: "credit_limit", before: "100.000000", after: "50.000000" }],
    until: "2026-11-30T12:00:00.000Z",
  },
  "log_in.new_device": { login: "anna", browser: "Firefox on Linux", address: "192.0.2.10" },
  "log_in.failed_often": { login: "anna", address: "198.51.100.7" },
  "log_in.locked": { login: "anna", address: "198.51.100.7" },
  "web_user.created": { ...webUser("addWebUser"), level: "BILLING" },
  "web_user.updated": {
    ...webUser("editWebUser"),
    changes: [{ attribute: "access_level", before: "BILLING", after: "NOC" }],
  },
  "web_user.blocked": webUser("blockWebUser"),
  "web_user.deleted": webUser("deleteWebUser"),
  "password.changed": webUser("choosePassword"),
  "one_time_password.sent": webUser("resetCustomerOneTimePassword"),
  "key.created": { operation: "makeKey", ...byPeople, prefix: "a1B2c3D4", key_name: "Billing" },
  "key.expiring": {
    login: "anna",
    key_name: "Billing",
    prefix: "a1B2c3D4",
    expires_at: "2026-12-14T12:00:00.000Z",
  },
  "key.ended": { operation: "endKey", ...byPeople, prefix: "a1B2c3D4", key_name: "Billing" },
  "tariff.changed": {
    operation: "editTariff",
    ...byPeople,
    i_tariff: 5,
    renamed: { before: "Retail", after: "Retail 2027" },
  },
  "routing_group.changed": {
    operation: "editRoutingGroup",
    ...byPeople,
    i_routing_group: 3,
    renamed: { before: "Premium", after: "Premium EU" },
  },
  "price_list.changed": {
    new: 3,
    raised: 1,
    lowered: 2,
    changed: 0,
    removed: 0,
    from: ["2026-12-01T00:00:00.000Z"],
  },
  "brand.saved": { operation: "saveBrand", ...byPeople, host: "portal.example.com", version: 12 },
  "alias.verified": alias("verifyAlias"),
  "alias.lost": { ...alias("loseAlias"), served_until: "2026-12-07T12:00:00.000Z" },
  "support.opened": { ...support("openSupport"), support: { minutes: 30 } },
  "support.changes_allowed": { ...support("allowSupportChanges"), support: { consent: true } },
  "support.ended": { ...support("endSupport"), support: { by: "staff" } },
  "job.finished": job("done"),
  "job.failed": job("stopped"),
  "webhook.example": {},
  "webhook.disabled": {
    operation: "disableEndpoint",
    door: "system",
    by: { name: "your provider", login: null, address: null },
  },
} as const satisfies Record<EventWord, Readonly<Record<string, unknown>>>;
