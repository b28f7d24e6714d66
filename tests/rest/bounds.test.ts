import { describe, expect, it } from "vitest";
import { database } from "@/server/database/client";
import { operations } from "@/server/doors/operations";
import { provideSettings } from "@/server/ground/settings";
import { actorOf, customer, freshName } from "../builders";
import { givenFreshDatabase } from "../database/fresh";
import { ask, keyOf, type Reply } from "./stage/ask-rest";
import { givenRest } from "./stage/served-rest";

givenFreshDatabase("cheap", "by hand");
givenRest();

describe("a batch whose answers are long", () => {
  it("does no further request once they have 8 MiB together, and says so of each that is left", async () => {
    const { actor } = await customer();
    const attributes = { css: `a{color:red}/*${"-".repeat(64_000)}*/` };
    for (let times = 0; times < 20; times += 1)
      await operations.addProfile(actor, { name: freshName(), attributes });
    const key = await keyOf(actor);
    const long = Array.from({ length: 12 }, () => ({ method: "GET", path: "/profiles" }));
    const last = { id: "last", method: "PATCH", path: "/customers/self", body: { city: "Bergen" } };
    const { status, text, body } = await ask("POST", "/batch", { key, body: { requests: [...long, last] } });
    const answers = body.responses as { id: string | null; status: number; body: { key?: string } }[];
    const done = answers.filter((answer) => answer.status === 200);
    expect([status, answers.length]).toEqual([200, 13]);
    expect(done.length).toBe(Math.ceil((8 * 1024 * 1024) / JSON.stringify(done[0]?.body).length));
    expect(text.length).toBeLessThan(8 * 1024 * 1024 + 2 * JSON.stringify(done[0]?.body).length);
    for (const left of answers.slice(done.length))
      expect([left.status, left.body.key]).toEqual([424, "batch_too_long"]);
    expect(answers.at(-1)?.id).toBe("last");
    expect((await ask("GET", "/customers/self", { key })).body.city).toBe("");
  });
});

describe("a key whose customer may not call", () => {
  it.each([
    [
      "is blocked",
      async (i_customer: number) =>
        void (await operations.blockCustomer(await actorOf(1), { i_customer, reason: "fraud" })),
    ],
    [
      "has no API access",
      async (i_customer: number) =>
        void (await operations.updateCustomer(await actorOf(1), { i_customer, api_access: 0 })),
    ],
  ])("because it %s counts towards the limits, beyond which nothing is recorded", async (_why, stop) => {
    provideSettings({ API_RATE_READ: "5" });
    try {
      const { i_customer, actor } = await customer();
      const key = await keyOf(actor);
      await stop(i_customer);
      const calls = [
        ...Array.from({ length: 4 }, () => () => ask("GET", "/me", { key })),
        () => ask("POST", "/batch", { key, body: { requests: [{ method: "GET", path: "/me" }] } }),
        ...Array.from({ length: 3 }, () => () => ask("PATCH", "/customers/self", { key, body: {} })),
      ];
      const replies: Reply[] = [];
      for (const call of calls) replies.push(await call());
      expect(replies.map(({ status }) => status)).toEqual([403, 403, 403, 403, 403, 429, 429, 429]);
      expect(Number(replies.at(-1)?.headers.get("retry-after"))).toBeGreaterThan(0);
      expect(await database().refusalRecord.count({ where: { actor_customer: i_customer } })).toBe(5);
    } finally {
      provideSettings({ API_RATE_READ: "600" });
    }
  });
});
