import type { Actor } from "../actor/actor";
import { systemActor } from "../actor/system-actor";
import type { Seen } from "../brand/alias/alias-proof";
import {
  type AliasEvent,
  type Holder,
  judgeCheck,
  nextWaitingCheck,
  servedForMs,
} from "../brand/alias/judge-check";
import { noteBrandChange } from "../brand/changes/change-hosts";
import { forgetBrands } from "../brand/changes/watch-changes";
import { database, type Queries } from "../database/client";
import { audit } from "../operation/audit";
import { queueMail } from "../outbox/queue-mail";
import { countPasskeys } from "./alias-standing";

/** What a check of DNS found, which happened outside of any transaction. */
export type Check = {
  readonly i_customer: number;
  /** the alias that we checked; if the customer has another by now, the check is void */
  readonly alias: string;
  readonly seen: Seen;
  /** who asked for the check; absent: it was due */
  readonly by?: Actor;
};

type Row = {
  readonly i_customer: number;
  readonly path: string;
  readonly name: string;
  readonly dns_alias: string;
  readonly verified: boolean;
};

const entryOf = { verify: "verifyAlias", find: "findAlias", lose: "loseAlias", end: "endAlias" } as const;

/**
 * Writes the outcome of a check with its history entries and mails, in one transaction. The entries are the program's own,
 * because DNS proves the alias, whoever asked.
 */
export async function settleCheck(check: Check): Promise<void> {
  const changed = await database().$transaction(async (db) => await settle(db, check));
  if (changed) await forgetBrands();
}

/** @returns whether any host serves something else now */
async function settle(db: Queries, { i_customer, alias, seen, by }: Check): Promise<boolean> {
  // two who prove an alias at once lock each other's rows, and the second sees what the first made of it
  const rows = await db.$queryRaw<Row[]>`
    SELECT i_customer, path, name, dns_alias, alias_verified_at IS NOT NULL AS verified FROM customers
     WHERE i_customer = ${i_customer} OR (dns_alias = ${alias} AND dns_alias <> '')
     ORDER BY i_customer FOR NO KEY UPDATE`;
  const own = rows.find((row) => row.i_customer === i_customer);
  const other = rows.find((row) => row.i_customer !== i_customer && row.verified);
  if (!own || own.dns_alias !== alias) return false;
  const proofs = await db.aliasProof.findMany({
    where: { i_customer: { in: rows.map((row) => row.i_customer) } },
  });
  const proof = proofs.find((one) => one.i_customer === i_customer);
  if (!proof) return false;
  const theirs = proofs.find((one) => one.i_customer === other?.i_customer);
  const holder: Holder = !other ? "nobody" : theirs?.lost_at ? "lost" : "stands";
  const now = new Date();
  const judged = judgeCheck({ ...proof, verified: own.verified }, seen, holder, now);
  if (by) await audit(db, by, { operation: "checkAlias", target: own, detail: { alias } });
  if (judged.event === "verify" && other && theirs) await beat(db, other, theirs.asked_at, now);
  const { verified, lost_at, missed_at } = judged.after;
  await db.aliasProof.update({
    where: { i_customer },
    data: { looked_at: now, seen: judged.seen, lost_at, missed_at, next_look_at: judged.nextCheckAt },
    select: { i_customer: true },
  });
  if (verified !== own.verified) await setVerified(db, i_customer, verified ? now : null);
  if (judged.event) await tell(db, own, judged.event, judged.event === "lose" ? now : null);
  if (judged.event) await noteBrandChange(db);
  return judged.event !== null;
}

async function setVerified(db: Queries, i_customer: number, at: Date | null): Promise<void> {
  await db.customer.update({
    where: { i_customer },
    data: { alias_verified_at: at },
    select: { i_customer: true },
  });
}

/** Takes the alias from a customer whose record is gone, for whoever proves it now. The loser does not learn for whom. */
async function beat(db: Queries, loser: Row, asked_at: Date, now: Date): Promise<void> {
  await setVerified(db, loser.i_customer, null);
  await db.aliasProof.update({
    where: { i_customer: loser.i_customer },
    data: { lost_at: null, missed_at: null, next_look_at: nextWaitingCheck(asked_at, now) },
    select: { i_customer: true },
  });
  await tell(db, loser, "end", null, "alias_beaten");
}

/** Writes the history entry, and the mail about a loss or an end. @param lostAt set if it was lost just now */
async function tell(
  db: Queries,
  customer: Row,
  event: AliasEvent,
  lostAt: Date | null,
  ended: "alias_ended" | "alias_beaten" = "alias_ended",
): Promise<void> {
  const { i_customer, dns_alias: alias } = customer;
  const until = lostAt ? new Date(lostAt.getTime() + servedForMs).toISOString() : undefined;
  const detail = { alias, ...(until && { served_until: until }) };
  await audit(db, systemActor, { operation: entryOf[event], target: customer, detail });
  if (event !== "lose" && event !== "end") return;
  const passkeys = String(await countPasskeys(db, customer.path, alias));
  await queueMail(db, {
    kind: event === "lose" ? "alias_lost" : ended,
    to: { i_customer },
    values: { alias, passkeys, until: until ?? "" },
    path: `/customers/${i_customer}/branding`,
  });
}
