import type { Faker } from "@faker-js/faker";
import type { Call } from "./rules";
import { money, plain, right, type Spelled, whole, wrongValues } from "./spellings";
import { given } from "./table";
import type { World } from "./tree";

export const goodPassword = "Correct-horse-7-battery-staple!";
/** too short for every policy; good for the standard one only; good except for the strict one */
const passwords = ["sh0rt-K", "Vex7-quilm", "Vex7-quilm-dor"];
/** names that real clients send and no attribute has */
const stray = ["is_prepaid", "vat"];

/** How often to call each operation: mostly those that change customers. */
const weights = [
  { value: "createCustomer", weight: 4 },
  { value: "updateCustomer", weight: 12 },
  { value: "deleteCustomer", weight: 2 },
  { value: "getCustomerInfo", weight: 3 },
  { value: "listCustomers", weight: 2 },
  { value: "addTariff", weight: 1 },
  { value: "editTariff", weight: 1 },
  { value: "deleteTariff", weight: 1 },
  { value: "addRoutingGroup", weight: 1 },
  { value: "deleteRoutingGroup", weight: 1 },
  { value: "resetCustomerOneTimePassword", weight: 1 },
  { value: "authCustomer", weight: 1 },
  { value: "customerAddFunds", weight: 2 },
  { value: "customerCredit", weight: 1 },
  { value: "customerDebit", weight: 2 },
  { value: "blockCustomer", weight: 1 },
  { value: "unblockCustomer", weight: 1 },
];

/** Collects what we send and what it means. */
class Draft {
  readonly input: Record<string, unknown> = {};
  readonly meant: Record<string, unknown> = {};
  readonly wrong: string[] = [];

  put(name: string, [sent, meant]: Spelled): void {
    this.input[name] = sent;
    this.meant[name] = meant;
  }

  spoil(name: string, sent: unknown): void {
    this.input[name] = sent;
    delete this.meant[name];
    if (!this.wrong.includes(name)) this.wrong.push(name);
  }

  drop(name: string): void {
    delete this.input[name];
    delete this.meant[name];
  }
}

/** Makes random calls in a world: valid, forbidden and mistaken ones. */
export class Caller {
  constructor(
    private readonly dice: Faker,
    private readonly world: World,
  ) {}

  next(): Call {
    const { dice, world } = this;
    const ids = [...world.customers.keys()];
    const door = dice.helpers.weightedArrayElement([
      { value: "web" as const, weight: 5 },
      { value: "api" as const, weight: 4 },
      { value: "trusted" as const, weight: 2 },
    ]);
    // pick powerful actors more often, because most calls of the others are refused
    const able = ids.filter((id) => world.effective(id, "customers_mgmt") === 7);
    const actor = door === "trusted" ? 1 : this.pick(this.chance(0.6) ? able : ids);
    const level =
      door === "web" && this.chance(0.15) ? this.pick(["BILLING", "NOC", "REPORTER"]) : "ADMINISTRATOR";
    const draft = new Draft();
    if (this.chance(door === "trusted" ? 0.95 : 0.6)) this.putScope(draft, actor);
    const scope = typeof draft.meant.i_wholesaler === "number" ? draft.meant.i_wholesaler : actor;
    const operation = dice.helpers.weightedArrayElement(weights);
    this.fill(draft, operation, world.customers.has(scope) ? scope : actor);
    return { actor, door, level, operation, ...draft };
  }

  /** A customer for the initial tree, created by its parent with rights that the parent can give. */
  beginning(parent: number, count: number): Call {
    const draft = new Draft();
    draft.put("i_wholesaler", whole(this.dice, parent));
    this.putNew(draft, parent, `Customer ${count}`);
    for (const name of given)
      draft.put(
        name,
        right(
          this.dice,
          name,
          (this.chance(0.75) ? 7 : this.dice.number.int(7)) & this.giftable(parent, name),
        ),
      );
    if (this.chance(0.25)) draft.put("max_depth", whole(this.dice, this.dice.number.int(3)));
    if (this.chance(0.5)) draft.put("balance", money(this.dice, 0, 400));
    if (this.chance(0.4)) draft.put("overcommit_protection", [true, 1]);
    if (this.chance(0.15)) draft.put("i_password_policy", [2, 2]);
    return { actor: 1, door: "trusted", level: "ADMINISTRATOR", operation: "createCustomer", ...draft };
  }

