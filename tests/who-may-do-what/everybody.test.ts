import { beforeAll, describe, expect, it } from "vitest";
import { accessLevels } from "@/server/actor/access-levels";
import type { Actor } from "@/server/actor/actor";
import { systemActor } from "@/server/actor/system-actor";
import { undone } from "@/server/database/undone";
import { operations } from "@/server/doors/operations";
import { contents } from "@/tests/database/contents";
import { actorOf, allRights, customer, freshName, refusalOf, tariff } from "../builders";
import { givenFreshDatabase } from "../database/fresh";
import { type InputOf, type OperationName, soundInputs } from "../server/doors/sound-inputs";
import { inSupport, staff } from "../server/support/support-stage";
import { mayAll } from "./levels";
import { type Row, whoMayDoWhat } from "./table";

givenFreshDatabase();

/** What a refusal writes down: that it happened. */
const beside = { refusals: "all", throttles: "all" } as const;
const names = Object.keys(operations) as OperationName[];
type Call = (actor: Actor, raw: Readonly<Record<string, unknown>>) => Promise<unknown>;
type Whose = "own" | "below";

/** A reseller, its sub-customer with a second web user, one below that, and a neighbour. */
const scene = {} as {
  root: Actor;
  middle: Actor;
  leaf: Actor;
  beside: Actor;
  neighbour: Actor;
  top: Actor;
  lacking: Actor;
  readOnly: () => Promise<Actor>;
  of: Record<Whose, InputOf>;
  /** what is below `lacking` */
  theirs: InputOf;
  /** what `lacking` has itself */
  lackings: InputOf;
  before: unknown;
};

beforeAll(async () => {
  const top = await customer(1, { ...allRights, email: "top@example.com" });
  const middle = await customer(top.i_customer, { ...allRights, email: "middle@example.com" });
  const leaf = await customer(middle.i_customer, { email: "leaf@example.com" });
  scene.root = await actorOf(1);
  scene.middle = middle.actor;
  scene.leaf = leaf.actor;
  scene.top = top.actor;
  scene.beside = (await customer(top.i_customer)).actor;
  scene.neighbour = (await customer(1, { ...allRights })).actor;
  scene.of = { own: await inputsOf(middle.i_customer), below: await inputsOf(leaf.i_customer) };
  const session = await inSupport(await staff(), middle.i_customer);
  scene.readOnly = session.actor;
  // what is taken from a reseller is taken from everybody below, so somebody else lacks it
  const lacking = await customer(1, { ...allRights, name: freshName("lacking") });
  scene.lacking = lacking.actor;
  scene.theirs = await inputsOf((await customer(lacking.i_customer)).i_customer);
  scene.lackings = await inputsOf(lacking.i_customer);
  const none = { customers_mgmt: 0, tariffs_mgmt: 0, system_mgmt: 0 };
  await operations.updateCustomer(await actorOf(1), { i_customer: lacking.i_customer, ...none });
  scene.before = await contents(beside);
});

async function inputsOf(i_customer: number): Promise<InputOf> {
  const login = freshName("colleague");
  const { i_web_user } = await operations.addWebUser(systemActor, {
    i_customer,
    web_login: login,
    web_password: "correct horse colleague",
    access_level: "NOC",
  });
  return { i_customer, i_web_user, i_tariff: await tariff(i_customer), login, name: login };
}

function actsOn({ acts }: Row, whose: Whose): readonly string[] {
  return Array.isArray(acts) ? acts : (acts as Record<Whose, readonly string[]>)[whose];
}

function rightOn({ right }: Row, whose: Whose): string | null {
  if (!right?.endsWith(" below")) return right;
  return whose === "own" ? null : right;
}

/** Whether it can be about one's own customer and about one below. */
function canBe({ about }: Row, whose: Whose): boolean {
  if (about.startsWith("scope") || about.includes("own-or-below")) return true;
  return whose === "below" ? /child|below/.test(about) : /own|oneself/.test(about);
}

/** The keys of refusals that say who may; whatever else is wrong comes after them. */
const whoMay = ["access_level", "right_missing", "support_reads", "support_reach", "step_up"];

