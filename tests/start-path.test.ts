import { expect, it } from "vitest";
import { startPath } from "@/app/web/session/start-path";
import { systemActor } from "@/server/actor/system-actor";

const pathOf = (i_customer: number, access_level: typeof systemActor.access_level, start_page: number) =>
  startPath({ actor: { ...systemActor, i_customer, access_level }, start_page });

it("the operator's staff begins at its desk, unless it chose another page than the overview", () => {
  expect(pathOf(1, "SUPPORT", 1)).toBe("/support");
  expect(pathOf(1, "SUPPORT", 2)).toBe("/customers");
  expect(pathOf(1, "SUPPORT", 4)).toBe("/preferences");
  expect(pathOf(1, "ADMINISTRATOR", 1)).toBe("/overview");
  expect(pathOf(7, "ADMINISTRATOR", 1)).toBe("/overview");
});

it("whoever may not read begins at no list", () => {
  expect(pathOf(7, "CALLSHOP_OPERATOR", 2)).toBe("/overview");
  expect(pathOf(7, "REPORTER", 3)).toBe("/tree");
});
