import { createHmac, randomInt } from "node:crypto";
import { database } from "../database/client";
import { derivedKey } from "../ground/keys/derived-key";
import { Refusal } from "../ground/refusal";
import { audit } from "../operation/audit";
import { operation } from "../operation/operation";
import { forgetFailures, throttled } from "../operation/throttle";

const minutes = 5;

/**
 * Makes the code with which a customer lets support make changes: six digits, good once, for 5 minutes. A new code replaces
 * the one before.
 * @returns the code, this once
 */
export const makeSupportCode = operation({
  name: "makeSupportCode",
  needs: { about: "scope", right: null, acts: ["web_users"], scope: "none", fresh: true },
  effect: "writes",
  once: ["code"],
  input: () => ({}),
  async run({ db, actor, scope }): Promise<{ code: string; expires_at: Date }> {
    const { i_customer } = scope;
    const code = String(randomInt(1_000_000)).padStart(6, "0");
    const expires_at = new Date(Date.now() + minutes * 60_000);
    const code_hash = hashOf(i_customer, code);
    await db.supportCode.upsert({
      where: { i_customer },
      create: { i_customer, code_hash, expires_at },
      update: { code_hash, expires_at },
      select: { i_customer: true },
    });
    await audit(db, actor, { operation: "makeSupportCode", target: scope });
    return { code, expires_at };
  },
});

/**
 * Uses up the code that a customer read out. Wrong guesses make the next one wait, as at a log-in, counted per customer.
 * @throws Refusal 400 the code is wrong or expired · 429
 */
export async function spendSupportCode(i_customer: number, code: string): Promise<void> {
  const key = `support-code:${i_customer}`;
  const spent = await throttled(database(), key, async () => {
    const { count } = await database().supportCode.deleteMany({
      where: { i_customer, code_hash: hashOf(i_customer, code), expires_at: { gt: new Date() } },
    });
    return count > 0;
  });
  if (!spent) {
    throw new Refusal(400, "Parameter code is wrong or has expired; ask the customer for a new one", "code", {
      key: "support_code",
    });
  }
  await forgetFailures(database(), key);
}

/** Keyed, since anybody could try all six-digit codes against a plain digest. */
function hashOf(i_customer: number, code: string): string {
  return createHmac("sha256", derivedKey("support code")).update(`${i_customer}:${code}`).digest("hex");
}
