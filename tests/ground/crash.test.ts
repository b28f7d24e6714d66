import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addTariff, logInAsRoot } from "./root";
import { dataFolder, startAndKill, startTrellis, type Trellis } from "./trellis";

const { folder, remove } = await dataFolder();
const environment = { DATA_DIR: folder, DEMO: "0" };
const acknowledged: string[] = [];
let trellis: Trellis;

beforeAll(async () => {
  // at different moments of the first start: keys, initdb, the first start of the server, migrations, root
  for (const afterMs of [450, 700, 1_000, 1_300, 1_600]) await startAndKill(environment, afterMs);
  trellis = await startTrellis(environment);
});

afterAll(async () => {
  await trellis.end("SIGTERM");
  await remove();
});

it("starts, with root's password printed, after its first start was killed several times", async () => {
  // whether a killed start has printed a password or not, this is how to get one
  if (!trellis.said().includes("one-time password "))
    expect(trellis.said()).toContain("npm run root-password");
  expect((await fetch(`${trellis.address}/health/ready`)).status).toBe(200);
});

describe.each(["process", "group"] as const)("after a SIGKILL of the %s while people write", (whom) => {
  it("the next start waits for nothing of the one before, and has everything that was acknowledged", async () => {
    const browsers = [await logInAsRoot(trellis, folder), await logInAsRoot(trellis, folder)];
    let killed = false;
    const writers = browsers.map(async (browser, writer) => {
      for (let number = 1; !killed; number += 1) {
        const name = `${whom} ${writer} number ${number}`;
        // a connection that breaks is no acknowledgement
        if (await addTariff(browser, name).catch(() => false)) acknowledged.push(name);
        if (acknowledged.length % 40 === 39) killed = true;
      }
    });
    while (!killed) await new Promise((later) => setTimeout(later, 5));
    await trellis.end("SIGKILL", whom);
    await Promise.all(writers);

    const afterKill = await timeOfStart();
    await trellis.end("SIGTERM");
    const usual = await timeOfStart();
    // on a machine with two cores and nothing beside, both take some 2 s; under load both take longer
    expect(afterKill).toBeLessThan(3 * usual);
    const { html } = await (await logInAsRoot(trellis, folder)).get("/tariffs");
    expect(acknowledged.length).toBeGreaterThan(30);
    expect(acknowledged.filter((name) => !html.includes(`${name}<`))).toEqual([]);
  });
});

/** Starts the program. @returns after how many ms it was ready */
async function timeOfStart(): Promise<number> {
  const began = performance.now();
  trellis = await startTrellis(environment);
  return performance.now() - began;
}
