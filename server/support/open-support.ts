import { text } from "@/attributes/kinds/text";
import { Prisma } from "../database/generated/client";
import { hashToken, makeToken } from "../ground/keys/token";
import { Refusal } from "../ground/refusal";
import { settings } from "../ground/settings";
import { makeReference } from "../ground/text/reference";
import { readId } from "../input/read-id";
import { byKind, oneOf, readRequired } from "../input/read-parameter";
import { audit } from "../operation/audit";
import { notFound } from "../operation/demands";
import { operation } from "../operation/operation";
import { closeSupportSessionsOf } from "../support-session/close-session";
import { judgeOpening } from "../support-session/judge-opening";
import { findSupportSessions, supportActor } from "../support-session/session-row";
import { refusesSupport } from "../tree/refuses-support";

/** How long a session may last, or be extended from now, in minutes. Source: semantics, 'Support'. */
export const lengths = ["15", "30", "60"] as const;

const readLength = oneOf(lengths);
const shortest = 5;
const readText = byKind(text({ max: 300, trimmed: true }));
const readForm = byKind(text({ min: 20, max: 100 }));

/**
 * Opens a customer's portal as support: read-only, for a stated reason and a limited time, tied to the log-in and the browser
 * that opened it. A log-in has one such session at a time. Source: semantics, 'Support'.
 * @returns what the browser is to hold, and the session's reference
 * @throws Refusal 400 reason · 403 level, network, refusal, from inside another · 404 not below · 409 the form was sent already
 */
export const openSupport = operation({
  name: "openSupport",
  needs: {
    about: { what: "customer", by: ["i_customer"], whose: "own-or-below" },
    right: null,
    acts: ["support"],
    scope: "none",
  },
  effect: "writes",
  once: ["token"],
  input: (raw) => ({
    i_customer: readId(raw, "i_customer"),
    reason: readReason(raw),
    minutes: Number(readRequired(raw, "minutes", readLength)),
    form: readRequired(raw, "form", readForm),
    userAgent: String(raw.user_agent ?? "").slice(0, 256),
  }),
  async run({ db, actor, scope, target, check, input }): Promise<{ token: string; reference: string }> {
    const { i_customer, reason, minutes, form, userAgent } = input;
    const { i_session, i_web_user, login } = actor;
    const opened = target.customer;
    const refused = await refusesSupport(db, i_customer);
    await check(() => {
      const refusal = judgeOpening(
        { ...actor, path: scope.path },
        { i_customer, path: opened.path, refuses: refused },
      );
      if (refusal) throw refusal;
    });
    if (i_session === undefined || i_web_user === null || login === null) {
      throw new Refusal(
        403,
        "A support session is opened in a browser, by whoever is logged in there.",
        undefined,
        {
          key: "support_in_browser",
        },
      );
    }
    // two at once wait for each other here; a unique index refuses a form that is sent twice
    const [log_in] = await db.$queryRaw<unknown[]>`
      SELECT FROM sessions WHERE i_session = ${i_session} AND expires_at > now() FOR UPDATE`;
    if (!log_in) throw notFound();
    await closeSupportSessionsOf(db, i_session, "staff", actor);
    const token = makeToken();
    const { i_support, reference } = await db.supportSession.create({
      data: {
        reference: makeReference(),
        token_hash: hashToken(token),
        form_hash: hashToken(form),
        i_session,
        staff_customer: scope.i_customer,
        staff_path: scope.path,
        staff_name: scope.name,
        staff_i_web_user: i_web_user,
        staff_login: login,
        address: actor.address,
        user_agent: userAgent,
        i_customer,
        path: opened.path,
        name: opened.name,
        reason,
        refused,
        ends_at: new Date(Date.now() + minutes * 60_000),
      },
      select: { i_support: true, reference: true },
    });
    const [row] = await findSupportSessions(db, Prisma.sql`p.i_support = ${i_support}`);
    if (!row) throw new Error("a session that was opened is there");
    await audit(db, supportActor(row, actor), {
      operation: "openSupport",
      detail: { minutes, ...(refused ? { despite_refusal: true } : {}) },
    });
    return { token, reference };
  },
});

/** @throws Refusal 400 */
function readReason(raw: Readonly<Record<string, unknown>>): string {
  const reason = readRequired(raw, "reason", readText);
  const { supportReasonPattern: pattern } = settings();
  // at least one word: dots say nothing
  const says = reason.length >= shortest && /[\p{L}\p{N}]{3}/u.test(reason);
  if (pattern ? pattern.test(reason) : says) return reason;
  throw new Refusal(
    400,
    pattern
      ? "Parameter reason must name a ticket"
      : "Parameter reason must be a sentence or a ticket number",
    "reason",
    { key: pattern ? "support_ticket" : "support_reason" },
  );
}
