import type { Actor } from "@/server/actor/actor";
import { systemActor } from "@/server/actor/system-actor";
import { database } from "@/server/database/client";
import { operations } from "@/server/doors/operations";
import { actorOf, allRights, customer } from "../../builders";
import { apiPassword, Callers } from "./callers";
import { IdBook } from "./id-book";

type Values = Readonly<Record<string, unknown>>;

/** Who calls in it, and the names of what is in it. */
export type World = { readonly callers: Callers; readonly book: IdBook };

/** The fixed world of the corpus, in an empty database: always the same customers, in the same order. */
export async function makeWorld(): Promise<World> {
  const book = new IdBook();
  const root = await actorOf(1);
  book.name("customer", 1, "root");
  book.name("web_user", root.i_web_user ?? 0, "root");
  await operations.updateOwnData(root, { api_password: apiPassword });
  const world = new Building(book);
  world.actors.set("root", root);
  await resellers(world);
  await restricted(world);
  await poor(world);
  await stopped(world);
  await people(world);
  await possessions(world);
  const callers = new Callers(root.login ?? "");
  await throttled(callers);
  return { callers, book };
}

/** Makes things by name, and enters their ids. */
class Building {
  readonly actors = new Map<string, Actor>();

  constructor(readonly book: IdBook) {}

  /** A customer whose name and login are the same; without an API password if the values say so. */
  async add(parent: string, name: string, values: Values = {}): Promise<void> {
    const given = { name, web_login: name, api_password: apiPassword, ...values };
    const { i_customer, actor } = await customer(this.id(parent), given);
    this.actors.set(name, actor);
    this.book.name("customer", i_customer, name);
    this.book.name("web_user", actor.i_web_user ?? 0, name);
  }

  id(name: string): number {
    return this.actor(name).i_customer;
  }

  actor(name: string): Actor {
    const actor = this.actors.get(name);
    if (!actor) throw new Error(`${name} is not in the world yet`);
    return actor;
  }

  async change(parent: string, name: string, values: Values): Promise<void> {
    const target = { i_wholesaler: this.id(parent), i_customer: this.id(name) };
    await operations.updateCustomer(systemActor, { ...target, ...values });
  }

  async tariff(owner: string, currency: string): Promise<number> {
    const name = `${owner}.${currency}`;
    const scope = this.id(owner);
    const { i_tariff } = await operations.addTariff(systemActor, { i_wholesaler: scope, name, currency });
    this.book.name("tariff", i_tariff, name);
    return i_tariff;
  }

  async group(owner: string): Promise<void> {
    const name = `${owner}.group`;
    const made = await operations.addRoutingGroup(systemActor, { i_wholesaler: this.id(owner), name });
    this.book.name("group", made.i_routing_group, name);
  }
}

/** No right at all; a caller all the same. */
const noRights = Object.fromEntries(Object.keys(allRights).map((name) => [name, 0]));
const callsOnly = { ...noRights, api_access: 1 };
const fewRights = { ...callsOnly, customers_mgmt: 2 };

/** Resellers with all, few and no rights, four levels deep, and a neighbour. */
async function resellers(world: Building): Promise<void> {
  await world.add("root", "alpha", { callshop_enabled: true, ivr_apps_enabled: true, balance: "1000" });
  await world.add("alpha", "alpha.mid", { callshop_enabled: true, balance: "200", credit_limit: "50" });
  await world.add("alpha.mid", "alpha.low", { balance: "-20", credit_limit: "25.5" });
  await world.add("alpha.low", "alpha.leaf", callsOnly);
  await world.add("alpha", "alpha.plain", callsOnly);
  await world.add("alpha", "alpha.silent", { ...callsOnly, api_password: undefined });
  await world.add("root", "beta");
  await world.add("beta", "beta.one", callsOnly);
  await world.add("root", "gamma");
  await world.add("gamma", "gamma.one", noRights);
  // only after their own have what they could no longer give
  await world.change("root", "beta", fewRights);
  await world.change("root", "gamma", callsOnly);
  await world.add("root", "omega");
  await world.add("omega", "omega.one", callsOnly);
  await world.add("root", "strict", {
    i_password_policy: 3,
    web_password: longPassword,
    api_password: longPassword,
  });
}

