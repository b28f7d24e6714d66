import type { ServerResponse } from "node:http";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import type { Actor } from "@/server/actor/actor";
import { database, inTransaction } from "@/server/database/client";
import { operations } from "@/server/doors/operations";
import { sendWebhooks, webhooksSent } from "@/server/doors/webhooks/send-webhooks";
import { takeMessage } from "@/server/doors/webhooks/take-messages";
import { actorOf } from "../../builders";
import { givenFreshDatabase } from "../../database/fresh";
import { givenWebhookNetworks } from "./given-webhooks";
import { answers, type Receiver, startReceiver } from "./receiver";

const { addEndpoint, sendExample, getMessage, replayMessages, disableEndpoint, enableEndpoint } = operations;

givenFreshDatabase();
givenWebhookNetworks();

let [root, receiver]: [Actor, Receiver] = [] as never;
beforeAll(async () => {
  [root, receiver] = [await actorOf(1), await startReceiver(32)];
});
afterAll(async () => await receiver.close());
beforeEach(async () => {
  await database().webhookEndpoint.deleteMany();
  receiver.got.length = 0;
});

async function messagesOf(count: number) {
  const { i_endpoint } = await addEndpoint(root, { url: receiver.url });
  const ids: string[] = [];
  for (let each = 0; each < count; each += 1) ids.push((await sendExample(root, { i_endpoint })).i_message);
  return { i_endpoint, ids };
}

it("messages on their way stay of the five that may be, whatever is sent again, or switched off and on, meanwhile", async () => {
  const { i_endpoint, ids } = await messagesOf(12);
  // each as a process of its own would
  const take = async () => await inTransaction(async (db) => await takeMessage(db, i_endpoint));
  for (let each = 0; each < 5; each += 1) expect(await take()).not.toBeNull();
  const acts: readonly (() => Promise<unknown>)[] = [
    ...ids.map((i_message) => async () => await replayMessages(root, { i_endpoint, i_message })),
    async () => await replayMessages(root, { i_endpoint, since: "2026-01-01T00:00:00Z" }),
    ...[false, true].map((replay) => async () => {
      await disableEndpoint(root, { i_endpoint });
      await enableEndpoint(root, { i_endpoint, replay });
    }),
  ];
  for (const act of acts) {
    await act();
    expect(await take()).toBeNull();
  }
});

it.each([200, 500])(
  "a message that somebody has sent again while it is on its way goes once more when that try has ended, with %i, and not before",
  async (status) => {
    const { i_endpoint, ids } = await messagesOf(1);
    const i_message = ids[0] ?? "";
    const held = new Promise<ServerResponse>((came) => {
      receiver.answer = (_got, response) => came(response);
    });
    await sendWebhooks();
    const response = await held;
    expect(await replayMessages(root, { i_endpoint, i_message })).toEqual({ replayed: 1 });
    await sendWebhooks();
    expect(receiver.got).toHaveLength(1);
    receiver.answer = answers(204);
    response.writeHead(status).end();
    await webhooksSent();
    expect(receiver.got).toHaveLength(2);
    const { message } = await getMessage(root, { i_endpoint, i_message });
    expect(message).toMatchObject({ state: "delivered", tries: 1, status: 204 });
    expect(message.attempts.map((attempt) => attempt.status)).toEqual([204, status]);
  },
);