  /** A tariff or routing group for the initial tree. */
  property(owner: number, operation: "addTariff" | "addRoutingGroup", name: string): Call {
    const draft = new Draft();
    draft.put("i_wholesaler", whole(this.dice, owner));
    draft.put("name", [name, name]);
    if (operation === "addTariff") this.putCurrency(draft);
    return { actor: 1, door: "trusted", level: "ADMINISTRATOR", operation, ...draft };
  }

  private putScope(draft: Draft, actor: number): void {
    const ids = [...this.world.customers.keys()];
    const below = ids.filter((id) => this.world.isWithin(id, actor));
    const parents = below.filter((id) => this.world.children(id).length > 0);
    const near = parents.length && this.chance(0.7) ? parents : below;
    if (this.chance(0.04)) draft.spoil("i_wholesaler", this.pick(["x", null, 1.5, ""]));
    else if (this.chance(0.03)) draft.put("i_wholesaler", [999_999, 999_999]);
    else draft.put("i_wholesaler", whole(this.dice, this.pick(this.chance(0.9) ? near : ids)));
  }

  private fill(draft: Draft, operation: string, scope: number): void {
    const target = this.target(scope);
    const asked = this.chance(0.2) ? this.pick([1, scope]) : target;
    const login = this.world.customers.get(asked)?.login ?? "nobody";
    switch (operation) {
      case "listCustomers":
        if (this.chance(0.3)) draft.put("offset", whole(this.dice, this.dice.number.int(3)));
        if (this.chance(0.3)) draft.put("limit", whole(this.dice, this.dice.number.int(3)));
        if (this.chance(0.1)) draft.spoil(this.pick(["offset", "limit"]), this.pick([-1, "some", 0.5]));
        return;
      case "getCustomerInfo":
      case "deleteCustomer":
        if (this.chance(0.04)) return;
        if (this.chance(0.04)) draft.spoil("i_customer", this.pick(["some", null, 1.5, ""]));
        else if (operation === "getCustomerInfo" && this.chance(0.3))
          this.putName(draft, this.world.customers.get(target)?.name);
        else draft.put("i_customer", whole(this.dice, target));
        return;
      case "resetCustomerOneTimePassword":
        if (this.chance(0.95)) draft.put("web_login", same(this.spelling(login)));
        return;
      case "authCustomer":
        if (this.chance(0.95)) draft.put("username", same(this.spelling(login)));
        if (this.chance(0.95)) draft.put("password", same(this.chance(0.8) ? goodPassword : "wrong"));
        return;
      case "blockCustomer":
      case "unblockCustomer": {
        const blocked = this.world.children(scope).filter(({ blockedBy }) => blockedBy.size > 0);
        const isLift = operation === "unblockCustomer" && blocked.length > 0 && this.chance(0.8);
        this.fillBlock(draft, isLift ? this.pick(blocked).id : target);
        return;
      }
      case "customerAddFunds":
      case "customerCredit":
      case "customerDebit":
        this.fillBooking(draft, target);
        return;
      case "createCustomer":
      case "updateCustomer":
        this.fillChange(draft, operation === "createCustomer", scope, target);
        return;
      default:
        this.fillProperty(draft, operation);
    }
  }

  private fillProperty(draft: Draft, operation: string): void {
    const group = operation.endsWith("RoutingGroup");
    const known = [...(group ? this.world.groups : this.world.tariffs).keys()];
    if (!operation.startsWith("add")) {
      const id = known.length && this.chance(0.95) ? this.pick(known) : 999_999;
      draft.put(group ? "i_routing_group" : "i_tariff", whole(this.dice, id));
    }
    if (operation.startsWith("delete")) return;
    draft.put("name", same(this.spelling(`Property ${this.dice.number.int(25)}`)));
    if (!group) this.putCurrency(draft);
    if (this.chance(0.05))
      draft.spoil(this.pick(group ? ["name"] : ["name", "currency"]), this.pick([null, "", 5]));
  }

