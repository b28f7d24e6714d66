import { Webhook } from "standardwebhooks";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { systemActor } from "@/server/actor/system-actor";
import { operations } from "@/server/doors/operations";
import { actorOf, customer } from "../../builders";
import { givenFreshDatabase } from "../../database/fresh";
import { allSent, givenWebhookNetworks } from "./given-webhooks";
import { type Receiver, startReceiver } from "./receiver";

const { addEndpoint, listMessages, getMessage } = operations;

givenFreshDatabase();
givenWebhookNetworks();

describe("a webhook", () => {
  let receiver: Receiver;
  beforeAll(async () => {
    receiver = await startReceiver(2);
  });
  beforeEach(() => {
    receiver.got.length = 0;
  });
  afterAll(async () => {
    await receiver.close();
  });

  it("tells of a payment with a signature that the reference library verifies, and its log says what came of it", async () => {
    const root = await actorOf(1);
    const { i_endpoint, secret } = await addEndpoint(root, {
      url: receiver.url,
      events: ["money.*"],
      reach: "direct",
    });
    const { i_customer } = await customer();
    await operations.customerAddFunds(systemActor, { i_customer, amount: 5, payment_notes: "cash" });
    await allSent();
    expect(receiver.got).toHaveLength(1);
    const [{ headers, body } = { headers: {}, body: "" }] = receiver.got;
    expect(new Webhook(secret).verify(body, headers)).toMatchObject({
      type: "money.payment",
      data: {
        i_customer,
        operation: "customerAddFunds",
        amount: "5.000000",
        balance_after: "5.000000",
        note: "cash",
        changes: [{ attribute: "balance", before: "0.000000", after: "5.000000" }],
      },
    });
    const { messages } = await listMessages(root, { i_endpoint });
    expect(messages).toMatchObject([
      { event: "money.payment", i_customer, state: "delivered", tries: 1, status: 200, problem: null },
    ]);
    const { message } = await getMessage(root, { i_endpoint, i_message: messages[0]?.i_message });
    expect(message).toMatchObject({ body, headers: { "webhook-id": headers["webhook-id"] } });
  });
});
