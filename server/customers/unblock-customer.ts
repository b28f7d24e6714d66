import { Prisma } from "../database/generated/client";
import { readRows } from "../database/rows";
import { Refusal } from "../ground/refusal";
import { readId } from "../input/read-id";
import { audit } from "../operation/audit";
import { operation } from "../operation/operation";
import { storedCustomer } from "../record/customer-row";
import { readSetter, type StoredBlock, settersBelow, storedBlock } from "../record/told-block";
import { noteBlocked } from "../sums/differences";

/**
 * Lifts those blocks of a customer in reach of the scope that the actor, or somebody below the actor, has set: only the
 * customer that set a block, or somebody above it, may lift it. Source: semantics, 'Delete, block'. Of `set_by` one alone.
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
  input: (raw) => ({ i_customer: readId(raw, "i_customer"), ...readSetter(raw) }),
  async run({ db, actor, target, input: { i_customer, set_by } }) {
    const customer = await storedCustomer(db, target.i_customer);
    // only customers above it set blocks, so the actor may lift its own and those of anybody in between
    const liftable = settersBelow(actor, customer).filter((setter) => (set_by ?? setter) === setter);
    const lifted = await readRows<StoredBlock>(
      db,
      Prisma.sql`
      WITH lifted AS (
      DELETE FROM blocks WHERE i_customer = ${i_customer} AND set_by_customer = ANY (${liftable}::int[])
      RETURNING ${storedBlock}), counted AS (
      UPDATE customers SET blocks_version = blocks_version + 1
       WHERE i_customer = ${i_customer} AND EXISTS (SELECT FROM lifted))
      SELECT * FROM lifted`,
    );
    const left = await db.block.count({ where: { i_customer } });
    if (lifted.length === 0) throw left > 0 ? setByProvider() : notBlocked();
    if (left === 0) await noteBlocked(db, customer, false);
    await audit(db, actor, {
      operation: "unblockCustomer",
      target: customer,
      changes: { blocked: [true, left > 0] },
      undoing: { lifted },
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
