import { createTranslator } from "use-intl/core";
import { beforeAll, describe, expect, it } from "vitest";
import en from "@/messages/en.json";
import ru from "@/messages/ru.json";
import { operations } from "@/server/doors/operations";
import { Refusal } from "@/server/ground/refusal";
import { provideSettings } from "@/server/ground/settings";
import { table } from "@/tests/attributes/table";
import { fc } from "@/tests/chance";
import { actorOf, customer } from "../../builders";
import { givenFreshDatabase } from "../../database/fresh";
import { faultOf } from "../stage/poster";
import { givenDoor } from "../stage/served";
import { callOf, double, int, type Sent, string } from "../stage/wire";

givenFreshDatabase();
givenDoor();

const scene: { target: number; password: string } = { target: 0, password: "correct horse battery" };
beforeAll(async () => {
  provideSettings({ TRUSTED_HOSTS: "127.0.0.1" });
  scene.target = (await customer()).i_customer;
});

/** A number that somebody sends, and its bounds: as decimal text, and in millionths. */
type Bounded = { readonly name: string; readonly whole: boolean; readonly min: string; readonly max: string };

const largestInt = "2147483647";
const mostMoney = "999999999.999999";

/** The numeric attributes, from the specification's table alone, without the server's registry. */
const attributes: readonly Bounded[] = table.flatMap(
  ({ name = "", wire_type = "", kind = "", bounds = "" }) => {
    const whole = (min: string, max: string) => [{ name, whole: true, min, max }];
    const decimal = (min: string, max: string) => [{ name, whole: false, min, max }];
    if (kind === "rights") return whole("0", "7");
    if (kind === "flag") return whole("0", "1");
    if (kind === "number" && wire_type.startsWith("int")) return whole("0", largestInt);
    if (kind.startsWith("reference") && wire_type.startsWith("int")) return whole("1", largestInt);
    if (kind === "money") return decimal(name === "balance" ? `-${mostMoney}` : "0", mostMoney);
    if (kind === "percent") return decimal("0", bounds.split("..")[1] ?? "");
    return [];
  },
);

/** Numbers that methods take besides attributes, with the other parameters that the call needs. */
type Parameter = Bounded & { readonly method: string; readonly beside?: () => Sent };

const target = () => ({ i_customer: int(scene.target) });
const parameters: readonly Parameter[] = [
  ...["getCustomerInfo", "updateCustomer", "deleteCustomer", "blockCustomer", "listLedger"].map((method) => ({
    method,
    name: "i_customer",
    whole: true,
    min: "-2147483648",
    max: largestInt,
  })),
  ...["listCustomers", "listLedger"].map((method) => ({
    method,
    name: "offset",
    whole: true,
    min: "0",
    max: largestInt,
    beside: target,
  })),
  { method: "listCustomers", name: "limit", whole: true, min: "0", max: largestInt },
  { method: "listLedger", name: "limit", whole: true, min: "0", max: "1000", beside: target },
  ...["min_amount", "max_amount"].map((name) => ({
    method: "listLedger",
    name,
    whole: false,
    min: `-${mostMoney}`,
    max: mostMoney,
    beside: target,
  })),
  {
    method: "validatePassword",
    name: "i_password_policy",
    whole: true,
    min: "1",
    max: largestInt,
    beside: () => ({ password: string(scene.password) }),
  },
];

const million = 1_000_000n;

function inMillionths(text: string): bigint {
  const [, sign = "", whole = "", fraction = ""] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text) ?? [];
  return BigInt(`${sign}${whole}${fraction.padEnd(6, "0")}`);
}

function spelled(value: bigint): string {
  const digits = (value < 0n ? -value : value).toString().padStart(7, "0");
  const text = `${value < 0n ? "-" : ""}${digits.slice(0, -6)}.${digits.slice(-6)}`;
  return text.replace(/\.?0+$/, "");
}

/** How far beyond a bound, and on which side. */
const beyond = fc.record({
  side: fc.constantFrom("least", "most"),
  distance: fc.oneof(fc.bigInt({ min: 1n, max: 9n }), fc.bigInt({ min: 1n, max: 10n ** 24n })),
  // a number, a text, or a number with an exponent that no double holds
  spelling: fc.constantFrom("number", "string", "exponent"),
});
type Beyond = typeof beyond extends fc.Arbitrary<infer Value> ? Value : never;

/** What we send, and how the refusal must end. */
function broken({ min, max, whole }: Bounded, { side, distance, spelling }: Beyond) {
  const step = distance * (whole ? million : 1n);
  const value = side === "least" ? inMillionths(min) - step : inMillionths(max) + step;
  const text = spelling === "exponent" ? (side === "least" ? "-1e999" : "1e999") : spelled(value);
  return { text, spelling, says: `must be at ${side} ${side === "least" ? min : max}` };
}

