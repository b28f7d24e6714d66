import { beforeAll } from "vitest";
import { systemActor } from "@/server/actor/system-actor";
import { operations } from "@/server/doors/operations";
import { customer, freshName, tariff } from "../../builders";

/** Things that a sub-customer of root can refer to. */
export const siblings = {
  agent: 0,
  tariff: 0,
  euros: 0,
  foreignTariff: 0,
  group: 0,
  foreignGroup: 0,
  taken: "",
};

/** Makes them for root, and for somebody else. */
export function givenSiblings(): void {
  beforeAll(async () => {
    const other = (await customer()).i_customer;
    siblings.taken = freshName("taken");
    siblings.agent = (await customer(1, { name: siblings.taken })).i_customer;
    siblings.tariff = await tariff(1);
    siblings.euros = await tariff(1, "EUR");
    siblings.foreignTariff = await tariff(other);
    siblings.group = await group(1);
    siblings.foreignGroup = await group(other);
  });
}

async function group(owner: number): Promise<number> {
  const { i_routing_group } = await operations.addRoutingGroup(systemActor, {
    i_wholesaler: owner,
    name: freshName("group"),
  });
  return i_routing_group;
}