  private fillChange(draft: Draft, isNew: boolean, scope: number, target: number): void {
    const { dice, world } = this;
    const maybe = (probability: number, name: string, value: () => Spelled) => {
      if (this.chance(probability)) draft.put(name, value());
    };
    if (!isNew && this.chance(0.2)) {
      draft.put("i_customer", whole(dice, target));
      this.fillFunds(draft);
      return;
    }
    if (isNew) this.putNew(draft, scope, this.spelling(`Customer ${dice.number.int(45)}`));
    else if (this.chance(0.97)) draft.put("i_customer", whole(dice, target));
    for (const name of given)
      maybe(0.05, name, () =>
        right(
          dice,
          name,
          this.chance(0.85) ? dice.number.int(7) & this.giftable(scope, name) : dice.number.int(7),
        ),
      );
    maybe(0.25, "balance", () => money(dice, -50, 250));
    maybe(0.2, "credit_limit", () => money(dice, 0, 120));
    maybe(0.06, "max_depth", () =>
      this.pick<Spelled>([
        [null, null],
        ["", null],
        [0, 0],
        [1, 1],
        ["3", 3],
      ]),
    );
    maybe(0.2, "overcommit_protection", () => right(dice, "callshop_enabled", this.chance(0.85) ? 1 : 0));
    maybe(0.06, "overcommit_limit", () => whole(dice, this.pick([0, 50])));
    maybe(0.08, "i_commission_agent", () =>
      this.orNil([...world.children(scope).map(({ id }) => id), 1, 999_999]),
    );
    const groups = [...world.groups]
      .filter(([, { owner }]) => world.isWithin(scope, owner))
      .map(([id]) => id);
    maybe(0.1, "i_routing_group", () =>
      this.orNil(groups.length && this.chance(0.7) ? groups : [...world.groups.keys(), 999_999]),
    );
    maybe(0.06, "i_password_policy", () => whole(dice, this.pick([1, 2, 2, 3])));
    for (const [name, spelled] of Object.entries(plain)) maybe(0.07, name, () => this.pick(spelled));
    if (isNew) maybe(0.05, "web_login", () => same(`login${dice.number.int(60)}`));
    else this.rename(maybe);
    // some clients send back what they read
    const stored = world.customers.get(target);
    if (!isNew && stored && this.chance(0.1))
      for (const name of given) draft.put(name, right(dice, name, stored.rights[name] ?? 0));
    maybe(0.06, "web_password", () => same(this.pick(passwords)));
    if (isNew && this.chance(0.06)) draft.drop(this.pick(["i_tariff", "name", "web_password"]));
    if (this.chance(0.05)) draft.input[this.pick(stray)] = "stray";
    const mistakes = dice.helpers.weightedArrayElement([
      { value: 0, weight: 90 },
      { value: 1, weight: 7 },
      { value: 2, weight: 3 },
    ]);
    for (let count = 0; count < mistakes; count += 1) draft.spoil(...this.pick(wrongValues));
  }

  /** The attributes that an accountant changes: money and contact data. */
  private fillFunds(draft: Draft): void {
    if (this.chance(0.6)) draft.put("balance", money(this.dice, -20, 200));
    if (this.chance(0.4)) draft.put("credit_limit", money(this.dice, 0, 80));
    if (this.chance(0.3)) draft.put("city", this.pick(plain.city ?? []));
  }

