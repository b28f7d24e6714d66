import { beforeAll, describe, expect, it } from "vitest";
import { operations } from "@/server/doors/operations";
import { routes } from "@/server/doors/rest/routes/routes";
import { tariff } from "../builders";
import { givenFreshDatabase } from "../database/fresh";
import { ask, keyOf } from "./stage/ask-rest";
import { askedRoutes } from "./stage/asked-routes";
import { entryOf, jobOf, noteOf, routeScene, type Scene, sessionOf } from "./stage/route-scene";
import { givenRest } from "./stage/served-rest";

givenFreshDatabase();
givenRest();

const lists = routes
  .filter(({ list }) => list !== undefined)
  .map((route) => [`${route.method} ${route.path}`, route] as const);

/** Where lists make too few rows by themselves. */
const wider: Readonly<Record<string, string>> = {
  "GET /customers": "/customers?sort=name",
  "GET /customers/{c}/branch": "/customers/self/branch",
  "GET /blocks": "/blocks",
  "GET /history": "/history",
};

describe("a list over REST", () => {
  let scene: Scene;
  let key: string;

  beforeAll(async () => {
    scene = await routeScene();
    for (let i = 0; i < 3; i += 1) {
      for (const [name] of lists) await askedRoutes[name]?.(scene);
      // some run, some have ended, and notes are one's own and others'
      await jobOf(scene);
      await entryOf(scene);
      await tariff(scene.i_customer);
      const reference = await sessionOf(scene);
      await operations.endSupportSession(scene.reseller, { reference });
      const i_note = await noteOf(scene);
      if (i === 1)
        await operations.editNote(scene.reseller, {
          i_note,
          follow_up_on: "2026-02-01",
          follow_up_by: scene.reseller.i_web_user,
          pinned: true,
        });
    }
    key = await keyOf(scene.reseller);
  }, 120_000);

  it.each(lists)(
    "%s has in small pages what it has in a large one, in the same order",
    async (name, route) => {
      const made = await askedRoutes[name]?.(scene);
      const address = wider[name] ?? made?.address.replace(/[?&]limit=\d+/, "") ?? "";
      const limited = (limit: number) => `${address}${address.includes("?") ? "&" : "?"}limit=${limit}`;
      const all = await ask("GET", limited(200), { key });
      const rows = all.body.data as unknown[];
      expect([all.status, all.body.next]).toEqual([200, null]);
      const walked: unknown[] = [];
      const sizes: number[] = [];
      for (let next: string | null = limited(2); next !== null; ) {
        const page = await ask("GET", next, { key });
        const data = page.body.data as unknown[];
        walked.push(...data);
        sizes.push(data.length);
        next = /^<\/api\/v1(.+)>; rel="next"$/.exec(page.headers.get("link") ?? "")?.[1] ?? null;
      }
      expect(walked.map(idIn)).toEqual(rows.map(idIn));
      expect(sizes.slice(0, -1).every((size) => size === 2)).toBe(true);
      if (!short.includes(route.call)) expect(rows.length).toBeGreaterThan(2);
    },
  );
});

/** Lists that are short in this scene. */
const short: readonly string[] = [
  "findPath",
  "listColleagues",
  "listWebUsers",
  "listRefusals",
  "listApiCalls",
  "listJobRows",
  "listMessages",
  "getStatement",
];

/** What tells a row from others; the rest may change while we read. */
function idIn(row: unknown): unknown {
  const given = row as Readonly<Record<string, unknown>>;
  const name = Object.keys(given).find((one) => /^(i_|reference|row$)/.test(one));
  return name === undefined ? row : given[name];
}
