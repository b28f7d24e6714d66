import { timingSafeEqual } from "node:crypto";
import type { Actor } from "../../actor/actor";
import { admits } from "../../brand/hosts";
import { readApiSecret, realm } from "../../credentials/api-secret";
import { database } from "../../database/client";
import type { Caller } from "../../ground/network/caller";
import { Refusal } from "../../ground/refusal";
import type { ApiCaller } from "../../identity/log-in/find-api-caller";
import { recordRefusal } from "../../operation/record-refusal";
import { programActor, refusedByStanding, tryLogin } from "../http/try-login";
import { hashA1 } from "../xmlapi/digest/response";
import type { Fields } from "./read-fields";

/**
 * Finds out from login and API password who calls. Nobody is trusted by their address here, and a customer's host is for the
 * programs of that customer and of those below it.
 * @throws Refusal 401 · 403 whoever may not call · 404 a customer that has not switched this on · 429
 */
export async function admitByFields(fields: Fields, host: string, { address }: Caller): Promise<Actor> {
  const [login, password] = [fields.get("username"), fields.get("apipassword")];
  if (login === undefined || password === undefined) throw unknown();
  const tried = await tryLogin(login, async (found) => {
    const belongsHere = await admits(host, found?.path ?? "");
    return isRight(login, password, found) && belongsHere ? "right" : "wrong";
  });
  switch (tried.kind) {
    case "wait":
      throw tried.refusal;
    case "wrong":
    case "again":
      throw unknown();
    case "right": {
      const actor = programActor(tried.caller, { door: "bridge", address });
      if (!(await isOn(actor.i_customer))) throw await recordedAs(actor, switchedOff());
      const refusal = await refusedByStanding(actor, "bridge", tried.caller);
      if (refusal) throw refusal;
      return actor;
    }
    default:
      return tried satisfies never;
  }
}

/** Compares with the hash that is kept for Digest. Takes as long for an unknown login. */
function isRight(login: string, password: string, caller: ApiCaller | null): boolean {
  const expected = readApiSecret(caller?.api_secret ?? null).MD5;
  const same = timingSafeEqual(Buffer.from(hashA1("MD5", login, realm, password)), Buffer.from(expected));
  return same && caller !== null && caller.api_secret !== null;
}

async function isOn(i_customer: number): Promise<boolean> {
  const found = await database().customerPreferences.findUnique({
    where: { i_customer },
    select: { bridge: true },
  });
  return found?.bridge ?? false;
}

function unknown(): Refusal {
  return new Refusal(401, "Send username and apipassword of a customer that may call.");
}

function switchedOff(): Refusal {
  const text = "This address is not switched on for the customer; that is done on the portal's page API.";
  return new Refusal(404, text, undefined, { key: "bridge_off" });
}

async function recordedAs(actor: Actor, refusal: Refusal): Promise<Refusal> {
  await recordRefusal(actor, "bridge", refusal);
  return refusal;
}
