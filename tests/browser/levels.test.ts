import { beforeAll, expect, it } from "vitest";
import { type Act, mayAct } from "@/server/identity/access-levels";
import { givenBrowser } from "./browser";
import { actionsInBuild, actionsInFolder, exempt } from "./every-action";
import { pages, routeOf, routesInFolder } from "./every-page";
import { type Level, lackingText, levels, table } from "./levels-of-the-table";
import { type Stage, setStage } from "./stage-of-levels";

givenBrowser();

let stage: Stage;
beforeAll(async () => {
  stage = await setStage();
});

function may(level: Level, acts: readonly Act[]): boolean {
  return acts.some((act) => table[act].includes(level));
}

function addressOf(route: string): string {
  const address = route + (pages[route]?.query ?? "");
  return address.replace(/\[(\w+)\]/g, (_, name: string) => stage.ids[name] ?? "");
}

it("the code has the specification's table of access levels", () => {
  for (const [act, allowed] of Object.entries(table) as [Act, readonly Level[]][])
    expect(levels.filter((level) => mayAct(level, act)).toSorted(), act).toEqual(allowed.toSorted());
});

it("no page of the portal, and no download, is missing from the table of pages", () => {
  expect(routesInFolder().toSorted()).toEqual(Object.keys(pages).toSorted());
});

it.each(levels)(
  "%s opens exactly the pages that its level may open, and no other shows it anything",
  async (level) => {
    const { request } = stage.people[level];
    const found: string[] = [];
    for (const [route, { opens, leads = {} }] of Object.entries(pages)) {
      const response = await request.get(addressOf(route));
      const text = response.headers()["content-type"]?.startsWith("text/") ? await response.text() : "";
      const lacks = response.status() === 403 || text.includes(lackingText(level));
      const isShown = response.status() === 200 && !lacks;
      const expected = leads[may(level, ["read"]) ? "readers" : "others"] ?? addressOf(route).split("?")[0];
      const path = new URL(response.url()).pathname;
      if (may(level, opens)) {
        if (!isShown || path !== expected) found.push(`${route}: ${response.status()} at ${path}`);
        continue;
      }
      if (!lacks) found.push(`${route}: opens, ${response.status()} at ${path}`);
      if (text.includes('data-part="form"')) found.push(`${route}: shows its form`);
      if (!may(level, ["read"]) && text.includes(stage.mark + " below"))
        found.push(`${route}: shows whom it is about`);
    }
    expect(found).toEqual([]);
  },
);
