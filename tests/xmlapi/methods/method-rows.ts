import { beforeAll } from "vitest";
import { systemActor } from "@/server/actor/system-actor";
import { operations } from "@/server/doors/operations";
import { table } from "../../attributes/table";
import { actorOf, customer, freshName } from "../../builders";
import { answerOf } from "../stage/poster";
import { arrayOf, callOf, double, int, nil, type Sent, string, structOf } from "../stage/wire";
import { casesOf } from "./attribute-cases";
import { siblings } from "./siblings";

/** What an answer holds, as the specification writes it: a type, types with `|` between them, or members. */
export type Expected = string | readonly [Expected] | { readonly [member: string]: Expected };

/** A method as the specification has it, written by hand: the code's own table is checked against it. */
export type MethodRow = {
  readonly method: string;
  readonly form?: string;
  readonly required: readonly string[];
  /** of these, one is required */
  readonly eitherOf?: readonly string[];
  /** and no other beside it */
  readonly onlyOne?: true;
  /** whether a trusted host must say i_wholesaler */
  readonly scoped: boolean;
  /** all members of a good call but `i_wholesaler`, as XML; made anew for each call */
  readonly members: () => Promise<Sent>;
  readonly answer: Readonly<Record<string, Expected>>;
};

const jobRow = {
  i_job: "int",
  kind: "string",
  state: "string",
  i_scope: "int",
  door: "string",
  login: "string|nil",
  created_at: "dateTime.iso8601",
  started_at: "dateTime.iso8601|nil",
  ended_at: "dateTime.iso8601|nil",
  total: "int",
  changed: "int",
  unchanged: "int",
  refused: "int",
  came: "int",
  listing: "boolean",
  at_work: "boolean",
  // nothing stopped it
  why: "nil",
  support_reference: "string|nil",
  undoes: "int|nil",
  undone_by: "int|nil",
  undo_until: "dateTime.iso8601|nil",
} as const;

/** A job of the trusted host's. @returns its id */
async function makeJob(): Promise<number> {
  const root = await actorOf(1);
  const asked = { values: { city: "Quito" }, ids: [scene.below] };
  return (await operations.updateCustomers(root, asked)).i_job;
}

/** The customer in whose scope the calls happen, and one below it with a ledger and a history. */
export const scene = { reseller: 0, below: 0 };

/** Makes them, and a payment. */
export function givenScene(): void {
  beforeAll(async () => {
    const features = table
      .filter(({ kind, name }) => kind === "feature" && name !== "overcommit_protection")
      .map(({ name = "" }) => [name, true]);
    scene.reseller = (await customer(1, Object.fromEntries(features))).i_customer;
    scene.below = (await customer(scene.reseller)).i_customer;
    const paid = { i_wholesaler: int(scene.reseller), i_customer: int(scene.below), amount: double("1.25") };
    await answerOf(callOf("customerAddFunds", { ...paid, payment_notes: string("by hand") }));
  });
}

const password = "correct horse battery";
const moment = "09:57:29.000 GMT Wed Nov 18 2009";

const below = async (values: Readonly<Record<string, unknown>> = {}) =>
  int((await customer(scene.reseller, { base_currency: "USD", ...values })).i_customer);

/** A value of each attribute, from the table of attributes; a secret only where it is asked for. */
function attributes(without: readonly string[]): Sent {
  const rows = table.filter(({ name = "" }) => !without.includes(name));
  return Object.fromEntries(
    rows.map((row) => {
      const { name = "", wire_type = "", kind = "", bounds = "", returned = "" } = row;
      const standard = row.default ?? "";
      const whole = casesOf({ name, wire: wire_type, kind, default: standard, bounds, returned }, siblings);
      const sent = name.startsWith("i_tariff") ? nil : whole.find((one) => one.whole)?.sent();
      return [name, sent ?? string("")];
    }),
  );
}

const funds = (method: string): MethodRow => ({
  method,
  required: ["i_customer", "amount"],
  scoped: true,
  members: async () => ({
    i_customer: int(scene.below),
    amount: double("1.25"),
    currency: string("USD"),
    payment_notes: string("by hand"),
    payment_date: string("2009-11-18"),
    payment_time: string(moment),
    idempotency_key: string(freshName("key")),
  }),
  answer: {
    result: "string",
    i_customer: "int",
    i_entry: "string",
    at: "dateTime.iso8601",
    kind: "string",
    amount: "double",
    currency: "string",
    balance_before: "double",
    balance_after: "double",
    payment_notes: "string",
    payment_date: "string|nil",
    payment_time: "string|nil",
  },
});

