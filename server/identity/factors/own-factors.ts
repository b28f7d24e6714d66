import { name } from "@/attributes/kinds/text";
import type { Actor } from "../../actor/actor";
import type { Queries } from "../../database/client";
import { decrypt, encrypt } from "../../ground/keys/encryption";
import { Refusal } from "../../ground/refusal";
import { readId, readPlainText } from "../../input/read-id";
import { byKind, readOptional } from "../../input/read-parameter";
import { audit } from "../../operation/audit";
import { notFound } from "../../operation/demands";
import { operation } from "../../operation/operation";
import { queueMail } from "../../outbox/queue-mail";
import { makeRecoveryCodes } from "./recovery-codes";
import { makeTotpSecret, stepOf } from "./totp";

/** A second factor, as shown to its owner. */
export type FactorLine = {
  readonly i_factor: number;
  readonly kind: "totp" | "passkey";
  readonly name: string;
  /** the host of a passkey */
  readonly host: string | null;
  readonly created_at: Date;
  readonly used_at: Date | null;
};

const readName = byKind(name({ min: 0, max: 64 }));
const mostFactors = 20;

/** Lists one's own second factors, and counts the recovery codes left. */
export const listFactors = operation({
  name: "listFactors",
  needs: { about: "scope", right: null, acts: ["own"], scope: "none" },
  effect: "reads",
  input: () => ({}),
  async run({ db, actor }): Promise<{ factors: FactorLine[]; codes_left: number }> {
    const { i_web_user } = actor;
    if (i_web_user === null) return { factors: [], codes_left: 0 };
    const [factors, codes_left] = await Promise.all([
      db.factor.findMany({
        where: { i_web_user, confirmed_at: { not: null } },
        select: { i_factor: true, kind: true, name: true, host: true, created_at: true, used_at: true },
        orderBy: { i_factor: "asc" },
      }),
      db.recoveryCode.count({ where: { i_web_user, used_at: null } }),
    ]);
    // we write only these two kinds
    return { factors: factors as FactorLine[], codes_left };
  },
});

/**
 * Starts to set up an authenticator (TOTP): makes its secret, which counts once the person types a code. Drops an earlier
 * unfinished one. Source: RFC 6238.
 */
export const beginTotp = operation({
  name: "beginTotp",
  needs: { about: "scope", right: null, acts: ["own"], scope: "none", fresh: true },
  effect: "writes",
  input: () => ({}),
  async run({ db, actor, scope }) {
    const i_web_user = personOf(actor);
    await demandRoom(db, i_web_user);
    await db.factor.deleteMany({ where: { i_web_user, kind: "totp", confirmed_at: null } });
    await db.factor.create({
      data: { i_web_user, kind: "totp", secret: encrypt(Buffer.from(makeTotpSecret())) },
      select: { i_factor: true },
    });
    await audit(db, actor, { operation: "beginTotp", target: scope });
    return {};
  },
});

/** Returns the secret of the authenticator in set-up; null: there is none. */
export const getPendingTotp = operation({
  name: "getPendingTotp",
  needs: { about: "scope", right: null, acts: ["own"], scope: "none", fresh: true },
  effect: "reads",
  input: () => ({}),
  async run({ db, actor }): Promise<{ secret: string | null }> {
    const pending = actor.i_web_user === null ? null : await findPending(db, actor.i_web_user);
    return { secret: pending?.secret ?? null };
  },
});

/**
 * Confirms an authenticator with a code; from then on log-ins need it. The first factor comes with recovery codes, which
 * only this answer shows.
 * @throws Refusal 400 the code is wrong · 409 none is in set-up
 */
export const confirmTotp = operation({
  name: "confirmTotp",
  needs: { about: "scope", right: null, acts: ["own"], scope: "none", fresh: true },
  effect: "writes",
  once: ["recovery_codes"],
  input: (raw) => ({
    code: readPlainText(raw, "code"),
    name: readOptional(raw, "name", readName) ?? "",
  }),
  async run({ db, actor, scope, input }): Promise<{ recovery_codes: string[] | null }> {
    const i_web_user = personOf(actor);
    const pending = await findPending(db, i_web_user);
    if (!pending) throw new Refusal(409, "No authenticator is being set up", undefined, { key: "no_totp" });
    const step = stepOf(pending.secret, input.code, null);
    if (step === null) throw wrongCode();
    await db.factor.update({
      where: { i_factor: pending.i_factor },
      data: { confirmed_at: new Date(), last_step: step, name: input.name },
      select: { i_factor: true },
    });
    return await noteAdded(db, actor, scope, { operation: "confirmTotp", name: input.name });
  },
});

/**
 * Removes one of one's own factors, and with the last one the recovery codes.
 * @throws Refusal 404 · 409 it is the only way to log in, because there is no password
 */
