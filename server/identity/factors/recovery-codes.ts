import { randomInt } from "node:crypto";
import type { Queries } from "../../database/client";
import { hashToken } from "../../ground/keys/token";
import { withoutGroups } from "../../ground/text/typed-digits";

const alphabet = "abcdefghjkmnpqrstuvwxyz23456789";
const count = 10;

/** Makes a new set of codes for a lost device, each good once, and ends the old set. We store only hashes. */
export async function makeRecoveryCodes(db: Queries, i_web_user: number): Promise<string[]> {
  const codes = Array.from({ length: count }, makeCode);
  await db.recoveryCode.deleteMany({ where: { i_web_user } });
  await db.recoveryCode.createMany({
    data: codes.map((code) => ({ i_web_user, code_hash: hashCode(code) })),
  });
  return codes;
}

/** Uses a code up. Of two concurrent tries one wins. @returns whether it was good */
export async function spendRecoveryCode(db: Queries, i_web_user: number, code: string): Promise<boolean> {
  const { count: spent } = await db.recoveryCode.updateMany({
    where: { i_web_user, code_hash: hashCode(code), used_at: null },
    data: { used_at: new Date() },
  });
  return spent === 1;
}

/** 59 bits in groups that people can copy by hand, without letters that look alike. */
function makeCode(): string {
  const letters = Array.from({ length: 12 }, () => alphabet[randomInt(alphabet.length)]).join("");
  return `${letters.slice(0, 4)}-${letters.slice(4, 8)}-${letters.slice(8)}`;
}

/** However it was spelled. */
function hashCode(code: string): string {
  return hashToken(withoutGroups(code).replace(/[^a-z0-9]/g, ""));
}