function onTheWire(text: string, spelling: string, whole: boolean): string {
  if (spelling === "string") return string(text);
  return whole && spelling === "number" ? `<i8>${text}</i8>` : double(text);
}

describe("a number out of its bounds", () => {
  it("there are numbers of every kind", () => {
    expect(attributes.length).toBeGreaterThan(20);
  });

  it("of any attribute is refused by the API with the bound that it breaks", async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...attributes), beyond, async (attribute, how) => {
        const { text, spelling, says } = broken(attribute, how);
        const members = { [attribute.name]: onTheWire(text, spelling, attribute.whole) };
        const call = callOf("updateCustomer", { i_wholesaler: int(1), ...target(), ...members });
        expect(await faultOf(call)).toEqual({ code: 400, text: `Parameter ${attribute.name} ${says}` });
      }),
      { numRuns: 200 },
    );
  });

  it("of any attribute is refused on the web with the bound that it breaks, in both languages", async () => {
    const actor = await actorOf(scene.target);
    const { i_customer } = await customer(scene.target);
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...attributes), beyond, async (attribute, how) => {
        const { text, says } = broken(attribute, how);
        const refusal = await operations
          .updateCustomer(actor, { i_customer, [attribute.name]: text })
          .then(() => null)
          .catch((error: unknown) => error);
        if (!(refusal instanceof Refusal)) throw new Error(`${attribute.name} ${text} was taken`);
        expect(refusal.message).toBe(`Parameter ${attribute.name} ${says}`);
        for (const [locale, messages] of [
          ["en", en],
          ["ru", ru],
        ] as const) {
          const t = createTranslator({ locale, messages: messages.refusals });
          // the key comes from the refusal; the test checks that it has a text
          const told = t(refusal.reason?.key as "out_of_bounds", refusal.reason?.values as never);
          expect(told).toContain(says.split(" ").at(-1));
        }
      }),
      { numRuns: 100 },
    );
  });

  it("of any method's own parameters is refused with the bound that it breaks", async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...parameters), beyond, async ({ method, beside, ...one }, how) => {
        const { text, spelling, says } = broken(one, how);
        const members = { [one.name]: onTheWire(text, spelling, one.whole) };
        const call = callOf(method, { i_wholesaler: int(1), ...beside?.(), ...members });
        expect([method, await faultOf(call)]).toEqual([
          method,
          { code: 400, text: `Parameter ${one.name} ${says}` },
        ]);
      }),
      { numRuns: 150 },
    );
  });

  it("an amount to book is greater than 0, and ends where money ends", async () => {
    for (const method of ["customerAddFunds", "customerCredit", "customerDebit"])
      for (const [amount, says] of [
        ["0", "must be greater than 0"],
        ["-0.000001", "must be greater than 0"],
        ["-1e999", "must be greater than 0"],
        ["1000000000", `must be at most ${mostMoney}`],
        ["1e300", `must be at most ${mostMoney}`],
      ] as const) {
        const call = callOf(method, { i_wholesaler: int(1), ...target(), amount: double(amount) });
        expect(await faultOf(call)).toEqual({ code: 400, text: `Parameter amount ${says}` });
      }
  });

  it("as the scope is a scope that nobody has, in the words for every other", async () => {
    for (const i_wholesaler of ["<int>0</int>", "<int>-1</int>", "<i8>2147483648</i8>", double("1e999")])
      expect(await faultOf(callOf("listCustomers", { i_wholesaler }))).toEqual({
        code: 403,
        text: "Parameter i_wholesaler is out of your scope",
      });
  });
});

describe("a text that is too long", () => {
  it.each([
    ["blockCustomer", "note", 1024, target],
    ["blockCustomer", "text", 1024, target],
    ["customerAddFunds", "payment_notes", 1024, () => ({ ...target(), amount: int(1) })],
    ["customerAddFunds", "idempotency_key", 128, () => ({ ...target(), amount: int(1) })],
    ["listLedger", "note", 1024, target],
    ["getAuditLogs", "who", 100, () => ({})],
    ["getAuditLogs", "what", 100, () => ({})],
    ["authCustomer", "username", 1024, () => ({ password: string("x") })],
    ["authCustomer", "password", 1024, () => ({ username: string("x") })],
    ["resetCustomerOneTimePassword", "web_login", 1024, () => ({})],
    ["getCustomerInfo", "name", 128, () => ({})],
    ["validatePassword", "password", 128, () => ({})],
  ] as const)("in %s as %s is refused with how long it may be: %i", async (method, name, most, beside) => {
    const call = callOf(method, { i_wholesaler: int(1), ...beside(), [name]: string("x".repeat(most + 1)) });
    expect(await faultOf(call)).toEqual({
      code: 400,
      text: `Parameter ${name} must have at most ${most} characters`,
    });
  });
});
