import { timingSafeEqual } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";
import type { Actor } from "../../actor/actor";
import { readApiSecret, realm } from "../../credentials/api-secret";
import { randomText } from "../../ground/keys/random-text";
import type { Caller } from "../../ground/network/caller";
import { Refusal } from "../../ground/refusal";
import type { ApiCaller } from "../../identity/log-in/find-api-caller";
import { isConfidential, isFromPage, isTrusted, trustedActor } from "../http/calling";
import { programActor, refusedByStanding, tryLogin } from "../http/try-login";
import { challenges, offeredAlgorithms } from "./digest/challenge";
import { type Credentials, readCredentials } from "./digest/credentials";
import { nonceMadeAt } from "./digest/nonce";
import { responseOf } from "./digest/response";
import { takeCount } from "./digest/take-count";
import { isOwnTarget } from "./digest/target";

/** What the door needs to know about a request before it reads the body. */
export type Request = {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly caller: Caller;
};

/** What the door does with a request. */
export type Admission =
  | { readonly kind: "actor"; readonly actor: Actor }
  /** HTTP 401, with these values of `WWW-Authenticate` */
  | { readonly kind: "challenge"; readonly headers: readonly string[] }
  /** HTTP 403: a web page in a browser sent it */
  | { readonly kind: "browser" }
  /** a fault: a known caller who may not call, too many tries, or credentials over plain HTTP */
  | { readonly kind: "refused"; readonly refusal: Refusal };

/**
 * Finds out from the headers alone who is calling. Source: semantics, 'The XML-RPC door'.
 * Turns browsers away first; prefers credentials to trust if both are there; never challenges a trusted host.
 */
export async function admit(request: Request): Promise<Admission> {
  const { headers, caller } = request;
  if (isFromPage(headers)) return { kind: "browser" };
  if (headers.authorization === undefined && isTrusted(caller)) {
    return { kind: "actor", actor: trustedActor(caller.address) };
  }
  // no challenge either: the answer to it would let an eavesdropper guess the password
  if (!isConfidential(caller))
    return refused(403, "The API takes credentials over HTTPS only; use https://.");
  const credentials = readCredentials(headers.authorization ?? "");
  if (credentials === null || !isAnswer(credentials, request)) return challenge(caller, false);
  const madeAt = nonceMadeAt(credentials.nonce, caller.address);
  if (madeAt === null) return challenge(caller, true);
  return await verify(request, credentials, madeAt);
}

/** Whether credentials answer a challenge of this door for this request. */
function isAnswer({ realm: named, algorithm, uri }: Credentials, { url }: Request): boolean {
  return named === realm && offeredAlgorithms().includes(algorithm) && isOwnTarget(uri, url);
}

async function verify(request: Request, credentials: Credentials, madeAt: number): Promise<Admission> {
  const { method, caller } = request;
  const { nonce, nc, username } = credentials;
  const tried = await tryLogin(username, async (found) => {
    if (!isRight(method, credentials, found)) return "wrong";
    return (await takeCount(nonce, madeAt, nc)) ? "right" : "again";
  });
  switch (tried.kind) {
    case "wait":
      return { kind: "refused", refusal: tried.refusal };
    case "wrong":
      return challenge(caller, false);
    case "again":
      return challenge(caller, true);
    case "right": {
      const once = { nonce, nc, call: randomText(12, "base64url"), place: 0 };
      const actor = programActor(tried.caller, { door: "api", address: caller.address, once });
      const refusal = await refusedByStanding(actor, "xmlapi", tried.caller);
      return refusal ? { kind: "refused", refusal } : { kind: "actor", actor };
    }
    default:
      return tried satisfies never;
  }
}

/** Takes the same time for an unknown login and for one without an API password. */
function isRight(method: string, credentials: Credentials, caller: ApiCaller | null): boolean {
  const { algorithm, uri, nonce, ncText: nc, cnonce, qop } = credentials;
  const a1 = readApiSecret(caller?.api_secret ?? null)[algorithm];
  const expected = responseOf(a1, { algorithm, method, uri, nonce, counted: { nc, cnonce, qop } });
  const same = timingSafeEqual(Buffer.from(credentials.response), Buffer.from(expected));
  return same && caller !== null && caller.api_secret !== null;
}

/** The challenge for a call whose digest was used before. */
export function challengeFor({ address }: Caller): readonly string[] {
  return challenges(address, true);
}

function challenge({ address }: Caller, stale: boolean): Admission {
  return { kind: "challenge", headers: challenges(address, stale) };
}

function refused(code: 403, message: string): Admission {
  return { kind: "refused", refusal: new Refusal(code, message) };
}
