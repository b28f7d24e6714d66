import { type Ask, customerId, idIn, newCustomer, textOf } from "./ask";

/** Who may log in and call: blocks, passwords, one-time passwords, API access; each proved by a call. */
export async function writeStanding(ask: Ask): Promise<void> {
  await blocks(ask);
  await logIns(ask);
  await oneTimePasswords(ask);
  await access(ask);
  await takenNames(ask);
  await deletes(ask);
}

const right = "string correct horse battery";

async function blocks(ask: Ask): Promise<void> {
  const target = { i_wholesaler: customerId("alpha"), i_customer: customerId("alpha.low") };
  const tried = async () => {
    await ask("alpha.low", "listCustomers", { limit: "int 0" });
    await ask("alpha.leaf", "getDictionary", { name: "string languages" });
    await ask("alpha", "authCustomer", { username: "string alpha.low", password: right });
    await ask("alpha.mid", "listCustomers", { limit: "int 1" });
  };
  for (const reason of ["non-payment", "fraud", "own-wish", "other"]) {
    await ask("alpha", "blockCustomer", {
      ...target,
      reason: `string ${reason}`,
      note: "string n",
      text: "string t",
    });
  }
  await tried();
  await ask("alpha.mid", "unblockCustomer", { i_customer: customerId("alpha.low") });
  await tried();
  await ask("root", "blockCustomer", { ...target });
  await ask("alpha", "unblockCustomer", target);
  await tried();
  await ask("trusted", "unblockCustomer", { ...target, i_wholesaler: customerId("root") });
  await tried();
  await ask("alpha.mid", "blockCustomer", {
    i_customer: customerId("alpha.leaf"),
    reason: "nil",
    note: "nil",
  });
  await ask("alpha", "unblockCustomer", { i_customer: customerId("alpha.leaf") });
  await ask("alpha", "unblockCustomer", { i_customer: customerId("alpha.leaf") });
  await tried();
  await ask("alpha", "getAuditLogs", { action: "string unblockCustomer", limit: "int 2" });
}

async function logIns(ask: Ask): Promise<void> {
  const levels = ["administrator", "billing", "noc", "reporter", "callshop_operator"].map(
    (level) => `alpha ${level}`,
  );
  const logins = [
    ...levels,
    "alpha",
    "alpha.mid noc",
    "alpha.leaf",
    "omega",
    "root support",
    "blocked",
    "no-access",
    "Alpha.Mid",
  ];
  for (const login of logins) {
    for (const caller of ["alpha", "trusted", "omega"]) {
      await ask(caller, "authCustomer", { username: `string ${login}`, password: right });
    }
  }
  for (const login of ["alpha", "nobody", "omega", "throttled"]) {
    for (const caller of ["alpha.mid", "trusted"]) {
      await ask(caller, "authCustomer", { username: `string ${login}`, password: "string guess" });
    }
  }
  const odd = [
    {},
    { username: "string alpha" },
    { password: right },
    { username: "int 5", password: "int 5" },
    { username: "nil", password: right },
  ];
  for (const params of odd) await ask("alpha", "authCustomer", params);
}

async function oneTimePasswords(ask: Ask): Promise<void> {
  const logins = ["alpha.mid", "alpha noc", "alpha.leaf", "omega", "nobody", "root support", "blocked", ""];
  for (const login of logins) {
    for (const caller of ["alpha", "trusted", "gamma"]) {
      const made = await ask(caller, "resetCustomerOneTimePassword", { web_login: `string ${login}` });
      const password = textOf(made, "password");
      if (password === "") continue;
      const tried = { username: `string ${login}`, password: `string ${password}` };
      for (let time = 0; time < 2; time += 1) await ask("trusted", "authCustomer", tried);
      await ask("trusted", "authCustomer", { ...tried, password: right });
    }
  }
  await ask("alpha", "resetCustomerOneTimePassword");
  await ask("alpha", "resetCustomerOneTimePassword", { web_login: "int 5" });
  await ask("beta", "resetCustomerOneTimePassword", { web_login: "string beta.one" });
  await ask("alpha", "getAuditLogs", { action: "string AUTH_OTP", limit: "int 1" });
  await ask("alpha", "getAuditLogs", { action: "string AUTH_FAIL", limit: "int 1" });
}

