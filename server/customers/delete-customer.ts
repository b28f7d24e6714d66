import { fromMillionths, millionths } from "@/attributes/reading/decimal";
import { changeHosts } from "../brand/changes/change-hosts";
import { Refusal } from "../ground/refusal";
import { readId } from "../input/read-id";
import { book } from "../ledger/ledger";
import { audit } from "../operation/audit";
import { operation } from "../operation/operation";
import { storedCustomer } from "../record/customer-row";
import { noteDeleted } from "../sums/differences";

/**
 * Deletes a sub-customer of the scope. A write-off closes its balance; its ledger and history stay.
 * Source: seed, deleteCustomer(); semantics, 'Delete, block'.
 * @throws Refusal 403 right · 404 · 409 while it has sub-customers or is a commission agent
 */
export const deleteCustomer = operation({
  name: "deleteCustomer",
  needs: {
    about: { what: "customer", by: ["i_customer"], whose: "child" },
    right: { area: "customers", action: "delete" },
    acts: ["manage"],
    scope: "i_wholesaler",
    fresh: true,
    locks: "target",
  },
  effect: "writes",
  input: (raw) => ({ i_customer: readId(raw, "i_customer") }),
  async run({ db, actor, target, check, afterwards }) {
    const customer = await storedCustomer(db, target.i_customer);
    const [uses] = await db.$queryRaw<{ parent: boolean; agent: boolean }[]>`
      SELECT EXISTS (SELECT FROM customers WHERE i_wholesaler = ${customer.i_customer}) AS parent,
             EXISTS (SELECT FROM customers WHERE i_commission_agent = ${customer.i_customer}) AS agent`;
    await check(
      () => demandUnused(uses?.parent, "has sub-customers", "has_customers"),
      () => demandUnused(uses?.agent, "is a commission agent", "is_agent"),
    );
    const left = millionths(customer.balance);
    if (left !== 0n) {
      const account = { ...customer, place: customer.ledger_place };
      await book(db, actor, account, fromMillionths(-left), "write-off");
    }
    await audit(db, actor, {
      operation: "deleteCustomer",
      target: customer,
      changes: { balance: [customer.balance, null] },
    });
    await noteDeleted(db, customer.i_customer);
    await db.customer.delete({ where: { i_customer: customer.i_customer }, select: { i_customer: true } });
    // its alias and its brand go with it
    await changeHosts({ db, afterwards });
    return {};
  },
});

/** @throws Refusal 409 */
function demandUnused(isUsed: boolean | undefined, how: string, key: string): void {
  if (isUsed) throw new Refusal(409, `The customer ${how} and cannot be deleted`, "i_customer", { key });
}
