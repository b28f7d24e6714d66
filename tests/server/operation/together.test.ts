import { expect, it } from "vitest";
import { database } from "@/server/database/client";
import { operations } from "@/server/doors/operations";
import { together } from "@/server/operation/together";
import { customer, refusalOf } from "../../builders";
import { givenFreshDatabase } from "../../database/fresh";

givenFreshDatabase();

const { updateOwnData, setPreferences, getPreferences, getCustomerInfo } = operations;

async function withPreferences() {
  const { actor, i_customer } = await customer();
  const read = async () => {
    const [{ customer: own }, { preferences }] = [
      await getCustomerInfo(actor, { i_customer }),
      await getPreferences(actor, { i_customer }),
    ];
    return [own.city, preferences.receipt_name];
  };
  return { actor, i_customer, read };
}

it("of operations that are done together all are done, or none, and the one that was refused is recorded", async () => {
  const { actor, i_customer, read } = await withPreferences();
  await together(async () => {
    await updateOwnData(actor, { city: "Bergen" });
    await setPreferences(actor, { i_customer, receipt_name: "Bergen Voice" });
  });
  expect(await read()).toEqual(["Bergen", "Bergen Voice"]);
  const refusal = await refusalOf(
    together(async () => {
      await updateOwnData(actor, { city: "Oslo" });
      await setPreferences(actor, { i_customer, receipt_name: "x".repeat(129) });
    }),
  );
  expect(refusal.attribute).toBe("receipt_name");
  expect(await read()).toEqual(["Bergen", "Bergen Voice"]);
  const recorded = await database()
    .$queryRaw`SELECT operation FROM refusals WHERE i_customer = ${i_customer}`;
  expect(recorded).toEqual([{ operation: "setPreferences" }]);
});

it("the first of them may be the one that is refused", async () => {
  const { actor, i_customer, read } = await withPreferences();
  const refusal = await refusalOf(
    together(async () => {
      await updateOwnData(actor, { city: "x".repeat(65) });
      await setPreferences(actor, { i_customer, receipt_name: "Never" });
    }),
  );
  expect(refusal.attribute).toBe("city");
  expect(await read()).toEqual(["", ""]);
});
