import { operation } from "../operation/operation";
import type { SuggestedCustomer } from "../record/suggested";
import {
  type BlockedCustomer,
  findBlockedCustomers,
  findLostRecords,
  findRecentCustomers,
  findShortOfFunds,
  type LostRecord,
  type ShortOfFunds,
} from "./desk-customers";
import type { Found } from "./desk-lines";
import { type BouncingMail, findBouncingMails, findLockedOut, type LockedOut } from "./desk-people";

/** What staff see first when somebody calls. */
export type SupportDesk = {
  /** the customers that this web user worked on last, the latest first */
  readonly recent: readonly SuggestedCustomer[];
  /** blocked customers at any level below, the latest first */
  readonly blocked: Found<BlockedCustomer>;
  /** direct sub-customers that owe more than their credit limit allows, as the overview counts them; the worst first */
  readonly over: Found<ShortOfFunds>;
  /** web users who must wait before their next try to log in, the longest wait first */
  readonly locked_out: Found<LockedOut>;
  /** people who did not get their last mail, the newest first */
  readonly mail_bouncing: Found<BouncingMail>;
  /** customers whose alias lost its proof, the newest first */
  readonly record_lost: Found<LostRecord>;
  /** direct sub-customers that are low in funds, as the overview counts them; those with the least first */
  readonly low: Found<ShortOfFunds>;
};

/**
 * What staff begins with: the customers it dealt with last, and what keeps a customer of the scope, or anybody below it,
 * from working. Nine statements, however many there are; no contact data below the direct level.
 */
export const getSupportDesk = operation({
  name: "getSupportDesk",
  input: () => ({}),
  needs: { about: "scope", right: null, acts: ["support"], scope: "i_wholesaler" },
  effect: "reads",
  async run({ db, actor, scope, lineage, rights }): Promise<SupportDesk> {
    const looking = { scope, lineage, rights };
    const [recent, blocked, over, locked_out, mail_bouncing, record_lost, low] = await Promise.all([
      findRecentCustomers(db, actor, scope, lineage),
      findBlockedCustomers(db, looking),
      findShortOfFunds(db, looking, "over"),
      findLockedOut(db, scope),
      findBouncingMails(db, scope),
      findLostRecords(db, scope),
      findShortOfFunds(db, looking, "low"),
    ]);
    return { recent, blocked, over, locked_out, mail_bouncing, record_lost, low };
  },
});