/** Why a call would be refused for who asks, found by an examination that is rolled back. */
async function refusedFor(name: OperationName, actor: Actor, raw: Readonly<Record<string, unknown>>) {
  const { reasons } = await undone(
    async (tx) => await operations[name].examine(tx, actor, raw, { asker: actor }),
  );
  return reasons.map(({ reason }) => reason?.key ?? "").filter((key) => whoMay.includes(key));
}

const call = async (name: OperationName, actor: Actor, raw: Readonly<Record<string, unknown>>) =>
  await (operations[name] as unknown as Call)(actor, raw);

describe.each(names)("%s", (name) => {
  const row = whoMayDoWhat[name];

  it.each(["own", "below"] as const)("by each level, %s", async (whose) => {
    if (!canBe(row, whose)) return;
    const acts = actsOn(row, whose);
    for (const level of accessLevels) {
      // only root's web users have this one
      if (level === "SUPPORT" && whose === "own") continue;
      const actor = { ...(level === "SUPPORT" ? scene.root : scene.middle), access_level: level };
      const raw = soundInputs[name](scene.of[whose]);
      if (mayAll(level, acts)) {
        expect(await refusedFor(name, actor, raw), level).toEqual([]);
      } else {
        expect(await refusalOf(call(name, actor, raw)), level).toMatchObject({
          code: 403,
          key: "access_level",
        });
      }
    }
  });

  it("without the right that it needs", async () => {
    const raw = soundInputs[name](scene.theirs);
    const isRefused = rightOn(row, "below") !== null;
    if (isRefused) {
      expect(await refusalOf(call(name, scene.lacking, raw))).toMatchObject({
        code: 403,
        key: "right_missing",
      });
    } else {
      expect(await refusedFor(name, scene.lacking, raw)).not.toContain("right_missing");
    }
  });

  it("for oneself no right is needed where it is needed only below", async () => {
    if (!row.right?.endsWith(" below")) return;
    expect(await refusedFor(name, scene.lacking, soundInputs[name](scene.lackings))).toEqual([]);
  });

  it("by somebody who has not just said that it is they", async () => {
    const actor = { ...scene.middle, freshUntil: null };
    const raw = soundInputs[name](scene.of[canBe(row, "below") ? "below" : "own"]);
    const refused = await refusedFor(name, actor, raw);
    if (row.fresh) expect(refused).toContain("step_up");
    else expect(refused).not.toContain("step_up");
  });

  it("in a support session that only reads", async () => {
    const actor = await scene.readOnly();
    const raw = soundInputs[name](scene.of.below);
    const acts = actsOn(row, "below");
    const reads = operations[name].definition.effect === "reads";
    const refused = await refusedFor(name, actor, raw);
    if (!mayAll("IN_SUPPORT", acts)) expect(refused).toContain("support_reach");
    else if (!reads && !acts.includes("support_session")) expect(refused).toContain("support_reads");
    else expect(refused.filter((key) => key !== "step_up")).toEqual([]);
  });

  it("in the scope of a customer beside, it is not found", async () => {
    const raw = { ...soundInputs[name](scene.of.own), i_wholesaler: scene.beside.i_customer };
    const { scope } = operations[name].definition.needs;
    if (scope !== "i_wholesaler" || Object.keys(raw).length === 1 || row.about === "scope") return;
    expect(await refusalOf(call(name, scene.top, raw))).toMatchObject({ code: 404, key: "not_found" });
  });

  it("above, beside and as a customer that is gone: nothing is found, and nothing done", async () => {
    const raw = soundInputs[name](scene.of.own);
    const [parameter] = Object.keys(raw);
    if (row.about === "scope" || parameter === undefined) return;
    for (const actor of [scene.leaf, scene.neighbour])
      expect(await refusalOf(call(name, actor, raw))).toMatchObject({ code: 404, key: "not_found" });
    const gone = { ...scene.neighbour, i_customer: 987_654 };
    expect(await refusalOf(call(name, gone, raw))).toMatchObject({ code: 403, key: "out_of_scope" });
  });
});

it("who was refused has changed nothing", async () => {
  expect(await contents(beside)).toEqual(scene.before);
});