const longPassword = "plankton xylophone 47 Vermeer";

/** Limits of depth and of funds, other currencies, a right that sleeps. */
async function restricted(world: Building): Promise<void> {
  await world.add("root", "flat", { max_depth: 0 });
  await world.add("root", "deep", { max_depth: 1 });
  await world.add("deep", "deep.one");
  const funds = { balance: "100", credit_limit: "50", overcommit_protection: true, overcommit_limit: "50" };
  await world.add("root", "delta", funds);
  await world.add("delta", "delta.one", { balance: "60", credit_limit: "40" });
  await world.add("delta", "delta.two", { balance: "-5" });
  await world.add("root", "euro", { i_tariff: await world.tariff("root", "EUR") });
  await world.add("euro", "euro.one", { balance: "12.345678" });
  await world.add("root", "dormant");
  await world.add("dormant", "dormant.one");
  await world.change("root", "dormant", { tariffs_mgmt: 0, customers_mgmt: 3, use_own_tariff: 0 });
}

/** Resellers that can give nothing: whatever a call gives below them is refused; below `tight` nobody can be added either. */
async function poor(world: Building): Promise<void> {
  for (const name of ["snug", "tight"]) {
    await world.add("root", name, { balance: "10" });
    await world.add(name, `${name}.one`);
    await world.tariff(name, "EUR");
    await world.change("root", name, {
      ...callsOnly,
      i_password_policy: 3,
      overcommit_protection: true,
      max_depth: name === "tight" ? 0 : null,
    });
  }
}

/** Who may not call, and who no longer exists. */
async function stopped(world: Building): Promise<void> {
  await world.add("root", "blocked");
  await world.add("blocked", "blocked.below");
  const target = { i_wholesaler: 1, i_customer: world.id("blocked") };
  await operations.blockCustomer(systemActor, { ...target, reason: "fraud", text: "Call us." });
  await world.add("root", "no-access", { api_access: 0 });
  await world.add("root", "unmanaging");
  await world.add("unmanaging", "unmanaged");
  await world.change("root", "unmanaging", { api_mgmt: 0 });
  await world.add("alpha", "gone", callsOnly);
  await operations.deleteCustomer(systemActor, {
    i_wholesaler: world.id("alpha"),
    i_customer: world.id("gone"),
  });
  await world.add("root", "throttled");
}

/** Web users of every level, in a reseller and in root. */
async function people(world: Building): Promise<void> {
  const levels = ["ADMINISTRATOR", "BILLING", "NOC", "REPORTER", "CALLSHOP_OPERATOR"];
  await webUsers(world, "alpha", levels);
  await webUsers(world, "alpha.mid", ["NOC"]);
  await webUsers(world, "root", ["SUPPORT", "NOC"]);
}

async function webUsers(world: Building, owner: string, levels: readonly string[]): Promise<void> {
  for (const access_level of levels) {
    const login = `${owner} ${access_level.toLowerCase()}`;
    const { i_web_user } = await operations.addWebUser(world.actor(owner), {
      i_customer: world.id(owner),
      web_login: login,
      access_level,
      web_password: "correct horse battery",
      must_change: "0",
    });
    world.book.name("web_user", i_web_user, login);
  }
}

async function possessions(world: Building): Promise<void> {
  await world.tariff("root", "USD");
  for (const owner of ["alpha", "omega", "alpha.mid"]) {
    await world.tariff(owner, "USD");
    await world.tariff(owner, "EUR");
    await world.group(owner);
  }
  await world.group("root");
}

/** Lets a login wait for an hour, at the door and for authCustomer: shorter waits end sooner or later, by the machine's speed. */
async function throttled(callers: Callers): Promise<void> {
  const trusted: Actor = { ...systemActor, door: "trusted", address: "127.0.0.1" };
  const wrong = { username: "throttled", password: "guess" };
  await operations.authCustomer(trusted, wrong).catch(() => {});
  await callers.send("throttled (password guess)", "");
  await database().$executeRaw`UPDATE throttles SET failures = 20, wait_until = now() + interval '1 hour'`;
}
