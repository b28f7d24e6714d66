import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { Agent, request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { plainBrowser } from "../ground/plain-browser";

const clients = 16;
const pages = Number(process.env.PAGES ?? 5_000);
/** how many pages each process is warmed with, and one and two are then measured with in turn */
const measured = Math.min(pages, 960);

const paths = ["/customers", "/customers?page=2", "/overview", "/tree", "/history", "/preferences"];

/** A started program, logged in to. */
type Started = {
  readonly child: ChildProcess;
  readonly address: string;
  readonly cookie: string;
  readonly processes: number;
};

/**
 * Measures what a page costs one process and each of two, in turns in one run, how requests are shared, and what memory
 * the processes have after thousands of pages.
 */
async function main(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "trellis-processes-"));
  const programs: Started[] = [];
  try {
    // on one database, for which the first loads the demonstration
    for (const processes of [1, 2]) programs.push(await start(folder, processes));
    for (const program of programs) await ask(program, measured * program.processes);
    const costs = programs.map(() => ({ ms: 0, asked: 0, shares: [] as number[] }));
    for (let round = 0; round < 4; round += 1) {
      for (const [place, program] of programs.entries()) {
        const before = await used(program);
        await ask(program, measured / 4);
        const spent = (await used(program)).map((ms, index) => ms - (before[index] ?? 0));
        const cost = costs[place];
        if (!cost) continue;
        cost.ms += spent.reduce((sum, ms) => sum + ms, 0);
        cost.asked += measured / 4;
        cost.shares = spent.map((ms, index) => ms + (cost.shares[index] ?? 0));
      }
    }
    console.table(
      costs.map(({ ms, asked, shares }, place) => ({
        processes: place + 1,
        "ms a page": (ms / asked).toFixed(2),
        "share of each, the supervisor last": shares
          .map((one) => `${((100 * one) / ms).toFixed(0)} %`)
          .join(", "),
      })),
    );
    const [, two] = programs;
    if (!two) return;
    const memory: Record<string, string>[] = [];
    for (let asked = 0; asked <= pages; asked += pages / 5) {
      memory.push({ pages: String(asked), ...(await resident(two)) });
      if (asked < pages) await ask(two, pages / 5);
    }
    console.table(memory);
  } finally {
    // the one that started the database last
    for (const program of programs.toReversed()) await end(program);
    await rm(folder, { recursive: true, force: true });
  }
}

async function start(folder: string, processes: number): Promise<Started> {
  const child = spawn(process.execPath, ["scripts/start.mjs"], {
    env: {
      ...process.env,
      DATA_DIR: folder,
      PORT: "0",
      DEMO: "1",
      PROCESSES: String(processes),
      NODE_ENV: "production",
    },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const address = await new Promise<string>((found, failed) => {
    let said = "";
    child.stdout.on("data", (chunk: Buffer) => {
      said += chunk.toString();
      const [, ready] = /ready at (http:\S+)/.exec(said) ?? [];
      if (ready) found(ready);
    });
    child.once("exit", () => failed(new Error(said)));
  });
  const browser = plainBrowser(address);
  await browser.get("/login");
  await browser.submit({ login: "reseller", password: "demo-portal-1" });
  return { child, address, cookie: browser.cookie(), processes };
}

async function end({ child }: Started): Promise<void> {
  const ended = new Promise((done) => child.once("exit", done));
  child.kill("SIGTERM");
  await ended;
}

/** Asks for pages over connections that stay. */
async function ask({ address, cookie }: Started, count: number): Promise<void> {
  let left = count;
  await Promise.all(
    Array.from({ length: clients }, async () => {
      const agent = new Agent({ keepAlive: true, maxSockets: 1 });
      while (left > 0) {
        left -= 1;
        await get(agent, `${address}${paths[left % paths.length]}`, cookie);
      }
      agent.destroy();
    }),
  );
}

async function get(agent: Agent, url: string, cookie: string): Promise<void> {
  await new Promise<void>((done, failed) => {
    const sent = request(url, { agent, headers: { cookie } }, (response) => {
      response.resume().once("end", done);
      if (response.statusCode !== 200) failed(new Error(`${url}: ${response.statusCode}`));
    });
    sent.once("error", failed);
    sent.end();
  });
}

/** The processes that serve, then the one that was started, where that is another. */
async function pidsOf({ child, processes }: Started): Promise<number[]> {
  const pid = child.pid ?? 0;
  if (processes === 1) return [pid];
  const children = (await readFile(`/proc/${pid}/task/${pid}/children`, "utf8")).trim().split(" ");
  const commands = await Promise.all(
    children.map(async (one) => await readFile(`/proc/${one}/cmdline`, "utf8")),
  );
  return [...children.filter((_, index) => commands[index]?.includes("--serve")).map(Number), pid];
}

/** The processor time of each process so far, ms. */
async function used(program: Started): Promise<number[]> {
  return await Promise.all(
    (await pidsOf(program)).map(async (pid) => {
      const threads = await readdir(`/proc/${pid}/task`);
      const spent = threads.map(async (thread) =>
        Number((await readFile(`/proc/${pid}/task/${thread}/schedstat`, "utf8")).split(" ")[0]),
      );
      return (await Promise.all(spent)).reduce((sum, ns) => sum + ns, 0) / 1e6;
    }),
  );
}

/** The memory of each process. */
async function resident(program: Started): Promise<Record<string, string>> {
  const sizes = (await pidsOf(program)).map(async (pid, index, all) => {
    const [, kB = 0] = /VmRSS:\s+(\d+)/.exec(await readFile(`/proc/${pid}/status`, "utf8")) ?? [];
    const name = index === all.length - 1 ? "supervisor" : `process ${index + 1}`;
    return [name, `${(Number(kB) / 1024).toFixed(0)} MB`] as const;
  });
  return Object.fromEntries(await Promise.all(sizes));
}

await main();
