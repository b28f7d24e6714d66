/** What programs send as an example, by operation: bodies that work as they stand, where the ids are there. Tests send each of them. */
const examples: Readonly<Record<string, unknown>> = {
  createCustomer: {
    name: "Nordic Calls",
    i_tariff: 1,
    web_login: "nordic",
    web_password: "correct horse battery",
    email: "billing@nordic.example",
    credit_limit: "100.000000",
    customers_mgmt: 7,
  },
  updateCustomer: { city: "Riga", max_sessions: 30 },
  customerAddFunds: { amount: "25.000000", payment_notes: "Invoice 17", payment_date: "2026-11-23" },
};

/** An example of what a route takes; undefined: none. */
export function exampleOf(operationId: string): unknown {
  return examples[operationId];
}
