import { expect, it } from "vitest";
import { findCustomers } from "@/server/customers/find-customers";
import { readCursor, rowsBefore, writeCursor } from "@/server/input/cursor";
import { customer } from "../../builders";
import { givenFreshDatabase } from "../../database/fresh";

givenFreshDatabase();

it("a page knows how many rows stand before it, forwards and back", async () => {
  const { i_customer, actor } = await customer();
  for (let made = 0; made < 8; made++) await customer(i_customer);
  let after: string | null = null;
  const turn = async (to: "next" | "previous" | null) => {
    const page = await findCustomers(actor, { limit: "3", ...(after ? { after } : {}) });
    const before = rowsBefore(readCursor(after, "any"), page.customers.length, page.previous !== null);
    if (to) after = page[to];
    return [before, page.customers.length];
  };
  expect(await turn("next")).toEqual([0, 3]);
  expect(await turn("next")).toEqual([3, 3]);
  expect(await turn("previous")).toEqual([6, 2]);
  expect(await turn("previous")).toEqual([3, 3]);
  expect(await turn("next")).toEqual([0, 3]);
  expect(await turn(null)).toEqual([3, 3]);
});

it("a place at a moment that PostgreSQL does not know is none, and the list begins at its beginning", () => {
  const read = (moment: string) => readCursor(writeCursor(moment, 1, false), "timestamptz");
  expect(read("0000-01-01 00:00:00+00")).toBeNull();
  expect(read("2026-13-01 00:00:00+00")).toBeNull();
  expect(read("0001-01-01 00:00:00+00")?.value).toBe("0001-01-01 00:00:00+00");
});
