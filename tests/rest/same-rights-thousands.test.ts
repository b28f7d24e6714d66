import { beforeAll, describe, expect, it } from "vitest";
import { provideSettings } from "@/server/ground/settings";
import { seed } from "../chance";
import { givenFreshDatabase } from "../database/fresh";
import { callThroughAllDoors } from "./stage/same-rights/same-rights";
import { givenRest } from "./stage/served-rest";

/** Each is another tree. CASES=… makes a run longer */
const trees = Math.ceil(Number(process.env.CASES ?? 10_000) / 500);

describe("XML-RPC, REST and the bridge", () => {
  givenFreshDatabase("cheap", "by hand");
  givenRest();
  beforeAll(() =>
    provideSettings({ FLYSIP_BRIDGE: "1", API_RATE_READ: "1000000", API_RATE_WRITE: "1000000" }),
  );

  it.each(Array.from({ length: trees }, (_, tree) => tree))(
    "do, refuse and write down the same on tree %i, and narrowed keys reach exactly their areas",
    async (tree) => {
      expect(await callThroughAllDoors(seed + tree, { equal: 350, narrow: 150 })).not.toBe("");
    },
  );
});
