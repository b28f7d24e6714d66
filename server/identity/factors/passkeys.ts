import type {
  AuthenticationResponseJSON,
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
  RegistrationResponseJSON,
} from "@simplewebauthn/server";
import { z } from "zod";
import type { Actor } from "../../actor/actor";
import { database, type Queries } from "../../database/client";
import { hashToken } from "../../ground/keys/token";
import { hostName } from "../../ground/network/host-name";
import { lineageOf } from "../../tree/tree";
import { demandRoom, noteAdded, personOf, wrongCode } from "./own-factors";

const minutes = 60_000;

/** Loaded only when somebody uses a passkey: it is a third of the code for log-ins. */
const webauthn = async () => await import("@simplewebauthn/server");
const transports = z.array(z.enum(["ble", "cable", "hybrid", "internal", "nfc", "smart-card", "usb"]));

/** What a browser signed, as its script sends it. Do not trust anything in it before the library has checked it. */
export type PasskeyAnswer = AuthenticationResponseJSON;

/** What a challenge is for. It proves nothing else. */
type Purpose = "register" | "prove" | "log-in";

/**
 * Makes the options from which a browser creates a passkey for a person on this host. Source: WebAuthn, §7.1.
 */
export async function beginPasskey(
  actor: Pick<Actor, "i_web_user" | "login">,
  host: string,
): Promise<PublicKeyCredentialCreationOptionsJSON> {
  const i_web_user = personOf(actor);
  const db = database();
  await demandRoom(db, i_web_user);
  const known = await db.factor.findMany({
    where: { i_web_user, kind: "passkey", host: hostName(host) },
    select: { credential_id: true },
  });
  const options = await (await webauthn()).generateRegistrationOptions({
    rpName: hostName(host),
    rpID: hostName(host),
    userName: actor.login ?? "",
    userID: new Uint8Array(Buffer.from(`web-user:${i_web_user}`)),
    attestationType: "none",
    excludeCredentials: known.flatMap(({ credential_id }) => (credential_id ? [{ id: credential_id }] : [])),
    authenticatorSelection: { residentKey: "preferred", userVerification: "required" },
  });
  await keepChallenge(db, options.challenge, "register", host, i_web_user);
  return options;
}

/**
 * Adds a new passkey to a person.
 * @returns recovery codes with the first factor; null: the person has some already
 * @throws Refusal 400 the passkey is not for this person, host and moment
 */
export async function addPasskey(
  actor: Actor,
  answer: RegistrationResponseJSON,
  at: { readonly host: string; readonly origin: string },
  name: string,
): Promise<{ recovery_codes: string[] | null }> {
  const made = await verifyNewPasskey(personOf(actor), answer, at);
  return await database().$transaction(async (db) => {
    await keepPasskey(db, personOf(actor), made, name);
    const own = (await lineageOf(db, actor.i_customer)).at(-1);
    if (!own) throw wrongCode();
    return await noteAdded(db, actor, own, { operation: "addPasskey", name });
  });
}

/** A verified new passkey of a person on a host. */
export type NewPasskey = Pick<
  NonNullable<
    Awaited<
      ReturnType<typeof import("@simplewebauthn/server")["verifyRegistrationResponse"]>
    >["registrationInfo"]
  >,
  "credential"
> & { readonly host: string };

/** Verifies what a browser made from `beginPasskey`. @throws Refusal 400 it is not for this person, host and moment */
export async function verifyNewPasskey(
  i_web_user: number,
  answer: RegistrationResponseJSON,
  at: { readonly host: string; readonly origin: string },
): Promise<NewPasskey> {
  const expectedChallenge = await spendChallenge(answer, "register", at.host, i_web_user);
  const { verified, registrationInfo } = await (await webauthn())
    .verifyRegistrationResponse({
      response: answer,
      expectedChallenge,
      expectedOrigin: at.origin,
      expectedRPID: hostName(at.host),
      requireUserVerification: true,
    })
    .catch(() => ({ verified: false, registrationInfo: undefined }));
  if (!verified || !registrationInfo) throw wrongCode();
  return { credential: registrationInfo.credential, host: hostName(at.host) };
}

/** Stores a passkey, which serves as a second factor and as a log-in of its own. */
export async function keepPasskey(
  db: Queries,
  i_web_user: number,
  { credential, host }: NewPasskey,
  name: string,
): Promise<void> {
  const { id, publicKey, counter, transports: said } = credential;
  await db.factor.create({
    data: {
      i_web_user,
      kind: "passkey",
      name,
      credential_id: id,
      public_key: new Uint8Array(publicKey),
      counter: BigInt(counter),
      transports: said ?? [],
      host,
      confirmed_at: new Date(),
    },
    select: { i_factor: true },
  });
}

