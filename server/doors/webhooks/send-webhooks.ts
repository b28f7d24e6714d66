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
import { findDueEndpoints, type Taken, takeMessages } from "./take-messages";
import { turns } from "./turns";

/** So many events are handed out in one transaction. */
const mostEvents = 500;
/** So many messages are on their way from this process at once; of those to endpoints that fail, half as many. */
const [mostAtOnce, mostToFailing] = [256, 128];

/** So many messages are read or settled at once. */
const inTurn = turns(3);
const onTheirWay = new Set<Promise<void>>();
let ending = false;

/**
 * Makes messages of what happened, and begins to send what is due. Does not wait for the answers: what goes to an endpoint that is
 * slow holds up nothing. What each sends is followed by what else is due there.
 */
export async function sendWebhooks(): Promise<void> {
  ending = false;
  while ((await inTransaction(async (db) => await handOutEvents(db, mostEvents))) === mostEvents);
  for (const { i_endpoint, failing } of await findDueEndpoints(database())) {
    if (onTheirWay.size >= (failing ? mostToFailing : mostAtOnce)) continue;
    await begin(i_endpoint);
  }
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

async function begin(i_endpoint: number): Promise<void> {
  if (ending) return;
  const all = await inTurn(async () => await inTransaction(async (db) => await takeMessages(db, i_endpoint)));
  for (const taken of all) {
    const way = sendAndGoOn(taken).finally(() => onTheirWay.delete(way));
    onTheirWay.add(way);
  }
}

async function sendAndGoOn(taken: Taken): Promise<void> {
  try {
    const outcome = await send(taken);
    await inTurn(async () => await settleTry(taken, outcome));
    if (onTheirWay.size <= mostAtOnce) await begin(taken.i_endpoint);
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
