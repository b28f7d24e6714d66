import { customerOfAlias } from "../../brand/hosts";
import { database, inTransaction } from "../../database/client";
import { signatureHeader } from "../../events/signature";
import { findTarget } from "../../events/target/find-target";
import { handOutEvents } from "../../events/write-event";
import { decrypt } from "../../ground/keys/encryption";
import { log } from "../../ground/log";
import { lineageOf, rootCustomer } from "../../tree/tree";
import { type NotedEvent, writeBody } from "./message-body";
import { type Answer, post } from "./post";
import { type Outcome, settleTry } from "./settle-try";
import { type Place, sharesOfProcess } from "./shares";
import { findDueEndpoints, slowMs, type Taken, takeMessage } from "./take-messages";
import { turns } from "./turns";

/** So many events are handed out in one transaction. */
const mostEvents = 500;
/** So many messages are read or settled at once. */
const inTurn = turns(3);
const shares = sharesOfProcess();
const onTheirWay = new Set<Promise<void>>();
let ending = false;

/**
 * Makes messages of what happened, and begins to send what is due. Does not wait for the answers: what goes to an endpoint that is
 * slow holds up nothing. What each sends is followed by what else is due, there or elsewhere.
 */
export async function sendWebhooks(): Promise<void> {
  ending = false;
  while ((await inTransaction(async (db) => await handOutEvents(db, mostEvents))) === mostEvents);
  for (const place of await findDueEndpoints(database())) shares.wait(place);
  await fill();
}

/** Takes no more messages, and waits for those on their way. */
export async function endWebhooks(): Promise<void> {
  ending = true;
  await webhooksSent();
}

/** Waits until nothing is on its way from this process. */
export async function webhooksSent(): Promise<void> {
  while (onTheirWay.size > 0) await Promise.all(onTheirWay);
}

/** Begins to send as long as there is a place for somebody who waits. */
async function fill(): Promise<void> {
  while (!ending) {
    const place = shares.next();
    if (!place) return;
    await begin(place);
  }
}

async function begin(place: Place): Promise<void> {
  let taken: Taken | null = null;
  try {
    taken = await inTurn(
      async () => await inTransaction(async (db) => await takeMessage(db, place.i_endpoint)),
    );
  } finally {
    if (!taken) shares.giveBack(place);
  }
  if (!taken) return;
  // there may be more for it: once the others had their turn
  shares.wait(place);
  const way = sendAndGoOn(place, taken).finally(() => onTheirWay.delete(way));
  onTheirWay.add(way);
}

async function sendAndGoOn(place: Place, taken: Taken): Promise<void> {
  try {
    try {
      const outcome = await send(taken);
      await inTurn(async () => await settleTry(taken, outcome));
      if (outcome !== "withheld") place.limited = outcome.problem !== null || outcome.tookMs > slowMs;
    } finally {
      shares.giveBack(place);
    }
    shares.wait(place);
    await fill();
  } catch (err) {
    // it is taken again after a while
    log.error({ err, i_message: String(taken.i_message) }, "a webhook could not be sent");
  }
}

async function send(taken: Taken): Promise<Outcome> {
  const { i_customer, i_endpoint } = taken;
  const event = eventOf(taken);
  const body = await inTurn(async () => {
    const home = (await lineageOf(database(), i_customer)).at(-1);
    return home ? await writeBody(database(), event, home) : null;
  });
  if (body === null) return "withheld";
  const id = `msg_${event.id}_${i_endpoint}`;
  const timestamp = String(Math.floor(Date.now() / 1000));
  const keys = [taken.secret, taken.former_secret].flatMap((secret) => (secret ? [decrypt(secret)] : []));
  const headers = {
    "content-type": "application/json",
    "user-agent": "Trellis-Webhooks/1.0",
    "webhook-id": id,
    "webhook-timestamp": timestamp,
    "webhook-signature": signatureHeader(keys, { id, timestamp, body }),
  };
  return { ...(await deliver(taken, headers, body)), headers, body };
}

async function deliver(
  { url: text, i_customer }: Taken,
  headers: Readonly<Record<string, string>>,
  body: string,
): Promise<Answer> {
  const url = new URL(text);
  const begun = performance.now();
  const target =
    (await customerOfAlias(url.host)) === null
      ? await findTarget(url, i_customer === rootCustomer)
      : ({ problem: "own_address" } as const);
  if ("addresses" in target) return await post(target, headers, body, begun);
  const tookMs = Math.round(performance.now() - begun);
  return { status: null, problem: target.problem, text: "", retryAfterMs: null, tookMs };
}

/** An event as the statement gives it, in JSON. */
function eventOf({ event }: Taken): NotedEvent {
  const { i_event, i_audit, at } = event;
  return {
    ...event,
    i_event: BigInt(i_event),
    i_audit: i_audit === null ? null : BigInt(i_audit),
    at: new Date(at),
  };
}