  private fillBooking(draft: Draft, target: number): void {
    const { dice, world } = this;
    if (this.chance(0.97)) draft.put("i_customer", whole(dice, target));
    const [sent, meant] = this.chance(0.02)
      ? ["999999999", 999_999_999_000_000n]
      : money(dice, 1, this.chance(0.5) ? 3 : 90);
    if (meant === 0n) draft.spoil("amount", sent);
    else if (this.chance(0.97)) draft.put("amount", [sent, meant]);
    if (this.chance(0.3))
      draft.put(
        "currency",
        same(this.chance(0.8) ? (world.customers.get(target)?.currency ?? "USD") : "CHF"),
      );
    if (this.chance(0.5)) draft.put("idempotency_key", same(this.pick(["one", "two", "three"])));
    if (this.chance(0.3))
      draft.put(
        "payment_notes",
        this.pick<Spelled>([
          ["Invoice 7", ""],
          [null, ""],
        ]),
      );
    if (this.chance(0.3)) draft.put("payment_date", same("2026-11-20"));
    if (this.chance(0.08)) draft.spoil(...this.pick(wrongBookings));
  }

  private fillBlock(draft: Draft, target: number): void {
    if (this.chance(0.97)) draft.put("i_customer", whole(this.dice, target));
    if (this.chance(0.5)) draft.put("reason", same(this.pick(["fraud", "non-payment", "own-wish", "other"])));
    if (this.chance(0.3)) draft.put("note", same("a note"));
  }

  private rename(maybe: (probability: number, name: string, value: () => Spelled) => void): void {
    maybe(0.08, "i_tariff", () => this.orNil([...this.world.tariffs.keys()]));
    maybe(0.1, "name", () => same(this.spelling(`Customer ${this.dice.number.int(45)}`)));
    maybe(0.04, "web_login", () => same(this.spelling(`login${this.dice.number.int(60)}`)));
    maybe(0.03, "web_password", () => same(goodPassword));
  }

  private putNew(draft: Draft, parent: number, name: string): void {
    const mine = [...this.world.tariffs].filter(([, { owner }]) => owner === parent).map(([id]) => id);
    draft.put("name", same(name));
    draft.put("web_password", same(goodPassword));
    draft.put(
      "i_tariff",
      mine.length && this.chance(0.6)
        ? whole(this.dice, this.pick(mine))
        : this.orNil(this.chance(0.2) ? [...this.world.tariffs.keys()] : []),
    );
    // a name that cannot be a login
    if (this.chance(0.03)) draft.put("name", same(`${name}: Ltd`));
  }

  private putName(draft: Draft, name: string | undefined): void {
    if (name !== undefined) draft.put("name", same(this.spelling(name)));
    else draft.put("name", same("Nobody's name"));
  }

  private putCurrency(draft: Draft): void {
    draft.put(
      "currency",
      this.pick<Spelled>([
        ["USD", "USD"],
        ["eur", "EUR"],
      ]),
    );
  }

  /** Another spelling of the same name. */
  private spelling(name: string): string {
    return this.pick([
      name,
      name,
      name.toUpperCase(),
      name.replace(/^C/, "\uff23"),
      name.replace(" 1", " ß1"),
    ]);
  }

  private target(scope: number): number {
    const near = this.world.children(scope).map(({ id }) => id);
    if (near.length && this.chance(0.85)) return this.pick(near);
    return this.chance(0.93) ? this.pick([...this.world.customers.keys()]) : 999_999;
  }

  private orNil(ids: readonly number[]): Spelled {
    return ids.length && this.chance(0.7)
      ? whole(this.dice, this.pick(ids))
      : this.pick<Spelled>([
          [null, null],
          ["", null],
        ]);
  }

  private giftable(parent: number, name: string): number {
    return this.world.effective(parent, name === "api_access" ? "api_mgmt" : name);
  }

  private pick<T>(from: readonly T[]): T {
    return this.dice.helpers.arrayElement(from);
  }

  private chance(probability: number): boolean {
    return this.dice.datatype.boolean(probability);
  }
}

const wrongBookings: readonly (readonly [name: string, sent: unknown])[] = [
  ["i_customer", "some"],
  ["amount", "NaN"],
  ["amount", 0],
  ["amount", -1],
  ["amount", null],
  ["currency", 5],
  ["payment_notes", "x".repeat(1025)],
  ["idempotency_key", ""],
  ["payment_date", "2026-02-30"],
];

function same(text: string): Spelled {
  return [text, text];
}
