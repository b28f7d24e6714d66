import { createServer } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newOneTimePassword } from "./root";
import { dataFolder, runToTheEnd, startTrellis, type Trellis } from "./trellis";

const { folder, remove } = await dataFolder();
const taken = createServer();
let takenPort = 0;

beforeAll(async () => {
  await new Promise<void>((done) => taken.listen(0, "127.0.0.1", done));
  const address = taken.address();
  takenPort = address && typeof address === "object" ? address.port : 0;
});

afterAll(async () => {
  taken.close();
  await remove();
});

const external = { AUTH_SECRET: "s".repeat(32), DATA_KEY: Buffer.alloc(32).toString("base64") };
const nodeOptions = (version: string) =>
  `--import=data:text/javascript,Object.defineProperty(process,'versions',{value:{...process.versions,node:'${version}'}})`;

describe("refuses to start with one clear sentence and exit code 1", () => {
  it.each([
    ["a port that is taken", () => ({ PORT: String(takenPort) }), /^The port \d+ on 127.0.0.1 is taken/],
    [
      "a folder that cannot be written to",
      () => ({ DATA_DIR: "/dev/null/trellis" }),
      /^The folder \/dev\/null\/trellis/,
    ],
    [
      "a folder in which none can be made",
      () => ({ DATA_DIR: "/proc/trellis/data" }),
      /^The folder \/proc\/trellis\/data/,
    ],
    [
      "a database that cannot be reached",
      () => ({ ...external, DATABASE_URL: "postgresql://somebody:secret@127.0.0.1:1/nothing" }),
      /^The database cannot be reached/,
    ],
    [
      "a database without the keys",
      () => ({ DATABASE_URL: "postgresql://somebody:secret@127.0.0.1:1/nothing" }),
      /^The setting AUTH_SECRET is required/,
    ],
    ["a bad setting", () => ({ PORT: "many" }), /^The setting PORT 'many' must be/],
    [
      "no processes",
      () => ({ PROCESSES: "0" }),
      /^The setting PROCESSES '0' must be a number from 1 to 20\.$/m,
    ],
    ["half a process", () => ({ PROCESSES: "1.5" }), /^The setting PROCESSES '1.5' must be a number/],
    ["everybody trusted", () => ({ TRUSTED_HOSTS: "0.0.0.0/0" }), /^The setting TRUSTED_HOSTS holds/],
    ["an open address without host names", () => ({ HOST: "0.0.0.0" }), /^The setting PUBLIC_HOST must name/],
    ["an old Node", () => ({ NODE_OPTIONS: nodeOptions("18.20.0") }), /^Trellis needs Node 20.19 or newer/],
    ["an old Node 22", () => ({ NODE_OPTIONS: nodeOptions("22.3.0") }), /22.12 or newer, .*this is 22.3.0/],
  ] as const)("%s", async (_what, environment, sentence) => {
    const { code, said } = await runToTheEnd({ DATA_DIR: folder, PORT: "0", ...environment() });
    expect(said).toMatch(sentence);
    expect(said.trim().split("\n")).toHaveLength(1);
    expect(said).not.toContain("secret@");
    expect(code).toBe(1);
  });
});

describe("with DEMO=0", () => {
  let own: string;
  let removeOwn: () => Promise<void>;
  let trellis: Trellis;
  beforeAll(async () => {
    ({ folder: own, remove: removeOwn } = await dataFolder());
    trellis = await startTrellis({ DATA_DIR: own, DEMO: "0" });
  });
  afterAll(async () => {
    await trellis.end("SIGTERM");
    await removeOwn();
  });

  it("the first start prints root's one-time password, and each step with its time", () => {
    expect(trellis.said()).toMatch(/Log in as ssp-root with the one-time password \S{8,}/);
    expect(trellis.said()).toMatch(/Starting the embedded PostgreSQL: \d+\.\d s/);
    expect(trellis.said()).not.toContain("demonstration");
  });

  it("a second start on the same folder, refused as its port is taken, leaves the first one's database running", async () => {
    const port = new URL(trellis.address).port;
    const { code, said } = await runToTheEnd({ DATA_DIR: own, DEMO: "0", PORT: port });
    expect({ code, said }).toMatchObject({
      code: 1,
      said: expect.stringMatching(/^The port \d+ .* is taken/),
    });
    expect((await fetch(`${trellis.address}/health/ready`)).status).toBe(200);
  });

  it("two programs on one folder share its database, and the first to stop leaves it to the other", async () => {
    const other = await startTrellis({ DATA_DIR: own, DEMO: "0" });
    expect((await other.end("SIGTERM")).code).toBe(0);
    expect((await fetch(`${trellis.address}/health/ready`)).status).toBe(200);
  });

  it("npm run root-password prints a new one while the program runs, and leaves its database running", async () => {
    expect(await newOneTimePassword(own)).toMatch(/one-time password \S{8,}/);
    expect((await fetch(`${trellis.address}/health/ready`)).status).toBe(200);
  });

  it("an unknown host gets a plain 421, and no page", async () => {
    const { status, text } = await asHost(trellis.address, "/login", "evil.example");
    expect(status).toBe(421);
    expect(text).not.toContain("<");
    expect((await asHost(trellis.address, "/health", "evil.example")).status).toBe(200);
    expect((await asHost(trellis.address, "/xmlapi/xmlapi", "evil.example")).status).not.toBe(421);
  });

  it("the service's own hosts are answered whatever their port and case", async () => {
    for (const host of ["localhost", "LOCALHOST:8080", "127.0.0.1:1", "[::1]"]) {
      expect((await asHost(trellis.address, "/login", host)).status).toBe(200);
    }
  });
});

/** `fetch` does not allow us to set the host. */
async function asHost(
  address: string,
  path: string,
  host: string,
): Promise<{ status: number; text: string }> {
  const { request } = await import("node:http");
  return await new Promise((done, failed) => {
    const sent = request(address + path, { headers: { host } }, (response) => {
      let text = "";
      response.on("data", (chunk: Buffer) => {
        text += chunk.toString();
      });
      response.once("end", () => done({ status: response.statusCode ?? 0, text }));
    });
    sent.once("error", failed);
    sent.end();
  });
}
