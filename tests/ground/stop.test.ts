import { existsSync } from "node:fs";
import { request } from "node:http";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { dataFolder, startTrellis } from "./trellis";

const { folder, remove } = await dataFolder();
afterAll(remove);

describe.each(["SIGTERM", "SIGINT"] as const)("%s", (signal) => {
  it("finishes the request that runs, then stops the database, and exits with 0", async () => {
    const trellis = await startTrellis({ DATA_DIR: folder, DEMO: "0" });
    const late = slowRequest(`${trellis.address}/login`);
    await late.begun;
    const ended = trellis.end(signal);
    await refusesConnections(trellis.address);
    late.finish();
    // the form is not one of ours: what counts is that it is answered
    expect(await late.status).toBeGreaterThanOrEqual(200);
    const { code, said } = await ended;
    expect({ code, said }).toMatchObject({ code: 0 });
    expect(said).not.toContain("    at ");
    expect(existsSync(join(folder, "postgres", "postmaster.pid"))).toBe(false);
  });
});

it("a second signal does not wait for a request that never ends", async () => {
  const trellis = await startTrellis({ DATA_DIR: folder, DEMO: "0" });
  const late = slowRequest(`${trellis.address}/login`);
  late.status.catch(() => undefined);
  await late.begun;
  const ended = trellis.end("SIGINT");
  await refusesConnections(trellis.address);
  void trellis.end("SIGINT");
  expect((await ended).code).toBe(0);
  expect(existsSync(join(folder, "postgres", "postmaster.pid"))).toBe(false);
});

const boundary = "-".repeat(30);

/** A form whose second half is sent when the test says so. */
function slowRequest(url: string) {
  const sent = request(url, {
    method: "POST",
    headers: { "content-type": `multipart/form-data; boundary=${boundary}`, origin: new URL(url).origin },
  });
  const status = new Promise<number>((done, failed) => {
    sent.once("error", failed);
    sent.once("response", (response) => {
      response.resume();
      response.once("end", () => done(response.statusCode ?? 0));
    });
  });
  const begun = new Promise<void>((done) => {
    sent.once("socket", (socket) =>
      socket.once("connect", () =>
        sent.write(`--${boundary}\r\nContent-Disposition: form-data; name="login"\r\n\r\n`, () => done()),
      ),
    );
  });
  return { begun, status, finish: () => sent.end(`somebody\r\n--${boundary}--\r\n`) };
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
