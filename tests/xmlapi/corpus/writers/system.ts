import { callOf, int } from "../../stage/wire";
import { type Ask, customerId, newCustomer } from "./ask";

const methods = [
  "createCustomer",
  "getCustomerInfo",
  "updateCustomer",
  "deleteCustomer",
  "listCustomers",
  "authCustomer",
  "resetCustomerOneTimePassword",
  "blockCustomer",
  "unblockCustomer",
  "customerAddFunds",
  "customerCredit",
  "customerDebit",
  "getDictionary",
  "validatePassword",
  "listLedger",
  "getAuditLogs",
];

/** Methods that describe methods, several calls in one, and what cannot be read. */
export async function writeSystem(ask: Ask): Promise<void> {
  await ask("trusted", "system.listMethods", []);
  await ask("alpha", "system.getCapabilities", []);
  for (const name of methods) {
    await ask("alpha", "system.methodHelp", [`string ${name}`]);
    await ask("trusted", "system.methodSignature", [`string ${name}`]);
  }
  for (const name of [
    "system.multicall",
    "system.listMethods",
    "system.methodHelp",
    "noSuchMethod",
    "toString",
    "",
  ]) {
    await ask("alpha", "system.methodHelp", [`string ${name}`]);
    await ask("trusted", "system.methodSignature", [`string ${name}`]);
  }
  for (const params of [[], ["int 5"], {}]) await ask("alpha", "system.methodHelp", params);
  for (const name of [
    "noSuchMethod",
    "CreateCustomer",
    "createcustomer",
    "system.noSuch",
    "customer.getList",
    "toString",
    "__proto__",
    "Имя",
    "a".repeat(150),
    "addTariff",
  ]) {
    await ask("alpha", name, {});
    await ask("trusted", name, { i_wholesaler: "int 1" });
  }
  await severalInOne(ask);
  await oddParams(ask);
  await unreadable(ask);
}

async function severalInOne(ask: Ask): Promise<void> {
  const call = (methodName: string, ...params: readonly ({ [name: string]: string } | string)[]) => ({
    methodName: `string ${methodName}`,
    params,
  });
  const target = { i_wholesaler: customerId("alpha"), i_customer: customerId("alpha.plain") };
  for (const caller of ["alpha", "trusted", "beta", "blocked"]) {
    await ask(caller, "system.multicall", [
      [
        call("getDictionary", { name: "string languages" }),
        call("customerAddFunds", { ...target, amount: "int 1" }),
        call("customerAddFunds", { ...target, amount: "int -1" }),
        call("noSuchMethod"),
        call("system.multicall"),
        call("system.methodSignature", "string listCustomers"),
        "int 5",
        { methodName: "int 5" },
        { methodName: "string listCustomers", params: "string none" },
        call("listLedger", { ...target, limit: "int 1" }),
        call("listCustomers", { i_wholesaler: customerId("alpha"), limit: "int 1" }),
      ],
    ]);
  }
  for (const params of [[], ["int 5"], [[], []], [[]], {}]) await ask("alpha", "system.multicall", params);
  const calls = Array.from({ length: 1_001 }, () => "int 1");
  await ask("alpha", "system.multicall", [calls.slice(0, 3)]);
}

async function oddParams(ask: Ask): Promise<void> {
  const odd = [
    [],
    [[]],
    ["int 5"],
    ["string x"],
    ["nil"],
    [{}, {}],
    [[{}]],
    { " limit ": "int 1" },
    { "": "int 1", limit: "int 1" },
  ];
  for (const params of odd) {
    await ask("alpha", "listCustomers", params);
    await ask("trusted", "getDictionary", params);
  }
  await ask(
    "alpha",
    "createCustomer",
    newCustomer("alpha", { unknown: "int 1", i_account: "string x", " city ": "string Oslo" }),
  );
}

async function unreadable(ask: Ask): Promise<void> {
  const good = callOf("listCustomers", { limit: int(1) });
  const bodies = [
    "",
    " ",
    "{}",
    "<methodCall/>",
    "<methodCall></methodCall>",
    "<methodCall><methodName></methodName></methodCall>",
    "<methodCall><methodName>listCustomers</methodName></methodCall>",
    "<methodCall><methodName>listCustomers</methodName><params/></methodCall>",
    good.slice(0, -5),
    `${good}${good}`,
    good.replace("<int>1</int>", "<int></int>"),
    good.replace("<int>1</int>", "<int>1.5</int>"),
    good.replace("<int>1</int>", "<i4>1</i4>"),
    good.replace("<int>1</int>", "<i8>1</i8>"),
    good.replace("<int>1</int>", "<i2>1</i2>"),
    good.replace("<int>1</int>", "<int>99999999999</int>"),
    good.replace("<int>1</int>", "<double>1e400</double>"),
    good.replace("<int>1</int>", "<boolean>2</boolean>"),
    good.replace("<int>1</int>", "<boolean>true</boolean>"),
    good.replace("<int>1</int>", "<dateTime.iso8601>tomorrow</dateTime.iso8601>"),
    good.replace("<int>1</int>", "<base64>*</base64>"),
    good.replace("<int>1</int>", "<unknown>1</unknown>"),
    good.replace("<int>1</int>", "1"),
    good.replace("<int>1</int>", "<nil/>"),
    good.replace("<int>1</int>", "<ex:nil xmlns:ex='x'/>"),
    good.replace("<int>1</int>", "<string>&unknown;</string>"),
    good.replace("<name>limit</name>", ""),
    good.replace("<methodCall>", "<!DOCTYPE x [<!ENTITY a 'b'>]><methodCall>"),
    good.replace("methodCall>", "methodResponse>"),
  ];
  for (const [at, body] of bodies.entries()) await ask(at % 3 === 0 ? "trusted" : "alpha", "", body);
}
