import { expect, it } from "vitest";
import { takesGzip } from "@/server/ground/network/takes-gzip";

it.each([
  ["gzip", true],
  ["gzip;q=1.0,deflate;q=0.6,identity;q=0.3", true],
  ["x-gzip", true],
  ["br, *", true],
  ["GZIP ; Q=0.5", true],
  ["gzip;q=0, *", false],
  ["gzip;q=0;x=1", false],
  ["*;q=0", false],
  ["identity", false],
  ["gzip;q=garbage", false],
  ["", false],
] as const)("a client that says '%s' takes gzip: %s", (said, takes) => {
  expect(takesGzip({ headers: { "accept-encoding": said } })).toBe(takes);
});
