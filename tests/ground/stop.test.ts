import { existsSync } from "node:fs";
import { request } from "node:http";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { filledIn } from "./plain-browser";
import { newOneTimePassword } from "./root";
import { dataFolder, startTrellis } from "./trellis";

const { folder, remove } = await dataFolder();
const environment = { DATA_DIR: folder, DEMO: "0" };
afterAll(remove);

// Ctrl-C reaches all processes at once
describe.each([
  ["SIGTERM", "process"],
  ["SIGINT", "process"],
  ["SIGINT", "group"],
] as const)("%s to the %s", (signal, whom) => {
  it("finishes the log-in that is being sent, then stops the database, and exits with 0", async () => {
    const trellis = await startTrellis(environment);
    const password = /one-time password (\S+) /.exec(await newOneTimePassword(folder))?.[1] ?? "";
    const logIn = await halfSent(trellis.address, { login: "ssp-root", password });
    const ended = trellis.end(signal, whom);
    await refusesConnections(trellis.address);
    logIn.sendTheRest();
    expect(await logIn.status).toBe(303);
    const { code, said } = await ended;
    expect({ code, said }).toMatchObject({ code: 0, said: expect.not.stringContaining("    at ") });
    expect(existsSync(join(folder, "postgres", "postmaster.pid"))).toBe(false);
  });
});

it("a second signal does not wait for a request that never ends, and the database is stopped all the same", async () => {
  const trellis = await startTrellis(environment);
  const logIn = await halfSent(trellis.address, { login: "ssp-root", password: "nothing" });
  logIn.status.catch(() => undefined);
  const ended = trellis.end("SIGINT", "group");
  await refusesConnections(trellis.address);
  void trellis.end("SIGINT", "group");
  expect((await ended).code).toBe(0);
  expect(existsSync(join(folder, "postgres", "postmaster.pid"))).toBe(false);
});

it.each(["1", "2"])(
  "where a proxy looks, a program of %s processes says that it stops before it closes its door, and answers all else",
  async (PROCESSES) => {
    const trellis = await startTrellis({ ...environment, PROCESSES });
    const statusOf = async (path: string) => (await fetch(`${trellis.address}${path}`)).status;
    expect(await statusOf("/health/ready")).toBe(200);
    const ended = trellis.end("SIGTERM");
    let status = 200;
    while (status === 200) status = await statusOf("/health/ready");
    expect([status, await statusOf("/login")]).toEqual([503, 200]);
    expect((await ended).code).toBe(0);
  },
);

/** A log-in request whose second half waits for the test's word. */
async function halfSent(address: string, fields: Readonly<Record<string, string>>) {
  const page = await (await fetch(`${address}/login`)).text();
  const form = new Response(filledIn(page, fields));
  const body = Buffer.from(await form.arrayBuffer());
  const sent = request(`${address}/login`, {
    method: "POST",
    headers: {
      "content-type": form.headers.get("content-type") ?? "",
      "content-length": body.length,
      origin: address,
    },
  });
  const status = new Promise<number>((done, failed) => {
    sent.once("error", failed);
    sent.once("response", (response) => done(response.resume().statusCode ?? 0));
  });
  const half = body.length >> 1;
  await new Promise<void>((done) => sent.write(body.subarray(0, half), () => done()));
  return { status, sendTheRest: () => sent.end(body.subarray(half)) };
}

async function refusesConnections(address: string): Promise<void> {
  for (;;) {
    const answered = await fetch(`${address}/health`, { headers: { connection: "close" } }).then(
      () => true,
      () => false,
    );
    if (!answered) return;
  }
}
