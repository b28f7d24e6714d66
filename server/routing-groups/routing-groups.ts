import type { Queries } from "../database/client";
import { Prisma } from "../database/generated/client";
import { nameKeys } from "../ground/text/unique-key";
import { readId } from "../input/read-id";
import { readName, readNewName } from "../input/read-name";
import { audit } from "../operation/audit";
import { changesBetween, countedUp } from "../operation/changes";
import { kindsOfTarget } from "../operation/kinds-of-target";
import { operation } from "../operation/operation";

const manage = {
  about: "scope",
  right: { flag: "system_mgmt" },
  acts: ["manage"],
  scope: "i_wholesaler",
} as const;

export type ListedRoutingGroup = {
  readonly i_routing_group: number;
  readonly name: string;
  /** how many customers use it */
  readonly used: number;
};

/** Lists the routing groups that the scope owns, by name, or the one that `i_routing_group` names. @throws Refusal 404 */
export const listRoutingGroups = operation({
  name: "listRoutingGroups",
  input: (raw) => ({
    i_routing_group: raw.i_routing_group === undefined ? undefined : readId(raw, "i_routing_group"),
  }),
  needs: {
    about: { what: "routing_group", by: ["i_routing_group"], whose: "own", optional: true },
    right: null,
    acts: ["read"],
    scope: "i_wholesaler",
  },
  effect: "reads",
  async run({ db, scope, target }): Promise<{ routing_groups: ListedRoutingGroup[] }> {
    const which = target ? Prisma.sql`AND g.i_routing_group = ${target.id}` : Prisma.empty;
    const routing_groups = await db.$queryRaw<ListedRoutingGroup[]>`
      SELECT g.i_routing_group, g.name,
             (SELECT count(*)::int FROM customers c WHERE c.i_routing_group = g.i_routing_group) AS used
        FROM routing_groups g WHERE g.i_customer = ${scope.i_customer} ${which} ORDER BY g.name_order`;
    return { routing_groups };
  },
});

/** Adds a routing group to the scope. @throws Refusal 403 system_mgmt · 409 name taken */
export const addRoutingGroup = operation({
  name: "addRoutingGroup",
  input: (raw) => ({ name: readName(raw) }),
  needs: manage,
  effect: "writes",
  async run({ db, actor, scope, input: { name } }) {
    const { i_routing_group } = await db.routingGroup.create({
      data: { name, ...nameKeys(name), i_customer: scope.i_customer },
      select: { i_routing_group: true },
    });
    await audit(db, actor, {
      operation: "addRoutingGroup",
      target: scope,
      detail: { i_routing_group, name },
    });
    return { i_routing_group };
  },
});

/** Renames a routing group; without a name it stays as it is. @throws Refusal 403 system_mgmt · 404 · 409 name taken */
export const editRoutingGroup = operation({
  name: "editRoutingGroup",
  input: (raw) => ({ i_routing_group: readId(raw, "i_routing_group"), name: readNewName(raw) }),
  needs: { ...manage, about: { what: "routing_group", by: ["i_routing_group"], whose: "own" } },
  effect: "writes",
  async run({ db, actor, scope, input }) {
    const { i_routing_group } = input;
    const before = await findOwn(db, scope.i_customer, i_routing_group);
    const name = input.name ?? before.name;
    await db.routingGroup.update({
      where: { i_routing_group },
      data: {
        name,
        ...(input.name === undefined ? {} : nameKeys(name)),
        ...countedUp(changesBetween(before, { name })),
      },
      select: { i_routing_group: true },
    });
    const detail = { i_routing_group, before: before.name, after: name };
    await audit(db, actor, { operation: "editRoutingGroup", target: scope, detail });
    return {};
  },
});

/** Deletes a routing group that nobody uses. @throws Refusal 403 system_mgmt · 404 · 409 in use */
export const deleteRoutingGroup = operation({
  name: "deleteRoutingGroup",
  input: (raw) => ({ i_routing_group: readId(raw, "i_routing_group") }),
  needs: { ...manage, about: { what: "routing_group", by: ["i_routing_group"], whose: "own" } },
  effect: "writes",
  async run({ db, actor, scope, input: { i_routing_group } }) {
    const { name } = await findOwn(db, scope.i_customer, i_routing_group);
    await db.routingGroup.delete({ where: { i_routing_group }, select: { i_routing_group: true } });
    await audit(db, actor, {
      operation: "deleteRoutingGroup",
      target: scope,
      detail: { i_routing_group, name },
    });
    return {};
  },
});

async function findOwn(db: Queries, i_customer: number, i_routing_group: number) {
  const found = await db.routingGroup.findFirst({
    where: { i_routing_group, i_customer },
    select: { name: true },
  });
  if (found) return found;
  throw kindsOfTarget.routing_group.missing("i_routing_group");
}
