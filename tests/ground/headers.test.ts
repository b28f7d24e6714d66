import { afterAll, beforeAll, expect, it } from "vitest";
import { filledIn } from "./plain-browser";
import { printedIn } from "./root";
import { dataFolder, startTrellis, type Trellis } from "./trellis";

const { folder, remove } = await dataFolder();
let trellis: Trellis;

beforeAll(async () => {
  trellis = await startTrellis({ DATA_DIR: folder, DEMO: "0", TRUSTED_PROXIES: "127.0.0.0/8" });
});
afterAll(async () => {
  await trellis.end("SIGTERM");
  await remove();
});

const behindProxy = { "x-forwarded-for": "192.0.2.1", "x-forwarded-proto": "https" };

it.each(["/login", "/overview", "/nowhere", "/link/open?token=x"])(
  "%s runs scripts by a nonce of its own alone, is framed by nobody, and says nothing elsewhere",
  async (path) => {
    const get = async () => await fetch(trellis.address + path, { redirect: "manual" });
    const [one, two] = [await get(), await get()];
    const policy = one.headers.get("content-security-policy") ?? "";
    const scripts = /script-src ([^;]*)/.exec(policy)?.[1] ?? "";
    expect(scripts).toMatch(/^'self' 'nonce-[\w+/=]{24}' 'strict-dynamic'$/);
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).toContain("object-src 'none'");
    expect(policy).toContain("base-uri 'none'");
    expect(two.headers.get("content-security-policy")).not.toBe(policy);
    expect(one.headers.get("x-content-type-options")).toBe("nosniff");
    expect(["same-origin", "no-referrer"]).toContain(one.headers.get("referrer-policy"));
    expect(one.headers.get("permissions-policy")).toContain("camera=()");
    expect(one.headers.get("strict-transport-security")).toBeNull();
    const html = await one.text();
    const nonce = /'nonce-([^']+)'/.exec(scripts)?.[1] ?? "";
    const bare = [...html.matchAll(/<script(?![^>]* nonce="([^"]+)")[^>]*>/g)];
    expect(bare.map(([tag]) => tag)).toEqual([]);
    for (const [, given] of html.matchAll(/<script[^>]* nonce="([^"]+)"/g)) expect(given).toBe(nonce);
  },
);

it("a nonce that a caller sends is not taken", async () => {
  const sent = "script-src 'nonce-bm90IG91cnM='";
  const response = await fetch(`${trellis.address}/login`, { headers: { "content-security-policy": sent } });
  expect(response.headers.get("content-security-policy")).not.toContain("bm90IG91cnM=");
  expect(await response.text()).not.toContain("bm90IG91cnM=");
});

it("over HTTPS the browser stays there, and its cookies are of this host alone", async () => {
  const response = await fetch(`${trellis.address}/login`, { headers: behindProxy });
  expect(response.headers.get("strict-transport-security")).toMatch(/^max-age=31536000/);
  expect(response.headers.get("content-security-policy")).toContain("upgrade-insecure-requests");
  const password = printedIn(trellis.said()) ?? "";
  const loggedIn = await fetch(`${trellis.address}/login`, {
    method: "POST",
    headers: { ...behindProxy, origin: trellis.address.replace("http:", "https:") },
    body: filledIn(await response.text(), { login: "ssp-root", password }),
    redirect: "manual",
  });
  const cookies = loggedIn.headers.getSetCookie().filter((cookie) => cookie.includes("trellis."));
  expect(cookies.length).toBeGreaterThan(0);
  for (const cookie of cookies) {
    expect(cookie).toMatch(/^__Host-/);
    for (const word of ["Secure", "HttpOnly", "SameSite=Lax", "Path=/"])
      expect(cookie.toLowerCase()).toContain(word.toLowerCase());
    expect(cookie).not.toMatch(/domain=/i);
  }
});
