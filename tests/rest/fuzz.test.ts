import { expect, it } from "vitest";
import { givenFreshDatabase } from "../database/fresh";
import { fuzz } from "./stage/fuzz/fuzz";
import { givenScene } from "./stage/fuzz/scene";
import { givenRest } from "./stage/served-rest";

givenFreshDatabase();
givenRest();

it("every operation of docs/openapi.json answers sound and broken requests as the file says, and never fails", async () => {
  const { known, keyNow } = await givenScene();
  const statuses = await fuzz(1_000, known, keyNow);
  console.log(
    [...statuses]
      .toSorted()
      .map(([status, times]) => `${status} × ${times}`)
      .join(", "),
  );
  for (const status of [200, 400, 403, 404, 405]) expect(statuses.get(status) ?? 0).toBeGreaterThan(0);
});
