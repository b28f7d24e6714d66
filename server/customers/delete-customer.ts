import { fromMillionths, millionths } from "@/attributes/reading/decimal";
import { changeHosts } from "../brand/changes/change-hosts";
import type { Queries } from "../database/client";
import { Prisma } from "../database/generated/client";
import { readRows } from "../database/rows";
import { Refusal } from "../ground/refusal";
import { readId } from "../input/read-id";
import { book } from "../ledger/ledger";
import { audit } from "../operation/audit";
import { operation } from "../operation/operation";
import { storedCustomer } from "../record/customer-row";
import { usedSince } from "../record/used-since";
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
  input: (raw) => ({
    i_customer: readId(raw, "i_customer"),
    // only if nothing happened to it since this job created it
    unused_since: raw.unused_since === undefined ? undefined : readId(raw, "unused_since"),
  }),
  async run({ db, actor, target, check, afterwards, input: { unused_since } }) {
    const customer = await storedCustomer(db, target.i_customer);
    const [uses] = await db.$queryRaw<{ parent: boolean; agent: boolean }[]>`
      SELECT EXISTS (SELECT FROM customers WHERE i_wholesaler = ${customer.i_customer}) AS parent,
             EXISTS (SELECT FROM customers WHERE i_commission_agent = ${customer.i_customer}) AS agent`;
    await check(
      () => demandUnused(uses?.parent, "has sub-customers", "has_customers"),
      () => demandUnused(uses?.agent, "is a commission agent", "is_agent"),
      async () => {
        if (unused_since !== undefined) await demandUntouched(db, customer.i_customer, unused_since);
      },
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

/** @throws Refusal 409 something has happened to the customer since a job created it */
async function demandUntouched(db: Queries, i_customer: number, i_job: number): Promise<void> {
  const [row] = await readRows<{ used: readonly string[] }>(
    db,
    Prisma.sql`SELECT to_json(${usedSince(Prisma.sql`${i_job}::int`)}) AS used FROM customers c WHERE c.i_customer = ${i_customer}`,
  );
  // whoever is below is asked about above
  const used = (row?.used ?? []).filter((what) => what !== "customers");
  if (used.length === 0) return;
  const attributes = used.join(", ");
  throw new Refusal(409, `It has been changed since: ${attributes}`, "i_customer", {
    key: "changed_since",
    values: { attributes },
  });
}
