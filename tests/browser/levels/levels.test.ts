import { beforeAll, expect, it } from "vitest";
import { type Act, mayAct } from "@/server/actor/access-levels";
import { type Answered, callAction } from "../frame/by-hand";
import { actionsInBuild, actionsInFolder, exempt } from "../frame/every-action";
import { addressOf, pages, routeOf, routesInFolder } from "../frame/every-page";
import { givenBrowser } from "../stage/browser";
import { inDatabase } from "../stage/database";
import { here } from "../stage/here";
import type { Deed } from "./deed";
import { deeds } from "./every-deed";
import { type Level, lackingText, levels, table } from "./levels-of-the-table";
import { formOf, type Stage, setStage } from "./stage-of-levels";

givenBrowser();

let stage: Stage;
beforeAll(async () => {
  stage = await setStage();
});

const actions = actionsInBuild();

function may(level: Level, acts: readonly Act[]): boolean {
  return acts.some((act) => table[act].includes(level));
}

it("the code has the specification's table of access levels", () => {
  for (const [act, allowed] of Object.entries(table))
    expect(levels.filter((level) => mayAct(level, act as Act)).toSorted(), act).toEqual(allowed.toSorted());
});

it("no page of the portal, and no download, is missing from the table of pages", () => {
  expect(routesInFolder().toSorted()).toEqual(Object.keys(pages).toSorted());
});

it("no action is missing from the table of what forms do, but for those that no level is asked for", () => {
  const listed = [...Object.values(deeds).map(({ action }) => action), ...Object.keys(exempt)];
  expect([...actions.keys()].toSorted()).toEqual(actionsInFolder().toSorted());
  expect([...new Set(listed)].toSorted()).toEqual(actionsInFolder().toSorted());
});

type Visit = { readonly status: number; readonly path: string; readonly text: string };

const visits = new Map<string, Promise<Visit>>();

/** What a level gets from a route; requested once for all that ask. */
async function visit(level: Level, route: string): Promise<Visit> {
  const get = async (): Promise<Visit> => {
    const response = await stage.people[level].request.get(addressOf(route, stage.ids));
    const isText = response.headers()["content-type"]?.startsWith("text/");
    const { pathname: path } = new URL(response.url());
    return { status: response.status(), path, text: isText ? await response.text() : "" };
  };
  const key = `${level} ${route}`;
  const visited = visits.get(key) ?? get();
  visits.set(key, visited);
  return await visited;
}

it.each(levels)(
  "%s opens exactly the pages that its level may open, and no other shows it anything",
  async (level) => {
    const found: string[] = [];
    for (const [route, { opens, leads = {} }] of Object.entries(pages)) {
      const { status, path, text } = await visit(level, route);
      const lacks = status === 403 || text.includes(lackingText(level));
      if (may(level, opens)) {
        const address = addressOf(route, stage.ids).split("?")[0];
        const expected = leads[may(level, ["read"]) ? "readers" : "others"] ?? address;
        const isShown = status === 200 && !lacks && !text.includes("You lack the right");
        if (!isShown || path !== expected) found.push(`${route}: ${status} at ${path}`);
        continue;
      }
      if (!lacks) found.push(`${route}: opens, ${status} at ${path}`);
      if (text.includes('data-part="form"')) found.push(`${route}: shows its form`);
      if (!may(level, ["read"]) && text.includes(`${stage.mark} below`))
        found.push(`${route}: shows whom it is about`);
    }
    expect(found).toEqual([]);
  },
);

/** The acts of an action's forms: people see the action if they may do any of them. */
function needsOf(action: string | undefined): Act[] {
  return Object.values(deeds).flatMap((deed) => (deed.action === action ? [deed.needs] : []));
}

