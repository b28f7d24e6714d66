import type { SuggestedCustomer } from "../customers/suggest-customers";
import { operation } from "../operation";
import { type BouncingMail, findBouncingMails } from "./bouncing-mails";
import type { Found } from "./found";
import { findLockedOut, type LockedOut } from "./locked-out";
import { findLostRecords, type LostRecord } from "./lost-records";
import { findLowBalances, type LowBalance } from "./low-balances";
import { findRecentCustomers } from "./recent-customers";

/** What staff begins with when somebody calls. */
export type SupportDesk = {
  /** the customers that this web user dealt with last, the latest first */
  readonly recent: readonly SuggestedCustomer[];
  /** web users that have to wait before the next try to log in, whoever waits longest first */
  readonly locked_out: Found<LockedOut>;
  /** who did not get the last mail, the newest first */
  readonly mail_bouncing: Found<BouncingMail>;
  /** whose alias lost its proof, the newest first */
  readonly record_lost: Found<LostRecord>;
  /** direct sub-customers that are low in funds, as the overview counts them; those with the least first */
  readonly low: Found<LowBalance>;
};

/**
 * What staff begins with: the customers it dealt with last, and what keeps a customer of the scope, or anybody below it,
 * from working. Seven statements, however many there are; no contact data below the direct level.
 */
export const getSupportDesk = operation({
  name: "getSupportDesk",
  input: () => ({}),
  needs: { right: null, acts: ["support"], scope: "i_wholesaler" },
  writes: false,
  async run({ db, actor, scope, rights }): Promise<SupportDesk> {
    const [recent, locked_out, mail_bouncing, record_lost, low] = await Promise.all([
      findRecentCustomers(db, actor, scope),
      findLockedOut(db, scope),
      findBouncingMails(db, scope),
      findLostRecords(db, scope),
      findLowBalances(db, scope, rights),
    ]);
    return { recent, locked_out, mail_bouncing, record_lost, low };
  },
});
