/**
 * The calls that every client makes, for those in JavaScript. @param call (method, struct) → value; a fault is thrown
 * with its code as `code`
 */
export async function sequence(call) {
  const { NAME: name, I_WHOLESALER: scope } = process.env;
  const ask = (method, struct = {}) =>
    call(
      method,
      !scope || /^(auth|reset)Customer/.test(method) ? struct : { ...struct, i_wholesaler: Number(scope) },
    );
  const fault = (method, struct) =>
    ask(method, struct).then(
      () => 0,
      (error) => error.code,
    );
  const { i_customer } = await ask("createCustomer", {
    name: `${name} Ünïcode`,
    web_login: name,
    web_password: "correct horse battery",
    i_tariff: null,
    balance: 12.5,
    credit_limit: 5.25,
    overcommit_protection: true,
    stray: "member",
  });
  const { customer } = await ask("getCustomerInfo", { i_customer });
  const seen = {
    balance: customer.balance,
    // some libraries read nil as undefined
    unlimited: (customer.max_sessions ?? null) === null,
    protected: customer.overcommit_protection,
    by_name: (await ask("getCustomerInfo", { name: `${name} Ünïcode` })).customer.i_customer === i_customer,
    listed: (await ask("listCustomers")).customers.some((one) => one.i_customer === i_customer),
  };
  await ask("updateCustomer", { i_customer, city: "Zürich" });
  seen.city = (await ask("getCustomerInfo", { i_customer })).customer.city;
  const right = await ask("authCustomer", { username: name, password: "correct horse battery" });
  seen.authenticated = right.i_customer === i_customer;
  seen.wrong = await fault("authCustomer", { username: name, password: "wrong" });
  const { password } = await ask("resetCustomerOneTimePassword", { web_login: name });
  seen.once = await fault("authCustomer", { username: name, password });
  seen.deleted = (await ask("deleteCustomer", { i_customer })).result;
  seen.gone = await fault("getCustomerInfo", { i_customer });
  console.log(JSON.stringify(seen));
}
