import pg from "pg";
import { expect, it } from "vitest";
import { closeDatabase, database } from "@/server/database/client";
import { firstStart } from "@/server/doors/first-start";
import { provideSettings } from "@/server/ground/settings";
import { fresh, givenFreshDatabase } from "../../database/fresh";

givenFreshDatabase();

const superuserOf = (url: string) => url.replace(/\/\w+$/, "/postgres");

it("of several programs that start at once on an empty database one makes root, and the others find it", async () => {
  const name = `${new URL(fresh.ownerUrl).pathname.slice(1)}_empty`;
  const owner = new pg.Client({ connectionString: superuserOf(fresh.ownerUrl) });
  await owner.connect();
  await owner.query(`CREATE DATABASE ${name} TEMPLATE trellis`);
  await owner.end();
  await closeDatabase();
  provideSettings({ DATABASE_URL: fresh.applicationUrl.replace(/\/\w+$/, `/${name}`) });
  // a start before them that failed used a number up
  await database().$queryRaw`SELECT nextval('customers_i_customer_seq')`;
  const started = await Promise.all([firstStart(), firstStart(), firstStart()]);
  expect(started.filter(({ createdRoot }) => createdRoot)).toHaveLength(1);
  expect(new Set(started.map(({ login }) => login))).toEqual(new Set(["ssp-root"]));
  const customers = await database().customer.findMany({ select: { i_customer: true, path: true } });
  expect(customers).toEqual([{ i_customer: 1, path: "1/" }]);
});