/** A caller's own credentials and access change under it. */
async function access(ask: Ask): Promise<void> {
  const made = await ask(
    "alpha",
    "createCustomer",
    newCustomer("alpha", {
      web_login: "string mover",
      api_password: "string correct horse api",
      api_access: "int 1",
    }),
  );
  const target = { i_wholesaler: customerId("alpha"), i_customer: idIn(made) ?? "nil" };
  const list = async (caller: string) => await ask(caller, "listCustomers");
  await list("mover");
  const changes: readonly (readonly [Record<string, string>, string])[] = [
    [{ api_access: "int 0" }, "mover"],
    [{ api_access: "int 1" }, "mover"],
    [{ api_password: "string another horse api" }, "mover"],
    [{ city: "string Pärnu" }, "mover (password another horse api)"],
    [{ web_login: "string moved" }, "moved (password another horse api)"],
    [{ api_password: "string a third horse api" }, "moved (password a third horse api)"],
    [{ customers_mgmt: "int 7" }, "moved (password a third horse api)"],
  ];
  for (const [change, caller] of changes) {
    await ask("alpha", "updateCustomer", { ...target, ...change });
    await list(caller);
  }
  await ask("moved (password a third horse api)", "createCustomer", {
    i_tariff: "nil",
    name: "string of the moved",
    web_password: right,
  });
  await ask("alpha", "authCustomer", { username: "string moved", password: right });
  await ask("alpha", "updateCustomer", { ...target, web_password: "string quite another battery" });
  await ask("alpha", "authCustomer", { username: "string moved", password: right });
  await ask("alpha", "authCustomer", { username: "string moved", password: "string quite another battery" });
  await ask("alpha", "getAuditLogs", {
    what: "string updateCustomer",
    limit: "int 3",
    i_customer: target.i_customer,
  });
}

/** Names that somebody outside the scope has: taken, and after 20 tries in an hour one has to wait. */
async function takenNames(ask: Ask): Promise<void> {
  for (let time = 0; time < 23; time += 1) {
    const name = time % 2 === 0 ? "string alpha.mid" : "string ALPHA.low";
    await ask("omega", "createCustomer", { i_tariff: "nil", name, web_password: right });
  }
  await ask("omega", "createCustomer", { i_tariff: "nil", name: "string omega.one", web_password: right });
  await ask("omega", "updateCustomer", { i_customer: customerId("omega.one"), web_login: "string alpha" });
}

async function deletes(ask: Ask): Promise<void> {
  const i_wholesaler = customerId("omega");
  const agent = idIn(await ask("omega", "createCustomer", newCustomer("omega"))) ?? "nil";
  const rich =
    idIn(
      await ask(
        "omega",
        "createCustomer",
        newCustomer("omega", { balance: "double 7.25", i_commission_agent: agent }),
      ),
    ) ?? "nil";
  await ask("omega", "deleteCustomer", { i_customer: agent });
  await ask("trusted", "deleteCustomer", { i_wholesaler: customerId("root"), i_customer: i_wholesaler });
  await ask("beta", "deleteCustomer", { i_customer: customerId("beta.one") });
  await ask("omega", "updateCustomer", { i_customer: rich, i_commission_agent: "nil" });
  await ask("omega", "deleteCustomer", { i_customer: agent });
  await ask("omega", "deleteCustomer", { i_customer: agent });
  await ask("omega", "deleteCustomer", { i_customer: rich });
  await ask("omega", "getCustomerInfo", { i_customer: rich });
  await ask("omega", "listLedger", { i_customer: rich });
  await ask("omega", "getAuditLogs", { action: "string D", limit: "int 2" });
  await ask("root", "updateCustomer", {
    i_wholesaler: "int 1",
    i_customer: i_wholesaler,
    i_tariff: "int {tariff root.USD}",
  });
}
