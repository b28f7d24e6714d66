import { Refusal } from "../ground/refusal";
import { readId } from "../input/read-id";
import { audit } from "../operation/audit";
import { operation } from "../operation/operation";
import { storedCustomer } from "../record/customer-row";
import { noteBlocked } from "../sums/differences";
import { idsOn } from "../tree/tree";

/**
 * Lifts those blocks of a customer in reach of the scope that the actor, or somebody below the actor, has set: only the
 * customer that set a block, or somebody above it, may lift it. Source: semantics, 'Delete, block'.
 * @returns whether a block by somebody above the actor still stands
 * @throws Refusal 403 right · 404 · 409 there is no block, or none that the actor may lift
 */
export const unblockCustomer = operation({
  name: "unblockCustomer",
  needs: {
    about: { what: "customer", by: ["i_customer"], whose: "below" },
    right: { area: "customers", action: "edit" },
    acts: ["block"],
    scope: "i_wholesaler",
    locks: "target",
  },
  effect: "writes",
  input: (raw) => ({ i_customer: readId(raw, "i_customer") }),
  async run({ db, actor, target, input: { i_customer } }) {
    const customer = await storedCustomer(db, target.i_customer);
    // only customers above it set blocks, so the actor may lift its own and those of anybody in between
    const lineage = idsOn(customer.path);
    const liftable = lineage.slice(lineage.indexOf(actor.i_customer));
    const { count: lifted } = await db.block.deleteMany({
      where: { i_customer, set_by_customer: { in: liftable } },
    });
    const left = await db.block.count({ where: { i_customer } });
    if (lifted === 0) throw left > 0 ? setByProvider() : notBlocked();
    if (left === 0) await noteBlocked(db, customer, false);
    await audit(db, actor, {
      operation: "unblockCustomer",
      target: customer,
      changes: { blocked: [true, left > 0] },
    });
    return { i_customer, blocked: left > 0 };
  },
});

function setByProvider(): Refusal {
  return new Refusal(
    409,
    "Your provider blocked the customer, and only your provider can unblock it",
    "i_customer",
    {
      key: "blocked_by_provider",
    },
  );
}

function notBlocked(): Refusal {
  return new Refusal(409, "The customer is not blocked", "i_customer", { key: "not_blocked" });
}
