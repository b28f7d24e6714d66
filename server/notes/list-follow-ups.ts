import { Prisma } from "../database/generated/client";
import { readRows } from "../database/rows";
import { timeZoneName } from "../dictionaries/dictionaries";
import { todayIn } from "../ground/time/clock";
import { operation } from "../operation/operation";
import { demandWriter, writerOf } from "./note";

/** A note that somebody still has to look at again. */
export type FollowUpDue = {
  readonly i_note: number;
  readonly i_customer: number;
  /** the customer's */
  readonly name: string;
  readonly text: string;
  /** as YYYY-MM-DD */
  readonly follow_up_on: string;
  /** null: anybody */
  readonly follow_up_login: string | null;
  readonly mine: boolean;
  /** by the calendar of the reader's time zone */
  readonly state: "overdue" | "due" | "later";
};

const most = 20;

/**
 * Lists the open follow-ups of the actor's own customer, at most 20: the reader's first, then the others', the oldest day
 * first. @throws Refusal 403 the actor is not a person in the web
 */
export const listFollowUps = operation({
  name: "listFollowUps",
  needs: { about: "scope", right: null, acts: ["read_notes"], who: demandWriter, scope: "none" },
  effect: "reads",
  input: () => ({}),
  async run({ db, actor, scope }): Promise<{ followUps: FollowUpDue[]; more: boolean }> {
    const { i_customer, i_web_user } = writerOf(actor);
    const today = todayIn(timeZoneName(scope.i_time_zone));
    const rows = await readRows<FollowUpDue>(
      db,
      Prisma.sql`
      SELECT n.i_note, n.i_customer, c.name, n.text, n.follow_up_on::text, f.login AS follow_up_login,
             coalesce(n.follow_up_by = ${i_web_user}, false) AS mine,
             CASE WHEN n.follow_up_on < ${today}::date THEN 'overdue'
                  WHEN n.follow_up_on = ${today}::date THEN 'due' ELSE 'later' END AS state
        FROM notes n
        JOIN customers c ON c.i_customer = n.i_customer
        LEFT JOIN web_users f ON f.i_web_user = n.follow_up_by
       WHERE n.of_customer = ${i_customer} AND n.follow_up_on IS NOT NULL AND n.done_at IS NULL
       ORDER BY 7 DESC, n.follow_up_on, n.i_note LIMIT ${most + 1}`,
    );
    return { followUps: rows.slice(0, most), more: rows.length > most };
  },
});
