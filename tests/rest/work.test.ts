import { describe, expect, it } from "vitest";
import { customer } from "../builders";
import { givenFreshDatabase } from "../database/fresh";
import { slowStylesheets } from "../server/branding/slow-stylesheets";
import { ask, keyOf, type Reply } from "./stage/ask-rest";
import { givenRest } from "./stage/served-rest";

givenFreshDatabase();
givenRest();

/** The processor time of a call in ms, of the quicker of two, since the first warms up. */
async function costOf(call: () => Promise<Reply>): Promise<{ readonly ms: number; readonly reply: Reply }> {
  const costs: { ms: number; reply: Reply }[] = [];
  for (let times = 0; times < 2; times += 1) {
    const begun = process.cpuUsage();
    const reply = await call();
    const { user, system } = process.cpuUsage(begun);
    costs.push({ ms: (user + system) / 1_000, reply });
  }
  const [one, other] = costs;
  if (!one || !other) throw new Error("there are two");
  return one.ms < other.ms ? one : other;
}

const leftIn = ({ headers }: Reply) => Number(/"calls";r=(\d+)/.exec(headers.get("ratelimit") ?? "")?.[1]);

/** The aim, in ms of processor time for each call that is counted; a test fails only beyond five times that. */
const aimed = 100;

describe("a stylesheet that is looked at", () => {
  it("counts as a call for each 8 KiB, and where these are spent it is not looked at", async () => {
    const key = await keyOf((await customer()).actor);
    const look = (length: number) =>
      ask("POST", "/branding/preview", { key, body: { css: `/*${"-".repeat(length - 4)}*/` } });
    const before = leftIn(await look(100));
    expect(before).toBe(599);
    expect(leftIn(await look(8_192))).toBe(598);
    expect(leftIn(await look(8_193))).toBe(596);
    expect(leftIn(await look(65_536))).toBe(588);
    const replies: Reply[] = [];
    for (let times = 0; times < 74; times += 1) replies.push(await look(65_536));
    expect(replies.at(-1)?.status).toBe(429);
    expect((await ask("GET", "/me", { key })).status).toBe(429);
  });

  it.each(slowStylesheets)("takes no longer for what it counts, full of %s", async (_, css) => {
    const key = await keyOf((await customer()).actor);
    const { ms, reply } = await costOf(() => ask("POST", "/branding/preview", { key, body: { css } }));
    expect([200, 400]).toContain(reply.status);
    const counted = (600 - leftIn(reply)) / 2;
    expect(ms / Math.max(1, counted)).toBeLessThan(5 * aimed);
  });
});

describe("a password that is judged", () => {
  it.each([
    ["letters that look like others", "p@55w0rd".repeat(16)],
    ["digits that look like letters", "1".repeat(128)],
    ["signs that look like letters", "4@3!1|0$5+7".repeat(12).slice(0, 128)],
    ["what is many dates", "11/11/2011".repeat(13).slice(0, 128)],
  ])("takes no longer than a call may, full of %s", async (_, password) => {
    const key = await keyOf((await customer()).actor);
    const body = { password, i_password_policy: 3, web_login: password.slice(1), name: password.slice(2) };
    const { ms, reply } = await costOf(() => ask("POST", "/password-checks", { key, body }));
    expect(reply.status).toBe(200);
    expect(ms).toBeLessThan(5 * aimed);
  });
});
