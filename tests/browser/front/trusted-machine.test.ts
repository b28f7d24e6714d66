import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { dataFolder, startTrellis, type Trellis } from "../../ground/trellis";
import { givenBrowser, person } from "../stage/browser";

givenBrowser();

let program: Trellis;
let folder: Awaited<ReturnType<typeof dataFolder>>;
let elsewhere: Server;
let evil = "";
let api = "";

/** The program, trusting the browser's machine, and a page of another site. */
beforeAll(async () => {
  folder = await dataFolder();
  program = await startTrellis({
    DATA_DIR: folder.folder,
    DEMO: "0",
    TRUSTED_HOSTS: "127.0.0.0/8,::1",
    // this level logs each request with its status
    LOG_LEVEL: "info",
  });
  api = `${program.address}/xmlapi/xmlapi`;
  elsewhere = createServer((_request, response) => {
    response
      .setHeader("content-type", "text/html")
      .end("<!doctype html><title>elsewhere</title><body></body>");
  });
  await new Promise<void>((done) => elsewhere.listen(0, "127.0.0.1", done));
  evil = `http://evil.localhost:${(elsewhere.address() as AddressInfo).port}/`;
});
afterAll(async () => {
  elsewhere.close();
  await program.end("SIGTERM");
  await folder.remove();
});

/** A call that needs only trust and leaves a trace. */
function body(name: string): string {
  const members = { name, web_password: "correct horse battery" };
  const strings = Object.entries(members).map(
    ([member, text]) => `<member><name>${member}</name><value>${text}</value></member>`,
  );
  return `<?xml version="1.0"?><methodCall><methodName>createCustomer</methodName><params><param><value><struct>
    <member><name>i_wholesaler</name><value><int>1</int></value></member>
    <member><name>i_tariff</name><value><nil/></value></member>${strings.join("")}
    </struct></value></param></params></methodCall>`;
}

/** Every way in which a page can send a POST, and the name of the customer that it would create. */
const ways: Record<string, (page: Page, url: string, text: string) => Promise<unknown>> = {
  "fetch without CORS": (page, url, text) =>
    page.evaluate(
      async ([to, what]) =>
        await fetch(to, { method: "POST", mode: "no-cors", body: what }).then(String, String),
      [url, text] as const,
    ),
  "fetch without a referrer": (page, url, text) =>
    page.evaluate(
      async ([to, what]) =>
        await fetch(to, {
          method: "POST",
          mode: "no-cors",
          referrerPolicy: "no-referrer",
          credentials: "omit",
          keepalive: true,
          body: what,
        }).then(String, String),
      [url, text] as const,
    ),
  "fetch with CORS": (page, url, text) =>
    page.evaluate(
      async ([to, what]) =>
        await fetch(to, { method: "POST", headers: { "content-type": "text/xml" }, body: what }).then(
          String,
          String,
        ),
      [url, text] as const,
    ),
  beacon: (page, url, text) =>
    page.evaluate(([to, what]) => navigator.sendBeacon(to, what), [url, text] as const),
  "form in a frame": (page, url, text) => postForm(page, url, text, ""),
  "form in a frame without an origin": (page, url, text) =>
    postForm(page, url, text, "allow-forms allow-scripts"),
};

/** A text/plain form sends `name=value`, so the call has to be split around an equals sign. */
async function postForm(page: Page, url: string, text: string, sandbox: string): Promise<void> {
  const at = text.indexOf("=");
  const field = (value: string) => value.replaceAll("&", "&amp;").replaceAll('"', "&quot;");
  const form = `<form method="post" enctype="text/plain" action="${url}"><input name="${field(text.slice(0, at))}"
    value="${field(text.slice(at + 1))}"></form><script>document.forms[0].submit()</script>`;
  await page.evaluate(
    ([html, allowed]) => {
      const frame = document.createElement("iframe");
      if (allowed) frame.setAttribute("sandbox", allowed);
      frame.srcdoc = html;
      document.body.append(frame);
    },
    [form, sandbox] as const,
  );
}

/** Calls as a program on the trusted machine. */
async function call(text: string): Promise<string> {
  return await (await fetch(api, { method: "POST", body: text })).text();
}

/** The statuses of all API requests so far with one HTTP method. */
function answered(by = "POST"): number[] {
  const lines = program
    .said()
    .split("\n")
    .filter((line) => line.startsWith("{"));
  return lines
    .map((line): Record<string, unknown> => JSON.parse(line))
    .filter(({ method, path }) => method === by && path === "/xmlapi/xmlapi")
    .map(({ status }) => Number(status));
}

/** @param count how many of the ways reach the API */
async function sendEveryWay(from: string, url: string, prefix: string, count: number): Promise<number[]> {
  const { context, page } = await person();
  // the person allows pages to reach the local network; older Chromiums allow it without asking
  await context.grantPermissions(["local-network-access"]).catch(() => undefined);
  const before = answered().length;
  // our program has no page at that address; the other site has, and a route there would make Playwright answer preflights
  const html = { contentType: "text/html", body: "<!doctype html><body></body>" };
  if (from !== evil) await context.route(from, (route) => route.fulfill(html));
  await page.goto(from);
  for (const [way, send] of Object.entries(ways)) await send(page, url, body(`${prefix} ${way}`));
  await expect.poll(() => answered().length - before, { timeout: 20_000 }).toBe(count);
  await context.close();
  return answered().slice(before);
}

const all = Object.keys(ways).length;

it("a page of somebody else's cannot use the trust in the machine that shows it, in whatever way it asks", async () => {
  const statuses = await sendEveryWay(evil, api, "elsewhere", all - 1);
  expect(statuses).toEqual(Array(all - 1).fill(403));
  // the CORS preflight fails
  expect(answered("OPTIONS")).toEqual([405]);
});

it("nor can one whose name leads to this machine by now, so that it asks its own origin", async () => {
  const rebound = api.replace("127.0.0.1", "rebound.localhost");
  const statuses = await sendEveryWay(rebound.replace("/xmlapi/xmlapi", "/evil"), rebound, "rebound", all);
  expect(statuses).toEqual(Array(all).fill(403));
});

it("nor can a page of the portal itself", async () => {
  const statuses = await sendEveryWay(`${program.address}/page`, api, "own", all);
  expect(statuses).toEqual(Array(all).fill(403));
});

it("what is typed into the address bar is a GET, which the API does not answer", async () => {
  const { page } = await person();
  expect((await page.goto(api))?.status()).toBe(405);
});

it("a program on the same machine is trusted, and finds that no page has left anything behind", async () => {
  expect(await call(body("by a program"))).toContain("i_customer");
  const listed = await call(
    `<methodCall><methodName>listCustomers</methodName><params><param><value><struct><member><name>i_wholesaler</name>
     <value><int>1</int></value></member></struct></value></param></params></methodCall>`,
  );
  expect(listed).toContain("by a program");
  expect(listed).not.toMatch(/elsewhere|rebound|own /);
});
