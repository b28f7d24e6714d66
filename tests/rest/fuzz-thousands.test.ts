import { expect, it } from "vitest";
import { givenFreshDatabase } from "../database/fresh";
import { fuzz } from "./stage/fuzz/fuzz";
import { givenScene } from "./stage/fuzz/scene";
import { givenRest } from "./stage/served-rest";

givenFreshDatabase();
givenRest();

/** CASES=… makes a run longer */
const requests = Number(process.env.CASES ?? 10_000);

it("no operation of docs/openapi.json fails, or answers otherwise than the file says, whatever it is sent", async () => {
  const { known, keyNow } = await givenScene();
  const statuses = await fuzz(requests, known, keyNow);
  console.log([...statuses].map(([status, times]) => `${status} × ${times}`).join(", "));
  expect([...statuses.values()].reduce((sum, times) => sum + times, 0)).toBeGreaterThanOrEqual(requests);
}, 1_200_000);