export const removeFactor = operation({
  name: "removeFactor",
  needs: {
    about: { what: "factor", by: ["i_factor"], whose: "oneself" },
    right: null,
    acts: ["own"],
    scope: "none",
    fresh: true,
  },
  effect: "writes",
  input: (raw) => ({ i_factor: readId(raw, "i_factor") }),
  async run({ db, actor, scope, input }) {
    const i_web_user = personOf(actor);
    const found = await db.factor.findFirst({
      where: input,
      select: { name: true, kind: true },
    });
    if (!found) throw notFound();
    if (found.kind === "passkey") await demandAnotherWayIn(db, i_web_user);
    await db.factor.delete({ where: input, select: { i_factor: true } });
    const left = await db.factor.count({ where: { i_web_user, confirmed_at: { not: null } } });
    if (left === 0) await db.recoveryCode.deleteMany({ where: { i_web_user } });
    await queueMail(db, { kind: "factor_removed", to: { i_web_user }, values: { name: found.name } });
    await audit(db, actor, { operation: "removeFactor", target: scope, detail: { name: found.name } });
    return {};
  },
});

/** Makes new recovery codes, which only this answer shows, and ends the old ones. @throws Refusal 409 there is no second factor */
export const renewRecoveryCodes = operation({
  name: "renewRecoveryCodes",
  needs: { about: "scope", right: null, acts: ["own"], scope: "none", fresh: true },
  effect: "writes",
  once: ["recovery_codes"],
  input: () => ({}),
  async run({ db, actor, scope }): Promise<{ recovery_codes: string[] }> {
    const i_web_user = personOf(actor);
    const factors = await db.factor.count({ where: { i_web_user, confirmed_at: { not: null } } });
    if (factors === 0) throw new Refusal(409, "There is no second factor", undefined, { key: "no_factor" });
    const recovery_codes = await makeRecoveryCodes(db, i_web_user);
    await audit(db, actor, { operation: "renewRecoveryCodes", target: scope });
    return { recovery_codes };
  },
});

/** Does what every kind of factor needs once it is proven: recovery codes with the first one, the mail, the history entry. */
export async function noteAdded(
  db: Queries,
  actor: Actor,
  target: { readonly i_customer: number; readonly path: string; readonly name: string },
  { operation, name }: { readonly operation: "confirmTotp" | "addPasskey"; readonly name: string },
): Promise<{ recovery_codes: string[] | null }> {
  const i_web_user = personOf(actor);
  const codes = await db.recoveryCode.count({ where: { i_web_user } });
  await queueMail(db, { kind: "factor_added", to: { i_web_user }, values: { name } });
  await audit(db, actor, { operation, target, detail: { name } });
  return { recovery_codes: codes === 0 ? await makeRecoveryCodes(db, i_web_user) : null };
}

/** @throws Refusal 409 there are too many */
export async function demandRoom(db: Queries, i_web_user: number): Promise<void> {
  if ((await db.factor.count({ where: { i_web_user, confirmed_at: { not: null } } })) < mostFactors) return;
  throw new Refusal(409, `There are ${mostFactors} second factors already`, undefined, {
    key: "too_many_factors",
  });
}

export function wrongCode(): Refusal {
  return new Refusal(400, "Parameter code is wrong or already used", "code", { key: "wrong_code" });
}

/** The acting person's web user. @throws Refusal 404 if the actor is not a person */
export function personOf({ i_web_user }: Pick<Actor, "i_web_user">): number {
  if (i_web_user === null) throw notFound();
  return i_web_user;
}

/** People without a password need a passkey to log in, so the last one stays, even if two are removed at once. @throws Refusal 409 */
async function demandAnotherWayIn(db: Queries, i_web_user: number): Promise<void> {
  const [user] = await db.$queryRaw<{ password_hash: string | null }[]>`
    SELECT password_hash FROM web_users WHERE i_web_user = ${i_web_user} FOR NO KEY UPDATE`;
  if (!user || user.password_hash !== null) return;
  if ((await db.factor.count({ where: { i_web_user, kind: "passkey", confirmed_at: { not: null } } })) > 1)
    return;
  throw new Refusal(409, "It is the only way to log in; choose a password first", undefined, {
    key: "last_way_in",
  });
}

async function findPending(
  db: Queries,
  i_web_user: number,
): Promise<{ i_factor: number; secret: string } | null> {
  const row = await db.factor.findFirst({
    where: { i_web_user, kind: "totp", confirmed_at: null },
    select: { i_factor: true, secret: true },
  });
  return row?.secret ? { i_factor: row.i_factor, secret: decrypt(row.secret).toString("utf8") } : null;
}
