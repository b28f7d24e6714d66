import { beforeAll, describe, expect, it } from "vitest";
import { provideSettings } from "@/server/ground/settings";
import { seed } from "../chance";
import { givenFreshDatabase } from "../database/fresh";
import { sharedCalls } from "./stage/same-rights/forms";
import { callThroughAllDoors } from "./stage/same-rights/same-rights";
import { givenRest } from "./stage/served-rest";

describe("XML-RPC, REST and the bridge", () => {
  givenFreshDatabase("cheap", "by hand");
  givenRest();
  beforeAll(() =>
    provideSettings({ FLYSIP_BRIDGE: "1", API_RATE_READ: "1000000", API_RATE_WRITE: "1000000" }),
  );

  it("do, refuse and write down the same on a random tree, and narrowed keys reach exactly their areas", async () => {
    expect(sharedCalls.length).toBeGreaterThan(6);
    console.log(await callThroughAllDoors(seed, { equal: 160, narrow: 100 }));
  });
});
