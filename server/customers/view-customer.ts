import { Prisma } from "../database/generated/client";
import { readId } from "../input/read-id";
import { type ToldFunds, toldFunds } from "../ledger/told-funds";
import { auditOpening } from "../operation/audit";
import { notFound } from "../operation/demands";
import { operation } from "../operation/operation";
import { type CustomerRow, selectCustomer } from "../record/customer-row";
import { pathTo, type Step } from "./branch/find-path";
import { blocksOn, type StandingBlock } from "./explain-blocks";
import { type AllExplained, explained } from "./explain-rights";
import { type CustomerInfo, infoOf, isAboveParent } from "./get-customer-info";

/** What a page about a customer shows of it. */
export type CustomerViewed = AllExplained & {
  readonly customer: CustomerInfo;
  /** from the scope down to the customer, both included */
  readonly path: readonly Step[];
  /** the blocks that stop it, the nearest first; only in a summary, and of oneself none */
  readonly blocks: readonly StandingBlock[];
  /** only in a summary, and null of oneself */
  readonly funds: ToldFunds | null;
};

/**
 * Reads a customer for a page, the scope itself or one below: what `getCustomerInfo`, `findPath` and `explainRights` tell,
 * and with `summary` what `explainBlocks` and `previewFunds` tell, at once. One statement, with a summary three.
 * @throws Refusal 404
 */
export const viewCustomer = operation({
  name: "viewCustomer",
  needs: {
    about: {
      what: "customer",
      by: ["i_customer"],
      whose: "own-or-below",
      reads: (id) => selectCustomer(Prisma.sql`c.i_customer = ${id}`),
    },
    right: null,
    acts: ["read"],
    scope: "i_wholesaler",
  },
  effect: "reads",
  input: (raw) => ({ i_customer: readId(raw, "i_customer"), summary: raw.summary === true }),
  async run({ db, actor, scope, lineage, target, input }): Promise<CustomerViewed> {
    const { i_customer } = target;
    const isSummary = input.summary && i_customer !== actor.i_customer;
    // the row of `reads`
    const row = target.record as CustomerRow | null;
    if (!row) throw notFound();
    const [{ blocks }, funds] = await Promise.all([
      isSummary ? blocksOn(db, actor, lineage, { i_customer, count: false }) : { blocks: [] },
      isSummary ? toldFunds(db, i_customer) : null,
    ]);
    // reading a customer from above its parent counts as opening it, which the parent can see
    if (isAboveParent(actor, row)) await auditOpening(db, actor, row);
    return {
      customer: infoOf(row, scope.i_customer),
      path: pathTo(target, scope),
      ...explained(target, scope),
      blocks,
      funds,
    };
  },
});
