import { beforeAll, describe, expect, it } from "vitest";
import { database } from "@/server/database/client";
import { withoutSecrets } from "@/server/ground/text/without-secrets";
import { writeLastCalls } from "@/server/programs/last-calls";
import { givenFreshDatabase } from "../database/fresh";
import { ask, keyOf } from "./stage/ask-rest";
import { routeScene, type Scene } from "./stage/route-scene";
import { givenRest } from "./stage/served-rest";

givenFreshDatabase("cheap", "by hand");
givenRest();

let scene: Scene;
let key: string;
const signing = `whsec_${Buffer.alloc(32, 250).toString("base64")}`;

beforeAll(async () => {
  scene = await routeScene();
  key = await keyOf(scene.reseller);
});

/** All that is kept of refused calls, as text. */
async function keptText(): Promise<string> {
  await writeLastCalls();
  const rows = await database().$queryRaw<{ kept: string }[]>`
    SELECT to_jsonb(r)::text AS kept FROM refusals r UNION ALL SELECT to_jsonb(c)::text FROM api_calls c
    UNION ALL SELECT to_jsonb(h)::text FROM audit_log h`;
  return rows.map(({ kept }) => kept).join("\n");
}

type Try = readonly [string, string, (secret: string) => unknown];
const none = () => undefined;
const webhook = { url: "https://a.example.com" };

const tries: readonly ((secret: string) => Try)[] = [
  (secret) => ["GET", `/me?fields=${encodeURIComponent(secret)}`, none],
  (secret) => ["GET", `/customers?fields=x${encodeURIComponent(secret)}`, none],
  (secret) => ["GET", `/customers?Authorization:${encodeURIComponent(secret)}=1`, none],
  (secret) => ["GET", `/customers?q${encodeURIComponent(secret)}=1&q${encodeURIComponent(secret)}=2`, none],
  (secret) => ["GET", `/dictionaries/${encodeURIComponent(secret)}`, none],
  () => ["PATCH", "/keys/self", (secret) => ({ networks: [secret] })],
  () => ["PATCH", "/keys/self", (secret) => ({ [`x${secret}`]: 1 })],
  () => ["PATCH", "/keys/self", (secret) => `{"${secret}":1,"${secret}":2}`],
  () => ["PATCH", "/keys/self", (secret) => ({ areas: { [secret]: "read" } })],
  () => ["PATCH", "/keys/self", (secret) => ({ areas: { customers: secret } })],
  () => ["POST", "/webhooks", (secret) => ({ ...webhook, events: [secret] })],
  () => ["POST", "/webhooks", (secret) => ({ ...webhook, reach: secret })],
  () => ["POST", "/webhooks", (secret) => ({ url: `https://${secret}@a.example.com` })],
  () => ["POST", "/profiles", (secret) => ({ name: "x", attributes: { [secret]: "1" } })],
  () => ["POST", "/customers", (secret) => ({ name: "x", i_tariff: null, email: secret })],
];

describe("what is kept of a refused call", () => {
  it("has no more of a key than the part that is visible everywhere, wherever it stood", async () => {
    const statuses = [];
    for (const make of tries) {
      const [method, at, body] = make(key);
      statuses.push((await ask(method, at, { key, body: body(key) })).status);
    }
    expect(statuses.filter((status) => status < 400 || status >= 500)).toEqual([]);
    const kept = await keptText();
    expect(kept.toLowerCase()).not.toContain(key.slice(0, 15).toLowerCase());
    expect(kept).toContain(`${key.slice(0, 13)}…`);
  });

  it("has nothing of the secret with which a webhook's messages are signed", async () => {
    for (const make of tries) {
      const [method, at, body] = make(signing);
      await ask(method, at, { key, body: body(signing) });
    }
    const kept = await keptText();
    expect(kept.toLowerCase()).not.toContain(signing.slice(0, 9).toLowerCase());
    expect(kept).toContain("whsec_…");
  });
});

describe("a text without secrets", () => {
  const text = `trk_a1B2c3D4_${"k".repeat(49)}`;

  it.each([
    [`Parameter fields must not have ${text}`, "Parameter fields must not have trk_a1B2c3D4_…"],
    [text.slice(0, 40), "trk_a1B2c3D4_…"],
    [text.toLowerCase(), "trk_a1b2c3d4_…"],
    ["trk_mistyped", "trk_…"],
    [`x${text}, ${text}.`, "xtrk_a1B2c3D4_…, trk_a1B2c3D4_…"],
    ["whsec_abc+/=", "whsec_…"],
    [`{"a":"${text}\\n","b":1}`, '{"a":"trk_a1B2c3D4_…\\n","b":1}'],
    ["nothing of the kind", "nothing of the kind"],
  ])("is of %j %j", (given, kept) => {
    expect(withoutSecrets(given)).toBe(kept);
  });
});
