import { mayAct } from "../actor/access-levels";
import type { Actor } from "../actor/actor";
import type { Queries } from "../database/client";
import { Prisma } from "../database/generated/client";
import { Refusal } from "../ground/refusal";
import { readReference } from "../ground/text/reference";
import { readCursor, writeCursor } from "../input/cursor";
import { rowsIn } from "../input/read-page";
import { kindsOfTarget } from "../operation/kinds-of-target";
import { operation } from "../operation/operation";
import { closeSupportSessionIn } from "../support-session/close-session";
import { changesNothing } from "../support-session/mail-changes";
import type { Ending } from "../support-session/session-row";
import { within } from "../tree/tree";

/** A support session as those see it who answer for its staff. */
export type SupportSessionLine = {
  readonly reference: string;
  /** the staff member, and its customer */
  readonly login: string;
  readonly staff: string;
  /** whether it is the reader's own */
  readonly own: boolean;
  /** whether it runs and the reader may end it */
  readonly endable: boolean;
  readonly i_customer: number;
  readonly name: string;
  /** whether the customer still exists */
  readonly there: boolean;
  readonly reason: string;
  /** whether the customer had refused support by its providers */
  readonly refused: boolean;
  readonly address: string | null;
  readonly opened_at: Date;
  readonly ends_at: Date;
  readonly changes_at: Date | null;
  /** null: it is running */
  readonly ended_at: Date | null;
  readonly ended_by: Ending | null;
  /** how many steps changed something */
  readonly changes: number;
};

const pageSize = 50;
/** For our own code: an address carries only text, so nobody can ask for it there. */
const largestPage = 1_000;
const needs = { about: "scope", right: null, acts: ["support"], scope: "none" } as const;

/**
 * Lists the support sessions of the staff of the actor's customer and of those below: the running ones, then the ended ones,
 * the newest first, in pages by keyset. Two statements.
 */
export const listSupportSessions = operation({
  name: "listSupportSessions",
  needs,
  effect: "reads",
  input: (raw) => ({
    cursor: readCursor(typeof raw.after === "string" ? raw.after : null, "int"),
    // addresses hold text, so only our own code passes a number
    limit: rowsIn(raw.limit, pageSize),
  }),
  async run({ db, actor, scope, input: { cursor, limit } }): Promise<{
    running: SupportSessionLine[];
    ended: SupportSessionLine[];
    next: string | null;
  }> {
    const seen = within(Prisma.sql`p.staff_path`, scope.path);
    const before = cursor ? Prisma.sql`AND p.i_support < ${cursor.id}` : Prisma.empty;
    const [running, rows] = await Promise.all([
      findLines(
        db,
        actor.i_web_user,
        Prisma.sql`${seen} AND ${runs} ORDER BY p.i_support DESC LIMIT ${largestPage}`,
      ),
      findLines(
        db,
        actor.i_web_user,
        Prisma.sql`${seen} AND NOT (${runs}) ${before} ORDER BY p.i_support DESC LIMIT ${limit + 1}`,
      ),
    ]);
    const page = rows.slice(0, limit);
    const last = page.at(-1);
    return {
      running: running.map((row) => lineOf(row, actor)),
      ended: page.map((row) => lineOf(row, actor)),
      next:
        last && rows.length > limit
          ? writeCursor(String(last.i_support), last.i_support, false, (cursor?.before ?? 0) + page.length)
          : null,
    };
  },
});

/** Finds one by its reference. @throws Refusal 404 no such session, or not of the reader's staff */
export const getSupportSession = operation({
  name: "getSupportSession",
  needs: { ...needs, about: { what: "support_session", by: ["reference"], whose: "own-or-below" } },
  effect: "reads",
  input: readOne,
  async run({ db, actor, target }): Promise<SupportSessionLine> {
    return lineOf(await findOne(db, actor.i_web_user, target.id), actor);
  },
});

/**
 * Ends a support session at once, in whatever browser it runs: one's own, or as an ADMINISTRATOR anyone's among one's staff.
 * One that has ended stays as it is. @throws Refusal 403 somebody else's · 404
 */
export const endSupportSession = operation({
  name: "endSupportSession",
  needs: { ...needs, about: { what: "support_session", by: ["reference"], whose: "own-or-below" } },
  effect: "writes",
  input: readOne,
  async run({ db, actor, target }) {
    const found = await findOne(db, actor.i_web_user, target.id);
    if (!mayEnd(found, actor)) {
      throw new Refusal(403, "Only an ADMINISTRATOR can end somebody else's support session", "reference", {
        key: "support_not_yours",
      });
    }
    await closeSupportSessionIn(db, found.i_support, found.own ? "staff" : "operator", actor);
    return {};
  },
});

const runs = Prisma.sql`p.ended_at IS NULL AND p.ends_at > now()`;

type Row = Omit<SupportSessionLine, "endable"> & { readonly i_support: number };

async function findLines(db: Queries, reader: number | null, condition: Prisma.Sql): Promise<Row[]> {
  return await db.$queryRaw<Row[]>`
    SELECT p.i_support, p.reference, p.staff_login AS login, p.staff_name AS staff,
           coalesce(p.staff_i_web_user = ${reader}::int, false) AS own, p.i_customer, p.name, p.reason, p.refused, p.address,
           p.opened_at, p.ends_at, p.changes_at,
           -- one past its time has ended, even before the loop writes that down
           coalesce(p.ended_at, CASE WHEN p.ends_at <= now() THEN p.ends_at END) AS ended_at,
           coalesce(p.ended_by, CASE WHEN p.ends_at <= now() THEN 'time' END) AS ended_by,
           EXISTS (SELECT FROM customers c WHERE c.i_customer = p.i_customer) AS there,
           (SELECT count(*)::int FROM audit_log h WHERE h.i_support = p.i_support AND h.at >= p.opened_at
               AND h.operation <> ALL (${changesNothing as string[]}::text[])) AS changes
      FROM support_sessions p WHERE ${condition}`;
}

async function findOne(db: Queries, reader: number | null, i_support: number): Promise<Row> {
  const [row] = await findLines(db, reader, Prisma.sql`p.i_support = ${i_support}`);
  if (row) return row;
  throw kindsOfTarget.support_session.missing("reference");
}

function lineOf({ i_support: _row, ...line }: Row, actor: Actor): SupportSessionLine {
  return { ...line, endable: line.ended_at === null && mayEnd(line, actor) };
}

/** Everybody ends their own, an ADMINISTRATOR anybody's. */
function mayEnd({ own }: Pick<Row, "own">, { access_level }: Actor): boolean {
  return own || mayAct(access_level, "manage");
}

function readOne(raw: Readonly<Record<string, unknown>>) {
  return { reference: typeof raw.reference === "string" ? readReference(raw.reference) : null };
}