/** Attributes that refer to what this customer does not have, whose value is taken once, or that are hashed anew. */
const setApart = [
  ...["i_commission_agent", "i_routing_group", "dns_alias"],
  ...["name", "web_login", "web_password", "api_password"],
];

export const methodRows: readonly MethodRow[] = [
  {
    method: "createCustomer",
    required: ["i_tariff", "name", "web_password"],
    scoped: true,
    members: async () => ({
      ...attributes(setApart),
      name: string(freshName()),
      web_login: string(freshName("login")),
      api_password: string("another secret 42"),
      // the policy that stands among the attributes wants capitals
      web_password: string("Unlikely-to-guess-42-otters"),
    }),
    answer: { result: "string", i_customer: "int" },
  },
  {
    method: "getCustomerInfo",
    required: [],
    eitherOf: ["i_customer", "name"],
    scoped: true,
    members: async () => {
      const name = freshName();
      return { i_customer: await below({ name }), name: string(name) };
    },
    answer: {
      result: "string",
      customer: {
        ...Object.fromEntries(
          table
            .filter(({ returned }) => returned === "yes")
            .map(({ name = "", wire_type = "" }) => [name, wire_type.replace(" or ", "|")]),
        ),
        i_customer: "int",
        i_wholesaler: "int|nil",
        base_currency: "string",
        i_web_user: "int",
        i_access_level: "string",
        default_user: "boolean",
        blocked: "boolean",
      },
    },
  },
  {
    method: "updateCustomer",
    required: ["i_customer"],
    scoped: true,
    members: async () => ({
      ...attributes(setApart),
      i_customer: await below(),
      name: string(freshName()),
    }),
    answer: { result: "string" },
  },
  {
    method: "deleteCustomer",
    required: ["i_customer"],
    scoped: true,
    members: async () => ({ i_customer: await below() }),
    answer: { result: "string" },
  },
  {
    method: "listCustomers",
    required: [],
    scoped: true,
    members: async () => ({ offset: int(0), limit: int(5) }),
    answer: {
      result: "string",
      customers: [
        {
          i_customer: "int",
          name: "string",
          web_login: "string",
          description: "string",
          balance: "double",
          credit_limit: "double",
          base_currency: "string",
        },
      ],
    },
  },
  {
    method: "authCustomer",
    required: ["username", "password"],
    scoped: false,
    members: async () => {
      const web_login = freshName("login");
      await below({ web_login });
      return { username: string(web_login), password: string(password) };
    },
    answer: { result: "string", i_customer: "int", i_web_user: "int", i_access_level: "string" },
  },
  {
    method: "resetCustomerOneTimePassword",
    required: ["web_login"],
    scoped: false,
    members: async () => {
      const web_login = freshName("login");
      await below({ web_login });
      return { web_login: string(web_login) };
    },
    answer: { result: "string", password: "string" },
  },
  {
    method: "blockCustomer",
    required: ["i_customer"],
    scoped: true,
    members: async () => ({
      i_customer: await below(),
      reason: string("fraud"),
      note: string("a note"),
      text: string("a text"),
    }),
    answer: { result: "string", i_customer: "int", blocked: "boolean", affected: "int" },
  },
  {
    method: "unblockCustomer",
    required: ["i_customer"],
    scoped: true,
    members: async () => {
      const { i_customer } = await customer(scene.reseller);
      await operations.blockCustomer(systemActor, { i_wholesaler: scene.reseller, i_customer });
      return { i_customer: int(i_customer) };
    },
    answer: { result: "string", i_customer: "int", blocked: "boolean" },
  },
  funds("customerAddFunds"),
  funds("customerCredit"),
  funds("customerDebit"),
  {
    method: "getDictionary",
    required: ["name"],
    scoped: false,
    members: async () => ({ name: string("languages"), type: string("web"), i_lang: string("en") }),
    answer: {
      result: "string",
      dictionary: { "*": "string" },
      entries: [{ id: "int|string", name: "string" }],
    },
  },
  {
    method: "validatePassword",
    required: ["password"],
    scoped: false,
    members: async () => ({
      password: string("Unlikely-to-guess-42-otters"),
      i_customer: int(scene.below),
      i_password_policy: int(2),
      name: string("A name"),
      web_login: string("a login"),
      web_label: string("a label"),
      lang: string("en"),
    }),
    answer: { result: "string", valid: "boolean", reasons: ["string"], policy: "int" },
  },
  {
    method: "listLedger",
    required: ["i_customer"],
    scoped: true,
    members: async () => ({
      i_customer: int(scene.below),
      kind: string("payment"),
      since: string("2009-11-18"),
      until: "<dateTime.iso8601>20990101T00:00:00</dateTime.iso8601>",
      min_amount: double("1"),
      max_amount: double("2"),
      note: string("hand"),
      offset: int(0),
      limit: int(5),
    }),
    answer: {
      result: "string",
      entries: [
        {
          i_entry: "string",
          at: "dateTime.iso8601",
          kind: "string",
          amount: "double",
          balance_before: "double",
          balance_after: "double",
          currency: "string",
          note: "string",
          payment_date: "string|nil",
          payment_time: "string|nil",
          by: "string|nil",
        },
      ],
    },
  },
  {
    method: "getAuditLogs",
    form: "the vendor's form",
    required: [],
    scoped: true,
    members: async () => ({
      i_customer: int(scene.reseller),
      start_date: string(new Date(Date.now() - 3_000_000).toISOString()),
      end_date: string(new Date(Date.now() + 500_000).toISOString()),
      action: string("FUNDS"),
      resource: string(`add:i_customer=${scene.below}:amount=1.25 USD`),
      offset: int(0),
      limit: int(5),
    }),
    answer: {
      result: "string",
      records: [
        {
          i_audit_log: "string",
          date: "string",
          action: "string",
          resource: "string",
          audit_info: { "*": "string" },
          login: "string|nil",
          ip: "string|nil",
        },
      ],
    },
  },
  {
    method: "getAuditLogs",
    form: "our form",
    required: [],
    // without any of these it is the vendor's
    eitherOf: ["who", "what", "since", "until"],
    scoped: true,
    members: async () => ({
      i_customer: int(scene.below),
      who: string(""),
      what: string("customerAddFunds"),
      since: string("2009-11-18"),
      until: string("2099-01-01"),
      offset: int(0),
      limit: int(5),
    }),
    answer: {
      result: "string",
      audit_logs: [
        {
          i_audit: "string",
          at: "dateTime.iso8601",
          operation: "string",
          door: "string",
          i_customer: "int",
          name: "string",
          by_name: "string",
          by_login: "string|nil",
          by_address: "string|nil",
          behalf_of: "int|nil",
          support_reference: "string|nil",
          support_reason: "string|nil",
          foreign_credential: "boolean",
          credential_set_by: "string|nil",
          refused: "int|nil",
          currency: "string|nil",
          changes: [{ attribute: "string", before: "scalar", after: "scalar" }],
        },
      ],
    },
  },
  {
    method: "updateCustomers",
    required: ["values"],
    eitherOf: ["ids", "filter"],
    onlyOne: true,
    scoped: true,
    members: async () => ({
      values: structOf({ city: string("Quito"), use_own_tariff: int(1), max_sessions: nil }),
      ids: arrayOf([int(scene.below)]),
      filter: structOf({ direct: "<boolean>1</boolean>", min: double("1.5"), q: string("some") }),
    }),
    answer: { result: "string", i_job: "int" },
  },
  {
    method: "listJobs",
    required: [],
    scoped: false,
    members: async () => {
      await makeJob();
      return { offset: int(0), limit: int(5) };
    },
    answer: { result: "string", jobs: [jobRow] },
  },
  {
    method: "getJobInfo",
    required: ["i_job"],
    scoped: false,
    members: async () => ({ i_job: int(await makeJob()) }),
    answer: { result: "string", job: jobRow },
  },
  {
    method: "stopJob",
    required: ["i_job"],
    scoped: false,
    members: async () => ({ i_job: int(await makeJob()) }),
    answer: { result: "string", i_job: "int" },
  },
];
