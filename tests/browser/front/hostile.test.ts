import { readFileSync } from "node:fs";
import type { BrowserContext, Page } from "playwright-core";
import { beforeAll, expect, it } from "vitest";
import { fc, seed } from "@/tests/chance";
import { givenBrowser, loggedIn, person } from "../stage/browser";
import { here } from "../stage/here";
import { everyRoute } from "./hostile/every-route";
import { type Asker, requestsFor } from "./hostile/grammar";
import { type RawAnswer, type RawRequest, sendRaw } from "./hostile/raw-request";

givenBrowser();

const count = 5_000;
const atOnce = 4;
const { host, port } = new URL(here.base);
const routes = everyRoute();

/** Who asks, and the real ids that they use. */
type Persona = { readonly name: string; readonly asker: Asker; readonly ids: readonly string[] };

let personas: Persona[];

async function cookiesOf(context: BrowserContext): Promise<string> {
  return (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join("; ");
}

async function firstCustomer(page: Page): Promise<string> {
  await page.goto("/customers?direct=1");
  return (await page.locator("tbody a").first().getAttribute("href"))?.split("/").at(-1) ?? "";
}

beforeAll(async () => {
  // one after the other: simultaneous log-ins would wait for each other's hashes
  const nobody = await person();
  const customer = await loggedIn("customer");
  const reseller = await loggedIn("reseller");
  const support = await loggedIn("ssp-root");
  await customer.page.goto("/overview");
  const own =
    (await customer.page.locator('nav a[href*="/ledger"]').first().getAttribute("href"))?.split("/")[2] ?? "";
  const below = await firstCustomer(reseller.page);
  const opened = await firstCustomer(support.page);
  await support.page.goto(`/customers/${opened}/open-as`);
  await support.page.fill('[name="reason"]', "To see what comes in");
  await support.page.getByRole("button", { name: "Open the portal" }).click();
  await support.page.locator(".support-banner").waitFor();
  const who = async (name: string, context: BrowserContext, ids: readonly string[]): Promise<Persona> => ({
    name,
    asker: { cookie: await cookiesOf(context), host },
    ids,
  });
  personas = await Promise.all([
    who("nobody", nobody.context, ["1", own]),
    who("customer", customer.context, ["1", own]),
    who("reseller", reseller.context, ["1", below]),
    who("support", support.context, [opened]),
  ]);
});

/** Only the persona without a log-in sends requests that end a log-in or the support session. */
const ends = (request: RawRequest) => /^[^?]*\/(?:logout|support\/(?:end|over))/i.test(request.target);

function requests(): { readonly name: string; readonly request: RawRequest }[] {
  const each = Math.ceil(count / (routes.length * personas.length));
  return personas.flatMap(({ name, asker, ids }, whose) =>
    routes.flatMap((route, place) =>
      fc
        .sample(requestsFor(route, asker, ids), { seed: seed + whose * 1_000 + place, numRuns: each })
        .map((request) => ({
          name,
          request: ends(request)
            ? { ...request, headers: request.headers.filter(([header]) => header !== "cookie") }
            : request,
        })),
    ),
  );
}

it(`${count} requests that no browser of ours sends, for every route, as nobody, customer, reseller and support, fail none of them`, async () => {
  const before = readFileSync(here.printed, "utf8").length;
  const waiting = requests();
  const answers: { readonly name: string; readonly request: RawRequest; readonly answer: RawAnswer }[] = [];
  const began = performance.now();
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (let next = waiting.pop(); next; next = waiting.pop())
        answers.push({ ...next, answer: await sendRaw(Number(port), next.request) });
    }),
  );
  const seconds = (performance.now() - began) / 1000;
  const times = answers.map(({ answer }) => answer.ms).toSorted((one, other) => one - other);
  const at = (part: number) => Math.round(times[Math.floor(part * (times.length - 1))] ?? 0);
  const statuses: Record<string, number> = {};
  for (const { name, answer } of answers) {
    const key = `${name} ${answer.status}`;
    statuses[key] = (statuses[key] ?? 0) + 1;
  }
  console.log(
    `${answers.length} requests in ${seconds.toFixed(1)} s, ${atOnce} at once (seed ${seed}): half within ${at(0.5)} ms, 95 % within ${at(0.95)} ms, the slowest ${at(1)} ms; ` +
      JSON.stringify(statuses),
  );
  expect(answers.length).toBeGreaterThanOrEqual(count);
  // the requests reach more than the front
  expect(answers.filter(({ answer }) => answer.status === 200).length).toBeGreaterThan(count / 20);
  const failed = answers.filter(({ answer }) => answer.status >= 500 || answer.status < 0);
  expect(
    failed.map(
      ({ name, request, answer }) => `${answer.status} ${name} ${JSON.stringify(request).slice(0, 600)}`,
    ),
  ).toEqual([]);
  const said = readFileSync(here.printed, "utf8").slice(before);
  expect(said.split("\n").filter((line) => /^\s+at |\\n\s+at /.test(line))).toEqual([]);
}, 900_000);
