import { afterAll, beforeAll, expect, it } from "vitest";
import { provideSettings } from "@/server/ground/settings";
import { givenFreshDatabase } from "../../database/fresh";
import { givenDoor } from "../stage/served";
import { readCorpus, writeCorpus } from "./line";
import { record } from "./record";
import { replay } from "./replay";
import { makeWorld, type World } from "./world";

givenFreshDatabase();
givenDoor();

/** `npm run corpus:record` sets it. */
const isRecording = process.env.RECORD_CORPUS === "1";

let world: World | undefined;
beforeAll(() => provideSettings({ TRUSTED_HOSTS: "127.0.0.1" }));
afterAll(() => world?.callers.close());

it.runIf(isRecording)("records the corpus", { timeout: 600_000 }, async () => {
  world = await makeWorld();
  const lines = await record(world);
  writeCorpus(lines);
  expect(lines.length).toBeGreaterThanOrEqual(2_000);
});

it.skipIf(isRecording)(
  "every call of the corpus has the answer that was recorded",
  { timeout: 300_000 },
  async () => {
    const lines = readCorpus();
    expect(lines.length).toBeGreaterThanOrEqual(2_000);
    world = await makeWorld();
    expect(await replay(lines, world)).toBe("");
  },
);
