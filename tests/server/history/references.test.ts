import { describe, expect, it } from "vitest";
import { systemActor } from "@/server/actor/system-actor";
import { database } from "@/server/database/client";
import { operations } from "@/server/doors/operations";
import { Refusal } from "@/server/ground/refusal";
import { makeReference, readReference, spellReference } from "@/server/ground/text/reference";
import { customer, freshName, refusalOf } from "../../builders";
import { givenFreshDatabase } from "../../database/fresh";

givenFreshDatabase();

const { createCustomer, updateCustomer, getRefusal, listRefusals } = operations;

async function referenceOf(call: Promise<unknown>): Promise<string> {
  const error = await call.then(
    () => null,
    (caught: unknown) => caught,
  );
  if (!(error instanceof Refusal) || error.reference === undefined)
    throw new Error("not refused with a reference");
  return error.reference;
}

const refused = (actor: Parameters<typeof createCustomer>[0], more: object = {}) =>
  referenceOf(createCustomer(actor, { i_tariff: null, name: freshName(), web_password: "short", ...more }));

describe("the reference of a refusal", () => {
  it("can be read out: eight signs without look-alikes, in any case, with or without hyphen", () => {
    for (let count = 0; count < 100; count += 1) {
      const reference = makeReference();
      expect(reference).toMatch(/^[2-9A-HJ-KM-NP-TV-Z]{8}$/);
      expect(readReference(` ${spellReference(reference).toLowerCase()} `)).toBe(reference);
    }
    for (const text of ["", "1234567", "12345678", "ABCD-EFG", "K7M2-9QX0", "K7M2-9QXDD"]) {
      expect(readReference(text)).toBeNull();
    }
  });

  it("outlives the transaction that was rolled back, and tells what was refused and why; not what was typed", async () => {
    const { actor, i_customer } = await customer(1);
    const reference = await refused(actor, { web_password: "123", city: "Secret Street" });
    expect(await getRefusal(actor, { reference: spellReference(reference) })).toMatchObject({
      reference,
      operation: "createCustomer",
      door: "web",
      code: 400,
      attribute: "web_password",
      reason_key: "password_too_short",
      by: { i_customer, login: actor.login },
    });
    const [row] = await database().$queryRaw<object[]>`SELECT * FROM refusals WHERE reference = ${reference}`;
    expect(JSON.stringify(row)).not.toMatch(/Secret Street|"123"/);
  });

  it("is found by whoever may see the customer in whose scope it happened, and by nobody else", async () => {
    const top = await customer(1);
    const middle = await customer(top.i_customer);
    const neighbour = await customer(1);
    const reference = await refused(top.actor, { i_wholesaler: middle.i_customer });
    expect(await getRefusal(top.actor, { reference })).toMatchObject({ i_customer: middle.i_customer });
    // the refused actor is above this reader
    const told = await getRefusal(middle.actor, { reference });
    expect(told.by).toBeNull();
    expect(JSON.stringify(told)).not.toContain(top.actor.login);
    const nobody = await refusalOf(getRefusal(neighbour.actor, { reference: "22222222" }));
    expect(await refusalOf(getRefusal(neighbour.actor, { reference }))).toEqual(nobody);
    expect(nobody.code).toBe(404);
  });

  it("of what was refused before a scope was found is in the actor's own", async () => {
    const { actor, i_customer } = await customer(1);
    const reference = await referenceOf(
      updateCustomer(actor, { i_wholesaler: 999_999, i_customer: 5, city: "x" }),
    );
    expect(await getRefusal(actor, { reference })).toMatchObject({ i_customer, attribute: "i_wholesaler" });
  });

  it("of reads too, one for each, the newest first in the customer's list", async () => {
    const { actor, i_customer } = await customer(1);
    const first = await referenceOf(operations.getCustomerInfo(actor, { i_customer: 999_999 }));
    const second = await refused(actor);
    const { refusals } = await listRefusals(actor, { i_customer });
    expect(refusals.map(({ reference }) => reference)).toEqual([second, first]);
  });

  it("does not keep what somebody else wrote into a field meanwhile", async () => {
    const { actor, i_customer } = await customer(1);
    const below = await customer(i_customer, { city: "Oslo" });
    const reference = await referenceOf(
      updateCustomer(actor, { i_customer: below.i_customer, city: "Rome", shown: { city: "Bergen" } }),
    );
    expect((await getRefusal(actor, { reference })).reason_key).toBe("changed_meanwhile");
    const [row] = await database().$queryRaw<object[]>`SELECT * FROM refusals WHERE reference = ${reference}`;
    expect(JSON.stringify(row)).not.toContain("Oslo");
  });

  it("is not given to the program itself", async () => {
    const error = await createCustomer(systemActor, { i_wholesaler: 1, name: "x" }).catch((caught) => caught);
    expect(error.reference).toBeUndefined();
  });
});
