import { beforeAll } from "vitest";
import { sendWebhooks, webhooksSent } from "@/server/doors/webhooks/send-webhooks";
import { provideSettings } from "@/server/ground/settings";

/** Lets root's endpoints reach receivers on this machine. */
export function givenWebhookNetworks(): void {
  beforeAll(() => provideSettings({ WEBHOOK_NETWORKS: "127.0.0.0/8" }));
}

/** Does what the clock would: sends all that is due, and waits for what comes of it. */
export async function allSent(): Promise<void> {
  await sendWebhooks();
  await webhooksSent();
}