it.each(levels)("%s is offered no link, and no form, that its level would be refused", async (level) => {
  const nameOf = new Map([...actions].map(([name, id]) => [id, name]));
  const found = new Set<string>();
  const offered = new Set<string | undefined>();
  for (const [route, { opens }] of Object.entries(pages)) {
    if (!may(level, opens)) continue;
    const { text } = await visit(level, route);
    // as links, and in the palette's data
    for (const [, path = ""] of text.matchAll(/href(?:=|\\?":)\\?"(\/[^"\\?#]*)/g)) {
      const to = routeOf(path);
      if (to && !may(level, pages[to]?.opens ?? [])) found.add(`${route} links ${to}`);
    }
    for (const [, id = ""] of text.matchAll(/&quot;id&quot;:&quot;([0-9a-f]{42})&quot;/g)) {
      const action = nameOf.get(id);
      const needs = needsOf(action);
      offered.add(action);
      if (needs.length > 0 && !may(level, needs)) found.add(`${route} has a form of ${action}`);
    }
  }
  expect([...found]).toEqual([]);
  // make sure that this finds anything at all
  expect([...offered]).toContain("saveOwnSettingsAction");
  expect(offered.has("updateCustomerAction")).toBe(may(level, ["funds", "manage"]));
});

/** Whose form or page is about a customer below, and needs no right. */
const withoutRight = ["/customers/[i_customer]/open-as"];

it("without the rights to edit and delete customers nobody is shown a form about one below, nor a link to one", async () => {
  const { own } = stage.ids;
  const [edit, remove] = [2, 4];
  const [{ customers_mgmt: all }] = await rows("SELECT customers_mgmt FROM customers WHERE i_customer = $1", [
    own,
  ]);
  const give = async (mask: number) =>
    await rows("UPDATE customers SET customers_mgmt = $2 WHERE i_customer = $1", [own, mask]);
  const { request } = stage.people.ADMINISTRATOR;
  const about = Object.entries(pages).filter(([route]) => route.startsWith("/customers/[i_customer]"));
  const forms = about.filter(
    ([route, { opens }]) => !opens.includes("read") && !withoutRight.includes(route),
  );
  const found: string[] = [];
  await give(Number(all) & ~(edit | remove));
  try {
    for (const [route] of forms) {
      const text = await (await request.get(addressOf(route, stage.ids))).text();
      if (!text.includes("You lack the right")) found.push(`${route} opens`);
      if (text.includes('data-part="form"')) found.push(`${route} shows its form`);
    }
    for (const [route] of about.filter(([, { opens }]) => opens.includes("read"))) {
      const response = await request.get(addressOf(route, stage.ids));
      if (!response.headers()["content-type"]?.startsWith("text/html")) continue;
      for (const [, path = ""] of (await response.text()).matchAll(/href="(\/[^"?#]*)/g))
        if (forms.some(([form]) => form === routeOf(path))) found.push(`${route} links ${path}`);
    }
  } finally {
    await give(Number(all));
  }
  expect(forms.length).toBeGreaterThan(10);
  expect(found).toEqual([]);
});

async function rows(sql: string, values: readonly unknown[]) {
  return await inDatabase(here.ownerUrl, async (client) => (await client.query(sql, [...values])).rows);
}

/** Whether it was done, or refused because of the level; otherwise the text of the answer. */
function outcomeOf(level: Level, answered: Answered): string {
  if ("ledTo" in answered) return /^\/(?:login|confirm)/.test(answered.ledTo) ? answered.ledTo : "done";
  const { status, formError, fieldErrors } = answered.said;
  if (status === "success") return "done";
  return formError?.startsWith(lackingText(level)) ? "refused" : JSON.stringify([formError, fieldErrors]);
}

type Fields = Readonly<Record<string, string>>;

/** @param theirs the form that an ADMINISTRATOR sees */
async function attempt(deed: Deed, level: Level, theirs: Fields): Promise<string> {
  const { action, form, typed, before, isOwn } = deed;
  const path = addressOf(form[0], stage.ids);
  const done = await before?.(stage, level);
  const page = stage.people[level];
  const shown = isOwn ? await formOf(page, [path, form[1]]) : theirs;
  const given = Object.entries({ ...shown, ...done, ...typed?.(stage, level) });
  const fields = Object.fromEntries(
    given.flatMap(([name, value]) => (value === null ? [] : [[name, value] as const])),
  );
  return outcomeOf(level, await callAction(page, path, actions.get(action) ?? "", fields));
}

/** The history entries of everybody except the ADMINISTRATOR. */
async function doneByOthers(): Promise<string[]> {
  const response = await stage.people.ADMINISTRATOR.request.get("/history/export?format=csv");
  const lines = (await response.text()).split("\n");
  return lines.filter((line) => levels.some((level) => line.includes(`${stage.mark} ${level}`)));
}

it.each(Object.keys(deeds))("of the levels, exactly those of the table: who %s", async (what) => {
  const deed = deeds[what];
  if (!deed) throw new Error("it is one of them");
  const refused = levels.filter((level) => !may(level, [deed.needs]));
  const form = [addressOf(deed.form[0], stage.ids), deed.form[1]] as const;
  const theirs = deed.isOwn ? {} : await formOf(stage.people.ADMINISTRATOR, form);
  const before = refused.length > 0 ? await doneByOthers() : [];
  const outcomes = await Promise.all(refused.map(async (level) => await attempt(deed, level, theirs)));
  expect(outcomes).toEqual(refused.map(() => "refused"));
  if (refused.length > 0) expect(await doneByOthers()).toEqual(before);
  for (const level of levels)
    if (!refused.includes(level)) expect(await attempt(deed, level, theirs), level).toBe("done");
});
