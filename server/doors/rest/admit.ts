import type { IncomingHttpHeaders } from "node:http";
import type { Actor } from "../../actor/actor";
import { admits } from "../../brand/hosts";
import { standingRefusal } from "../../credentials/api-access";
import { database } from "../../database/client";
import type { Caller } from "../../ground/network/caller";
import { Refusal } from "../../ground/refusal";
import { countWithin, tooMany } from "../../operation/count-within";
import { recordRefusal } from "../../operation/record-refusal";
import { wrongKeysKey } from "../../operation/throttle-keys";
import { findKeyCaller, type KeyCaller } from "../../programs/keys/find-key-caller";
import { isConfidential, isFromPage, isTrusted, trustedActor } from "../http/calling";
import { spendCall } from "./limits";

/** How many wrong keys an address, or a /64 of IPv6, may send before the door says to wait, and within what. Source: rest, 'Who calls'. */
const wrongAtMost = 30;
const windowMs = 5 * 60_000;

/**
 * Finds out from the headers who calls. @throws Refusal 401 no key that is good here · 403 from another site's page, over
 * plain HTTP, or whoever may not call · 429 too many wrong keys, or too many calls of a key that may not
 */
export async function admitByKey(headers: IncomingHttpHeaders, caller: Caller): Promise<Actor> {
  const { authorization, host = "" } = headers;
  const isOwnPage = isFromOwnPage(headers, caller);
  if (isFromPage(headers) && !isOwnPage) {
    throw new Refusal(403, "This address is not for web pages of others.", undefined, {
      key: "foreign_page",
    });
  }
  if (authorization === undefined && isTrusted(caller) && !isOwnPage) return trustedActor(caller.address);
  if (!isConfidential(caller)) {
    throw new Refusal(403, "The API takes credentials over HTTPS only; use https://.", undefined, {
      key: "https_only",
    });
  }
  const text = keyIn(authorization ?? "");
  const found = text === null ? null : await findKeyCaller(text, caller.address);
  if (!found?.here || !(await admits(host, found.path))) throw await wrongKey(authorization, caller);
  const actor = actorOf(found, caller.address);
  const refusal = standingRefusal(found);
  if (!refusal) return actor;
  // counted here, as it gets no further; what is beyond the limits is not recorded
  spendCall(actor, false);
  await recordRefusal(actor, "rest", refusal);
  throw refusal;
}

/** Whether the portal's own page sent it, which lets people try calls. Its cookies do not count either. */
function isFromOwnPage(headers: IncomingHttpHeaders, { protocol }: Caller): boolean {
  const { origin, host, "sec-fetch-site": site } = headers;
  if (site !== undefined && site !== "same-origin") return false;
  return origin === undefined ? site === "same-origin" : origin === `${protocol}://${host}`;
}

/** The key in `Authorization`: a bearer's, or the user name of Basic, which many tools have and nothing else. */
function keyIn(authorization: string): string | null {
  const [, scheme = "", given = ""] = /^(\S+) +(\S+) *$/.exec(authorization) ?? [];
  if (scheme.toLowerCase() === "bearer") return given;
  if (scheme.toLowerCase() !== "basic") return null;
  const [user = ""] = Buffer.from(given, "base64").toString().split(":");
  return user;
}

/** The one answer to every key that is not good here; addresses that send many of them wait. */
async function wrongKey(authorization: string | undefined, caller: Caller): Promise<Refusal> {
  if (authorization !== undefined && !isTrusted(caller)) {
    const { count, since } = await countWithin(database(), wrongKeysKey(caller.address), windowMs);
    if (count > wrongAtMost) return tooMany(since.getTime() + windowMs - Date.now());
  }
  return new Refusal(
    401,
    "Send a key that is valid here in the header Authorization: Bearer KEY.",
    undefined,
    {
      key: "no_valid_key",
    },
  );
}

function actorOf(found: KeyCaller, address: string): Actor {
  const { i_customer, i_web_user, login, access_level, credential_set_by, key } = found;
  return {
    door: "rest",
    i_customer,
    i_web_user,
    login,
    access_level,
    address,
    credentialSetBy: credential_set_by,
    key,
  };
}
