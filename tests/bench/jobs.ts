import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { openBrowser } from "./open-browser";
import { answerOf, logIn, type Running, startOurs } from "./program";

const rows = Number(process.env.ROWS ?? 100_000);

/** Pages of somebody else, asked for one after the other while the others work. */
const othersPages = ["/customers", "/overview", "/history"];

/**
 * Measures an import of many customers as a person does it in a browser, a bulk act on all of them and an export, with what pages
 * of others take meanwhile and before, and what memory the process comes to. PROFILE=folder writes a profile of the import.
 */
export async function run(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "trellis-jobs-"));
  const program = await startOurs(folder, { DEMO: "1" });
  const browser = await openBrowser();
  try {
    const others = await logIn(program.base, "reseller");
    const before = await pagesOf(program, others, async () => await pause(10_000));
    console.log(`${rows} rows. Pages of others before: ${before.figures}`);
    const memory = await residentMiB(program);
    const page = await loggedIn(browser, program);
    const upload = await timed(async () => await uploaded(page));
    console.log(`uploaded: ${upload.seconds} s, ${await more(program, memory)}`);
    const checked = await pagesOf(program, others, async () => await checkedAll(page));
    console.log(
      `examined: ${checked.seconds} s, ${await more(program, memory)}; pages of others ${checked.figures}`,
    );
    if (process.env.PROFILE) await answerOf(program.child, "profile");
    const imported = await pagesOf(program, others, async () => {
      await page.getByRole("button", { name: "Start the import" }).click();
      await ended(page);
    });
    if (process.env.PROFILE) await answerOf(program.child, "write");
    console.log(
      `imported: ${imported.seconds} s, ${await more(program, memory)}; pages of others ${imported.figures}`,
    );
    const { seconds, bytes } = await exported(program, await logIn(program.base, "ssp-root"));
    console.log(
      `exported: ${seconds} s, ${(bytes / 2 ** 20).toFixed(1)} MiB, ${await more(program, memory)}`,
    );
  } finally {
    await browser.close();
    const ended = new Promise((done) => program.child.once("exit", done));
    program.child.kill("SIGTERM");
    await ended;
    await rm(folder, { recursive: true, force: true });
  }
}

/** Root, which has nothing to do with the others' pages. */
async function loggedIn(browser: Browser, { base }: Running): Promise<Page> {
  const context = await browser.newContext({ baseURL: base });
  const page = await context.newPage();
  page.setDefaultTimeout(120_000);
  const cookie = await logIn(base, "ssp-root");
  await context.addCookies(
    cookie.split("; ").map((one) => {
      const at = one.indexOf("=");
      return { name: one.slice(0, at), value: one.slice(at + 1), url: base };
    }),
  );
  return page;
}

async function uploaded(page: Page): Promise<void> {
  const lines = ["Name,E-mail,City,Company name"];
  for (let row = 1; row <= rows; row += 1)
    lines.push(`Imported ${row},imported${row}@example.com,Quito,Company number ${row}`);
  const buffer = Buffer.from(lines.join("\r\n"));
  await page.goto("/jobs/import");
  await page.setInputFiles('input[name="file"]', { name: "customers.csv", mimeType: "text/csv", buffer });
  await page.getByRole("button", { name: "Upload" }).click();
  await page.waitForURL(/\/jobs\/import\/\d+\/columns$/);
}

async function checkedAll(page: Page): Promise<void> {
  await page.getByLabel("Tariff", { exact: true }).selectOption({ index: 1 });
  await page.getByRole("button", { name: "Check all rows" }).click();
  await page.waitForURL(/\/jobs\/\d+$/);
  await said(page, /All [\d,]+ rows? (?:is|are) checked/);
}

async function ended(page: Page): Promise<void> {
  await said(page, /Done/);
}

async function said(page: Page, what: RegExp): Promise<void> {
  while (!what.test((await page.locator("main").textContent()) ?? "")) {
    await pause(2_000);
    await page.reload();
  }
}

async function exported({ base }: Running, cookie: string): Promise<{ seconds: string; bytes: number }> {
  let bytes = 0;
  const { seconds } = await timed(async () => {
    const answer = await fetch(`${base}/customers/export?format=csv&whole=1`, { headers: { cookie } });
    if (!answer.ok || !answer.body) throw new Error(`the export answered ${answer.status}`);
    for await (const piece of answer.body) bytes += (piece as Uint8Array).byteLength;
  });
  return { seconds, bytes };
}

/** Asks for pages as long as something runs. */
async function pagesOf(
  { base }: Running,
  cookie: string,
  act: () => Promise<void>,
): Promise<{ seconds: string; figures: string }> {
  let isOver = false;
  const took: number[] = [];
  const asking = (async () => {
    for (let asked = 0; !isOver; asked += 1) {
      const begun = performance.now();
      const answer = await fetch(`${base}${othersPages[asked % othersPages.length]}`, {
        headers: { cookie },
      });
      await answer.arrayBuffer();
      if (answer.status !== 200) throw new Error(`a page of others answered ${answer.status}`);
      took.push(performance.now() - begun);
      await pause(100);
    }
  })();
  const { seconds } = await timed(async () => {
    await act().finally(() => {
      isOver = true;
    });
  });
  await asking;
  const sorted = took.toSorted((one, other) => one - other);
  const at = (share: number) => (sorted[Math.floor(sorted.length * share)] ?? 0).toFixed(0);
  return { seconds, figures: `p50 ${at(0.5)} ms, p99 ${at(0.99)} ms (${sorted.length} pages)` };
}

async function timed(act: () => Promise<void>): Promise<{ seconds: string }> {
  const begun = performance.now();
  await act();
  return { seconds: ((performance.now() - begun) / 1_000).toFixed(1) };
}

async function residentMiB({ child }: Running): Promise<number> {
  const status = await readFile(`/proc/${child.pid}/status`, "utf8");
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024;
}

async function more(program: Running, before: number): Promise<string> {
  return `${(await residentMiB(program)).toFixed(0)} MiB (${((await residentMiB(program)) - before).toFixed(0)} more)`;
}

async function pause(ms: number): Promise<void> {
  await new Promise((done) => setTimeout(done, ms));
}
