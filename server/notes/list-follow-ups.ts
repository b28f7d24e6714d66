import { Prisma } from "../database/generated/client";
import { readRows } from "../database/rows";
import { timeZoneName } from "../dictionaries/dictionaries";
import { todayIn } from "../ground/time/clock";
import { type Cursor, readCursor, writeCursor } from "../input/cursor";
import { rowsIn } from "../input/read-page";
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
 * Lists the open follow-ups of the actor's own customer, 20 at once: the reader's first, then the others', the oldest day
 * first. @throws Refusal 403 the actor is no web user
 */
export const listFollowUps = operation({
  name: "listFollowUps",
  needs: { about: "scope", right: null, acts: ["read_notes"], who: demandWriter, scope: "none" },
  effect: "reads",
  input: (raw) => ({
    cursor: readCursor(typeof raw.after === "string" ? raw.after : null),
    // addresses hold text, so only our own code passes a number
    limit: rowsIn(raw.limit, most),
  }),
  async run({
    db,
    actor,
    scope,
    input: { cursor, limit },
  }): Promise<{ followUps: FollowUpDue[]; more: boolean; next: string | null }> {
    const { i_customer, i_web_user } = writerOf(actor);
    const mine = Prisma.sql`coalesce(n.follow_up_by = ${i_web_user}, false)`;
    const today = todayIn(timeZoneName(scope.i_time_zone));
    const rows = await readRows<FollowUpDue>(
      db,
      Prisma.sql`
      SELECT n.i_note, n.i_customer, c.name, n.text, n.follow_up_on::text, f.login AS follow_up_login,
             ${mine} AS mine,
             CASE WHEN n.follow_up_on < ${today}::date THEN 'overdue'
                  WHEN n.follow_up_on = ${today}::date THEN 'due' ELSE 'later' END AS state
        FROM notes n
        JOIN customers c ON c.i_customer = n.i_customer
        LEFT JOIN web_users f ON f.i_web_user = n.follow_up_by
       WHERE n.of_customer = ${i_customer} AND n.follow_up_on IS NOT NULL AND n.done_at IS NULL
             ${cursor ? Prisma.sql`AND (NOT ${mine}, n.follow_up_on::text, n.i_note) > (${turnIn(cursor)}, ${dayIn(cursor)}, ${cursor.id})` : Prisma.empty}
       ORDER BY NOT ${mine}, n.follow_up_on, n.i_note LIMIT ${limit + 1}::int`,
    );
    const [followUps, more] = [rows.slice(0, limit), rows.length > limit];
    const last = followUps.at(-1);
    const place = last && `${last.mine ? "mine" : "theirs"} ${last.follow_up_on}`;
    return { followUps, more, next: last && more ? writeCursor(`${place}`, last.i_note, false) : null };
  },
});

/** Whether the place is among the others', which come after the reader's. */
function turnIn({ value }: Cursor): boolean {
  return !value.startsWith("mine ");
}

function dayIn({ value }: Cursor): string {
  return value.split(" ")[1] ?? "";
}
