import type { Actor } from "../actor/actor";
import { database, type Queries } from "../database/client";
import { Prisma } from "../database/generated/client";
import { Refusal } from "../ground/refusal";
import { settings } from "../ground/settings";
import { withoutGroups } from "../ground/text/typed-digits";
import { isOn } from "../input/is-on";
import { oneOf, readRequired } from "../input/read-parameter";
import { audit } from "../operation/audit";
import { supportSessionOver } from "../operation/lock-support-session";
import { operation } from "../operation/operation";
import { closeSupportSessionIn } from "../support-session/close-session";
import { changesRefused, findSupportSessions, type SupportSessionRow } from "../support-session/session-row";
import { lengths } from "./open-support";
import { spendSupportCode } from "./support-code";

const needs = { about: "scope", right: null, acts: ["support_session"], scope: "none" } as const;
const readLength = oneOf(lengths);

/**
 * Extends the actor's support session by the chosen time, counted from now. Never shortens it.
 * @param raw `until`: the end as the form showed it, so that a form sent twice extends once
 * @throws Refusal 400 · 409 somebody extended it meanwhile
 */
export const extendSupport = operation({
  name: "extendSupport",
  needs,
  effect: "writes",
  input: (raw) => ({
    minutes: Number(readRequired(raw, "minutes", readLength)),
    until: typeof raw.until === "string" ? raw.until.slice(0, 40) : "",
  }),
  async run({ db, actor, input: { minutes, until } }): Promise<{ ends_at: Date }> {
    const row = await ownSupportSession(db, actor);
    if (until !== row.ends_at.toISOString()) {
      throw new Refusal(
        409,
        "Somebody extended the session meanwhile; reload to see when it ends.",
        undefined,
        {
          key: "support_extended",
        },
      );
    }
    const wanted = new Date(Date.now() + minutes * 60_000);
    const ends_at = wanted > row.ends_at ? wanted : row.ends_at;
    // the customer agreed to the time that they were told
    const asksAgain = settings().supportFourEyes;
    await change(db, row, { ends_at, ...(asksAgain ? { changes_at: null } : {}) });
    await audit(db, actor, { operation: "extendSupport", detail: { minutes } });
    return { ends_at };
  },
});

/**
 * Lets the actor's support session make changes: a second, deliberate step. With SUPPORT_FOUR_EYES it needs the code that
 * the customer reads out. Source: semantics, 'Support'.
 * @throws Refusal 400 code · 403 the customer is blocked, or the staff's own customer may not edit customers · 429
 */
export const allowSupportChanges = operation({
  name: "allowSupportChanges",
  // worth as much as a one-time password, so not for people who found a browser open
  needs: { ...needs, fresh: true },
  // a wrong code counts, even if the rest rolls back
  effect: "writes-itself",
  input: (raw) => ({
    code: typeof raw.code === "string" ? withoutGroups(raw.code.slice(0, 100)).slice(0, 12) : "",
  }),
  async run({ db, actor, check, input: { code } }) {
    const row = await ownSupportSession(db, actor);
    const why = changesRefused(row);
    await check(() => {
      if (why === null) return;
      const text =
        why === "blocked"
          ? "The customer is blocked; as it nothing is changed."
          : "Your own customer lacks the right to edit customers.";
      throw new Refusal(403, text, undefined, { key: `support_${why}` });
    });
    if (row.changes_at !== null) return {};
    const asked = settings().supportFourEyes;
    if (asked) await spendSupportCode(row.i_customer, code);
    await database().$transaction(async (tx) => {
      await change(tx, row, { changes_at: new Date() });
      await audit(tx, actor, { operation: "allowSupportChanges", detail: { consent: asked } });
    });
    return {};
  },
});

/** Switches the customer's own stylesheet on or off, to see what its people see. */
export const showSupportStyle = operation({
  name: "showSupportStyle",
  needs,
  effect: "writes",
  input: (raw) => ({ styled: isOn(raw.styled) }),
  async run({ db, actor, input: { styled } }) {
    await change(db, await ownSupportSession(db, actor), { styled });
    return {};
  },
});

/** Ends the actor's support session. */
export const endSupport = operation({
  name: "endSupport",
  needs,
  effect: "writes",
  input: () => ({}),
  async run({ db, actor }) {
    const row = await ownSupportSession(db, actor);
    await closeSupportSessionIn(db, row.i_support, "staff", actor);
    return { reference: row.reference };
  },
});

/** Reads the actor's session and locks it for the rest of the transaction. @throws Refusal 403 it is over */
async function ownSupportSession(db: Queries, { support }: Actor): Promise<SupportSessionRow> {
  const i_support = support?.i_support ?? 0;
  await db.$queryRaw`SELECT FROM support_sessions WHERE i_support = ${i_support} FOR UPDATE`;
  const runs = Prisma.sql`p.i_support = ${i_support} AND p.ended_at IS NULL AND p.ends_at > now()`;
  const [row] = await findSupportSessions(db, runs);
  if (!row) throw supportSessionOver();
  return row;
}

async function change(
  db: Queries,
  { i_support }: SupportSessionRow,
  data: { ends_at?: Date; changes_at?: Date | null; styled?: boolean },
): Promise<void> {
  const where = { i_support, ended_at: null, ends_at: { gt: new Date() } };
  const { count } = await db.supportSession.updateMany({ where, data });
  if (count === 0) throw supportSessionOver();
}
