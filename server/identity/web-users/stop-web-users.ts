import { text } from "@/attributes/kinds/text";
import { demandAnother, demandNotDefault, lookingAfter, webUserHead } from "../../credentials/find-web-user";
import { endSessions } from "../../credentials/sessions";
import { Refusal } from "../../ground/refusal";
import { readId } from "../../input/read-id";
import { byKind, oneOf, readFilter, readOptional } from "../../input/read-parameter";
import { audit } from "../../operation/audit";
import { operation } from "../../operation/operation";
import { forgetFailures } from "../../operation/throttle";
import { webKey } from "../../operation/throttle-keys";
import { blockReasons } from "../../record/block-reasons";
import { idsOn } from "../../tree/tree";

const words = byKind(text({ max: 1024 }));

/**
 * Blocks one web user, which ends its log-ins and its one-time password at once. The customer is not affected; to stop the
 * default web user, block the customer.
 * @throws Refusal 403 right or level · 404 · 409 oneself, default web user
 */
export const blockWebUser = operation({
  name: "blockWebUser",
  needs: lookingAfter,
  effect: "writes",
  input: (raw) => ({
    i_web_user: readId(raw, "i_web_user"),
    reason: readFilter(raw, "reason", oneOf(blockReasons)) ?? "other",
    note: readOptional(raw, "note", words) ?? "",
    text: readOptional(raw, "text", words) ?? "",
  }),
  async run({ db, actor, target, check, input }) {
    const { reason, note, text } = input;
    const { customer } = target;
    const user = await webUserHead(db, target.id);
    const { i_web_user } = user;
    await check(
      () => demandNotDefault(user),
      () => demandAnother(actor, i_web_user),
    );
    const set_by_customer = actor.i_customer;
    // one that is blocked already shows nothing else
    await db.$executeRaw`
      UPDATE web_users SET one_time_hash = NULL, one_time_expires_at = NULL,
             version = version + (NOT EXISTS (SELECT FROM blocks WHERE i_web_user = ${i_web_user}))::int
       WHERE i_web_user = ${i_web_user}`;
    await db.block.deleteMany({ where: { i_web_user, set_by_customer } });
    await db.block.create({
      data: { i_web_user, set_by_customer, set_by_login: actor.login, reason, note, text },
      select: { i_block: true },
    });
    await endSessions(db, i_web_user);
    await audit(db, actor, {
      operation: "blockWebUser",
      target: customer,
      detail: { web_login: user.login, reason, note, text },
    });
    return {};
  },
});

/**
 * Lifts the blocks of a web user that the actor's customer or somebody below set.
 * @throws Refusal 403 right or level · 404 · 409 not blocked, or by your provider
 */
export const unblockWebUser = operation({
  name: "unblockWebUser",
  needs: lookingAfter,
  effect: "writes",
  input: (raw) => ({ i_web_user: readId(raw, "i_web_user") }),
  async run({ db, actor, target, input: { i_web_user } }) {
    const { customer } = target;
    const lineage = idsOn(customer.path);
    const liftable = lineage.slice(lineage.indexOf(actor.i_customer));
    const lifted = await db.$queryRaw<unknown[]>`
      WITH lifted AS (
      DELETE FROM blocks WHERE i_web_user = ${i_web_user} AND set_by_customer = ANY (${liftable}::int[]) RETURNING 1), counted AS (
      UPDATE web_users SET version = version + 1
       WHERE i_web_user = ${i_web_user} AND EXISTS (SELECT FROM lifted)
         AND NOT EXISTS (SELECT FROM blocks WHERE i_web_user = ${i_web_user} AND set_by_customer <> ALL (${liftable}::int[])))
      SELECT 1 FROM lifted`;
    if (lifted.length === 0) {
      const left = await db.block.count({ where: { i_web_user } });
      throw left > 0
        ? new Refusal(
            409,
            "Your provider blocked the web user, and only your provider can unblock it",
            "i_web_user",
            {
              key: "blocked_by_provider",
            },
          )
        : new Refusal(409, "The web user is not blocked", "i_web_user", { key: "not_blocked" });
    }
    const user = await webUserHead(db, i_web_user);
    await audit(db, actor, {
      operation: "unblockWebUser",
      target: customer,
      detail: { web_login: user.login },
    });
    return {};
  },
});

/**
 * Forgets the failed tries of a web user, so that they no longer have to wait.
 * @throws Refusal 403 right or level · 404
 */
export const unlockWebUser = operation({
  name: "unlockWebUser",
  needs: lookingAfter,
  effect: "writes",
  input: (raw) => ({ i_web_user: readId(raw, "i_web_user") }),
  async run({ db, actor, target }) {
    const { customer } = target;
    const user = await webUserHead(db, target.id);
    await forgetFailures(db, webKey(user.login));
    await audit(db, actor, {
      operation: "unlockWebUser",
      target: customer,
      detail: { web_login: user.login },
    });
    return {};
  },
});

/**
 * Ends all log-ins of a web user, in every browser. They may log in again.
 * @throws Refusal 403 right or level · 404
 */
export const endLogInsOf = operation({
  name: "endLogInsOf",
  needs: lookingAfter,
  effect: "writes",
  input: (raw) => ({ i_web_user: readId(raw, "i_web_user") }),
  async run({ db, actor, target }) {
    const { customer } = target;
    const user = await webUserHead(db, target.id);
    await endSessions(db, user.i_web_user, actor.i_session);
    await audit(db, actor, {
      operation: "endLogInsOf",
      target: customer,
      detail: { web_login: user.login },
    });
    return {};
  },
});
