import { nameKeys } from "@/server/ground/text/unique-key";
import { blockReasons } from "@/server/record/block-reasons";
import type { Cell } from "./copy-in";
import { oneOf } from "./dice";
import { limitOf } from "./money-rows";
import { createdAt, day, diceFor, money, type World } from "./world";

/** A table with its rows. */
export type Filled = {
  readonly table: string;
  readonly columns: readonly string[];
  readonly rows: Iterable<readonly Cell[]>;
};

/** The smaller tables; the ledger has been made before, since a low balance hangs on it. */
export function otherTables(world: World): Filled[] {
  const { tariffs, routingGroups } = world.terms;
  const named = ["i_customer", "name", "name_key", "name_order"];
  const keyed = (name: string) => Object.values(nameKeys(name));
  return [
    {
      table: "tariffs",
      columns: ["i_tariff", "currency", ...named],
      rows: tariffs.map(({ owner, name, currency }, index) => [
        index + 1,
        currency,
        owner,
        name,
        ...keyed(name),
      ]),
    },
    {
      table: "routing_groups",
      columns: ["i_routing_group", ...named],
      rows: routingGroups.map(({ owner, name }, index) => [index + 1, owner, name, ...keyed(name)]),
    },
    {
      table: "customer_preferences",
      columns: ["i_customer", "low_balance_threshold", "low_balance_told", "refuse_support"],
      rows: preferences(world),
    },
    {
      table: "credit_limit_ends",
      columns: ["i_customer", "falls_to", "at", "set_by_customer", "set_by_login"],
      rows: ends(world),
    },
    {
      table: "blocks",
      columns: [
        "i_block",
        "i_customer",
        "set_by_customer",
        "set_by_login",
        "reason",
        "note",
        "text",
        "set_at",
      ],
      rows: blocks(world),
    },
  ];
}

/** One of twenty wants to hear of a low balance. */
function* preferences(world: World): Generator<Cell[]> {
  for (let id = 2; id <= world.tree.last; id += 1) {
    const dice = diceFor(world, id, "preferences");
    if (dice() >= 0.05) continue;
    const threshold = Math.floor(dice() ** 3 * 2_000);
    const available = (world.balance[id] ?? 0) + limitOf(world, id);
    yield [id, money(threshold), available < threshold, dice() < 0.02];
  }
}

/** One of five hundred has a credit limit that soon falls to a half. */
function* ends(world: World): Generator<Cell[]> {
  for (let id = 2; id <= world.tree.last; id += 1) {
    const dice = diceFor(world, id, "limitEnds");
    const limit = limitOf(world, id);
    if (limit === 0 || dice() >= 0.005) continue;
    const parent = world.tree.parent[id] ?? 0;
    const at = new Date(world.now + day + Math.floor(dice() * 30 * day));
    yield [id, money(limit / 2), at, parent, world.people[parent]?.web_login ?? ""];
  }
}

/** Three of a thousand are blocked by their parents, seldom one with customers; the oldest block comes first. */
function* blocks(world: World): Generator<Cell[]> {
  const { tree, people, now } = world;
  let i_block = 0;
  for (let id = 2; id <= tree.last; id += 1) {
    const dice = diceFor(world, id, "blocks");
    // the first-level resellers are in order
    const share = (tree.depth[id] ?? 0) === 1 ? 0 : tree.isReseller[id] ? 0.001 : 0.003;
    if (dice() >= share) continue;
    i_block += 1;
    const parent = tree.parent[id] ?? 0;
    const reason = oneOf(dice, blockReasons);
    const latest = Math.min(100 * day * (1 - id / tree.last), now - createdAt(world, id));
    yield [
      i_block,
      id,
      parent,
      people[parent]?.web_login ?? "",
      reason,
      dice() < 0.5 ? "Called twice, no answer" : "",
      reason === "non-payment" ? "Your invoice is overdue. Please call us." : "",
      new Date(Math.floor(now - latest)),
    ];
  }
}
