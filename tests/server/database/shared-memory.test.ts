import { expect, it } from "vitest";
import { sharedMegabytes } from "@/server/database/embedded-server";

const gigabyte = 2 ** 30;

it("the embedded database keeps an eighth of the memory at hand, but at least what PostgreSQL itself does, and at most 2 GB", () => {
  expect(sharedMegabytes(gigabyte / 2)).toBe(128);
  expect(sharedMegabytes(4 * gigabyte)).toBe(512);
  expect(sharedMegabytes(64 * gigabyte)).toBe(2_048);
});