/** Makes what a browser has to sign. @param i_web_user whose passkeys count; null: any that the browser has for this host */
export async function askForPasskey(
  host: string,
  i_web_user: number | null,
): Promise<PublicKeyCredentialRequestOptionsJSON> {
  const db = database();
  const own =
    i_web_user === null
      ? []
      : await db.factor.findMany({
          where: { i_web_user, kind: "passkey", host: hostName(host), confirmed_at: { not: null } },
          select: { credential_id: true, transports: true },
        });
  const options = await (await webauthn()).generateAuthenticationOptions({
    rpID: hostName(host),
    userVerification: i_web_user === null ? "required" : "preferred",
    allowCredentials: own.flatMap(({ credential_id, transports: said }) =>
      credential_id ? [{ id: credential_id, transports: transports.safeParse(said).data ?? [] }] : [],
    ),
  });
  await keepChallenge(db, options.challenge, i_web_user === null ? "log-in" : "prove", host, i_web_user);
  return options;
}

/**
 * Finds the owner of the passkey that signed an answer. If it is the only step of a log-in (`i_web_user` null), the
 * passkey must have verified the person.
 * @returns the web user; null if it is nobody's, or not this user's
 */
export async function checkPasskey(
  given: { readonly passkey: PasskeyAnswer; readonly host: string; readonly origin: string },
  i_web_user: number | null,
): Promise<number | null> {
  const { passkey, host, origin } = given;
  const db = database();
  const purpose = i_web_user === null ? "log-in" : "prove";
  const expectedChallenge = await spendChallenge(passkey, purpose, host, i_web_user).catch(() => null);
  if (expectedChallenge === null || typeof passkey.id !== "string") return null;
  const factor = await db.factor.findUnique({ where: { credential_id: passkey.id } });
  if (!factor?.public_key || factor.host !== hostName(host) || factor.confirmed_at === null) return null;
  if (i_web_user !== null && factor.i_web_user !== i_web_user) return null;
  const { verified, authenticationInfo } = await (await webauthn())
    .verifyAuthenticationResponse({
      response: passkey,
      expectedChallenge,
      expectedOrigin: origin,
      expectedRPID: hostName(host),
      requireUserVerification: i_web_user === null,
      credential: {
        id: passkey.id,
        publicKey: new Uint8Array(factor.public_key),
        counter: Number(factor.counter),
        transports: transports.safeParse(factor.transports).data ?? [],
      },
    })
    .catch(() => ({ verified: false, authenticationInfo: undefined }));
  if (!verified || !authenticationInfo) return null;
  await db.factor.update({
    where: { i_factor: factor.i_factor },
    data: { counter: BigInt(authenticationInfo.newCounter), used_at: new Date() },
    select: { i_factor: true },
  });
  return factor.i_web_user;
}

async function keepChallenge(
  db: Queries,
  challenge: string,
  purpose: Purpose,
  host: string,
  i_web_user: number | null,
): Promise<void> {
  await db.challenge.deleteMany({ where: { expires_at: { lt: new Date() } } });
  await db.challenge.create({
    data: {
      id_hash: hashToken(challenge),
      challenge,
      purpose,
      i_web_user,
      host: hostName(host),
      expires_at: new Date(Date.now() + 5 * minutes),
    },
    select: { id_hash: true },
  });
}

const signed = z.object({ response: z.object({ clientDataJSON: z.string().max(10_000) }) });
const clientData = z.object({ challenge: z.string().max(200) });

/** Uses up the challenge that an answer names. @throws Refusal 400 we did not ask for it */
async function spendChallenge(
  answer: unknown,
  purpose: Purpose,
  host: string,
  i_web_user: number | null,
): Promise<string> {
  const data = signed.safeParse(answer).data?.response.clientDataJSON ?? "";
  const challenge = clientData.safeParse(parsed(Buffer.from(data, "base64url").toString("utf8"))).data
    ?.challenge;
  if (challenge === undefined) throw wrongCode();
  const { count } = await database().challenge.deleteMany({
    where: {
      id_hash: hashToken(challenge),
      purpose,
      i_web_user,
      host: hostName(host),
      expires_at: { gt: new Date() },
    },
  });
  if (count !== 1) throw wrongCode();
  return challenge;
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}
