import type { Actor } from "../../actor/actor";
import { database, type Queries } from "../../database/client";
import { decrypt } from "../../ground/keys/encryption";
import { audit } from "../../operation/audit";
import { forgetFailures, throttled } from "../../operation/throttle";
import { queueMail } from "../../outbox/queue-mail";
import { wrongCode } from "./own-factors";
import { checkPasskey, type PasskeyAnswer } from "./passkeys";
import { spendRecoveryCode } from "./recovery-codes";
import { stepOf } from "./totp";

/** How a person proves their second factor. */
export type FactorProof =
  | { readonly code: string }
  | { readonly recovery: string }
  | { readonly passkey: PasskeyAnswer; readonly host: string; readonly origin: string };

/**
 * Checks a proof of a web user's second factor. Throttled like a password. Codes and recovery codes work once, and a mail
 * tells the person when a recovery code was used.
 * @throws Refusal 400 the code is wrong or already used · 429
 */
export async function proveFactor(
  actor: Pick<Actor, "i_customer" | "address" | "login" | "access_level" | "door"> & {
    readonly i_web_user: number;
  },
  proof: FactorProof,
): Promise<void> {
  const db = database();
  const key = `factor:${actor.i_web_user}`;
  const right = await throttled(db, key, async () => await isProven(db, actor, proof));
  if (!right) throw wrongCode();
  await forgetFailures(db, key);
}

async function isProven(
  db: Queries,
  actor: Parameters<typeof proveFactor>[0],
  proof: FactorProof,
): Promise<boolean> {
  const { i_web_user } = actor;
  if ("passkey" in proof) return (await checkPasskey(proof, i_web_user)) !== null;
  if ("code" in proof) return await isTotp(db, i_web_user, proof.code);
  return await database().$transaction(async (tx) => {
    if (!(await spendRecoveryCode(tx, i_web_user, proof.recovery))) return false;
    await queueMail(tx, { kind: "recovery_code_used", to: { i_web_user } });
    await audit(tx, actor, { operation: "useRecoveryCode", detail: { web_login: actor.login } });
    return true;
  });
}

/** Whether an unused code comes from one of the person's authenticators. Of two concurrent tries one wins. */
async function isTotp(db: Queries, i_web_user: number, code: string): Promise<boolean> {
  const factors = await db.factor.findMany({
    where: { i_web_user, kind: "totp", confirmed_at: { not: null } },
    select: { i_factor: true, secret: true, last_step: true },
  });
  for (const { i_factor, secret, last_step } of factors) {
    const step = secret ? stepOf(decrypt(secret).toString("utf8"), code, last_step) : null;
    if (step === null) continue;
    const { count } = await db.factor.updateMany({
      where: { i_factor, OR: [{ last_step: null }, { last_step: { lt: step } }] },
      data: { last_step: step, used_at: new Date() },
    });
    return count === 1;
  }
  return false;
}
