import { describe, expect, it } from "vitest";
import { operations } from "@/server/doors/operations";
import { customer, freshName } from "../builders";
import { givenFreshDatabase } from "../database/fresh";
import { ask, keyOf } from "./stage/ask-rest";
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
