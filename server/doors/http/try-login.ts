import type { Actor } from "../../actor/actor";
import { type ProgramStanding, standingRefusal } from "../../credentials/api-access";
import { database } from "../../database/client";
import type { Refusal } from "../../ground/refusal";
import { ownPlace } from "../../ground/siblings";
import { type ApiCaller, findApiCaller } from "../../identity/log-in/find-api-caller";
import { tooMany } from "../../operation/count-within";
import { recordRefusal } from "../../operation/record-refusal";
import { countFailure, forgetFailures, logIns } from "../../operation/throttle";
import { apiKey } from "../../operation/throttle-keys";
import { Unsettled } from "./unsettled";

/** What a door finds of the proof that came with a login. `again`: it is right, but was used before. */
export type Verdict = "right" | "wrong" | "again";

/** What came of trying a login. */
export type Tried =
  | { readonly kind: "right"; readonly caller: ApiCaller }
  | { readonly kind: "wrong" }
  | { readonly kind: "again" }
  /** too many were wrong: this one was not looked at */
  | { readonly kind: "wait"; readonly refusal: Refusal };

/**
 * Tries the login of a program: all doors that take login and API password count wrong ones together, by login.
 * @param judge finds out whether the proof is right; null is nobody's, which must take as long
 */
export async function tryLogin(
  login: string,
  judge: (caller: ApiCaller | null) => Promise<Verdict>,
): Promise<Tried> {
  const db = database();
  const key = apiKey(login);
  return await unsettled.during(key, async (meanwhile) => {
    const { caller, waitMs } = await findApiCaller(db, login, key);
    const tooSoonMs = meanwhile.wrong() >= freeAtOnce() ? logIns.firstWaitMs : (waitMs ?? 0);
    if (tooSoonMs > 0) return { kind: "wait", refusal: tooMany(tooSoonMs) };
    const verdict = await judge(caller);
    if (verdict === "again") return { kind: "again" };
    if (verdict === "wrong" || caller === null) {
      meanwhile.fail();
      await countFailure(db, key);
      return { kind: "wrong" };
    }
    meanwhile.succeed();
    if (waitMs !== null) await forgetFailures(db, key);
    return { kind: "right", caller };
  });
}

/** How many wrong tries of a login we look at before the first is counted: this process's share, one at least. */
function freeAtOnce(): number {
  return Math.max(1, Math.floor((logIns.free + 1) / ownPlace().count));
}

const unsettled = new Unsettled();

/** The actor that a program is, which came with a login. */
export function programActor(
  { i_customer, i_web_user, login, access_level, credential_set_by }: ApiCaller,
  came: Pick<Actor, "door" | "address" | "once">,
): Actor {
  return { ...came, i_customer, i_web_user, login, access_level, credentialSetBy: credential_set_by };
}

/**
 * Why a program that proved who it is may not call, which is recorded; null: it may.
 * @param called what the refusal is recorded as
 */
export async function refusedByStanding(
  actor: Actor,
  called: string,
  standing: ProgramStanding,
): Promise<Refusal | null> {
  const refusal = standingRefusal(standing);
  if (refusal) await recordRefusal(actor, called, refusal);
  return refusal;
}
