import { ApiClient } from "../xmlapi/stage/api-client";
import { callOf, double, int, nil, type Sent, string } from "../xmlapi/stage/wire";
import type { Case } from "./in-turns";
import type { Size } from "./sizes";
import type { People } from "./stage-of-size";

/** Calls of the API from a trusted host, in the scope of the broadest reseller where nothing else is said. */
export function operationCases({ base }: Size, people: People): Case[] {
  const { reseller, customer, many, few, deepest, direct } = people;
  const api = new ApiClient(Number(new URL(base).port), null);
  const call = async (method: string, members: Sent) => await api.call(callOf(method, members));
  const below = { i_wholesaler: int(reseller) };
  const one = { ...below, i_customer: int(customer) };
  const at = ({ i_customer, i_wholesaler }: typeof many) => ({
    i_wholesaler: int(i_wholesaler),
    i_customer: int(i_customer),
  });
  const does = (
    what: string,
    method: string,
    members: () => Sent,
    more: Pick<Case, "before" | "after" | "long"> = {},
  ): Case => ({
    who: "API",
    what: what === "" ? method : `${method} ${what}`,
    send: async () => Buffer.byteLength(await call(method, members())),
    ...more,
  });
  const create = async () => {
    made = idIn(await call("createCustomer", { ...below, ...fresh() }));
  };
  let made = 0;
  const newest = async () => {
    const said = await call("listCustomers", { ...below, offset: int(direct), limit: int(1) });
    return idIn(said);
  };
  return [
    does("", "getCustomerInfo", () => one),
    does("by name", "getCustomerInfo", () => ({ ...below, name: string(people.nameOfCustomer) })),
    does("with the most below", "getCustomerInfo", () => at(many)),
    does("the first 50", "listCustomers", () => ({ ...below, limit: int(50) })),
    does("50 from nine tenths on", "listCustomers", () => ({
      ...below,
      offset: int(Math.floor(direct * 0.9)),
      limit: int(50),
    })),
    {
      who: "API",
      what: "listCustomers all, by pages of 1,000",
      long: true,
      send: async () => {
        let bytes = 0;
        for (let offset = 0; offset < direct; offset += 1_000)
          bytes += Buffer.byteLength(
            await call("listCustomers", { ...below, offset: int(offset), limit: int(1_000) }),
          );
        return bytes;
      },
    },
    does("all at once", "listCustomers", () => below, { long: true }),
    does("", "createCustomer", () => ({ ...below, ...fresh() }), {
      after: async () => await call("deleteCustomer", { ...below, i_customer: int(await newest()) }),
    }),
    does("", "updateCustomer", () => ({ ...one, city: string(`city ${freshCount()}`) })),
    does("", "customerAddFunds", () => ({ ...one, amount: double("1") })),
    does("at the deepest place", "customerAddFunds", () => ({ ...at(deepest), amount: double("1") })),
    does("", "customerCredit", () => ({ ...one, amount: double("1") })),
    does("", "customerDebit", () => ({ ...one, amount: double("1") })),
    ...[few, many].flatMap((target) => {
      const whom = target === few ? "with 5 below" : "with the most below";
      const rights = (customers_mgmt: number) => ({ ...at(target), customers_mgmt: int(customers_mgmt) });
      return [
        does(`rights, ${whom}`, "updateCustomer", () => rights(3), {
          after: async () => await call("updateCustomer", rights(7)),
        }),
        does(whom, "blockCustomer", () => at(target), {
          after: async () => await call("unblockCustomer", at(target)),
        }),
        does(whom, "unblockCustomer", () => at(target), {
          before: async () => await call("blockCustomer", at(target)),
        }),
        {
          who: "API",
          what: `deleteCustomer ${whom}: refused`,
          send: async () => await refusedWith(409, call("deleteCustomer", at(target))),
        },
      ];
    }),
    does("without any below", "deleteCustomer", () => ({ ...below, i_customer: int(made) }), {
      before: create,
    }),
    does("", "listLedger", () => one),
    does("of root", "getAuditLogs", () => ({
      since: string("2020-01-01"),
      i_wholesaler: int(people.root),
      limit: int(50),
    })),
    does("of the reseller", "getAuditLogs", () => ({
      ...below,
      since: string("2020-01-01"),
      limit: int(50),
    })),
    does("", "authCustomer", () => ({ username: string("customer"), password: string("demo-portal-1") })),
    does("", "resetCustomerOneTimePassword", () => ({ web_login: string("customer") })),
    does("", "validatePassword", () => ({ password: string("correct horse battery") })),
    does("", "getDictionary", () => ({ name: string("time_zones") })),
  ];
}

function fresh(): Sent {
  return {
    i_tariff: nil,
    name: string(`measured ${freshCount()}`),
    web_password: string("correct horse battery"),
  };
}

let count = 0;

function freshCount(): string {
  count += 1;
  return `${process.pid.toString(36)} ${Date.now().toString(36)} ${count}`;
}

function idIn(answer: string): number {
  return Number(/<name>i_customer<\/name><value><int>(\d+)/.exec(answer)?.[1] ?? 0);
}

/** @returns the fault's bytes. @throws unless it is this fault */
async function refusedWith(code: number, answer: Promise<string>): Promise<number> {
  const said = await answer.then(
    (text) => text,
    (error: Error) => error.message,
  );
  if (!said.includes(`<int>${code}</int>`)) throw new Error(`not refused with ${code}: ${said}`);
  return Buffer.byteLength(said);
}
