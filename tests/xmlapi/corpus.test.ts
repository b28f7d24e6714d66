import { afterAll, beforeAll, expect, it } from "vitest";
import { provideSettings } from "@/server/settings";
import { givenFreshDatabase } from "../database/fresh";
import { readCorpus, writeCorpus } from "./corpus/line";
import { record } from "./corpus/record";
import { replay } from "./corpus/replay";
import { makeWorld, type World } from "./corpus/world";
import { givenDoor } from "./served";

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
