import { randomUUID } from "node:crypto";
import { expect } from "vitest";
import { operations } from "@/server/doors/operations";
import type { Asked, Told } from "@/server/operation/asked/asked-call";
import { allFeatures, customer, freshName, tariff } from "../../builders";

/** What a call was told. */
export async function toldBy(
  call: (choice: { asked: Asked }) => Promise<unknown>,
  asked: Omit<Asked, "told"> = {},
): Promise<Told> {
  const told: Told[] = [];
  await call({ asked: { ...asked, told: (facts) => void told.push(facts) } });
  expect(told).toHaveLength(1);
  return told[0] ?? {};
}

/** What a program asks of one call: the same call is the same hash. */
export function under(
  key: string = randomUUID(),
  hash = "hash",
  line = "line",
): {
  once: NonNullable<Asked["once"]>;
} {
  return { once: { line, key, hash } };
}

/** A reseller with something of everything that has an entity tag. */
export async function reseller() {
  const { actor, i_customer: i_reseller } = await customer(1, { ...allFeatures, balance: "1000" });
  const i_tariff = await tariff(i_reseller);
  const { i_customer: agent } = await customer(i_reseller);
  const { i_routing_group } = await operations.addRoutingGroup(actor, { name: freshName("group") });
  const { i_profile } = await operations.addProfile(actor, { name: freshName("profile"), attributes: {} });
  const email = `${freshName("a").replaceAll(" ", ".")}@example.com`;
  const { i_customer, actor: own } = await customer(i_reseller, { email });
  const { i_web_user } = await operations.addWebUser(own, {
    i_customer,
    web_login: freshName("colleague"),
    web_password: "correct horse battery",
  });
  const { i_endpoint } = await operations.addEndpoint(actor, { url: "https://example.com/hook" });
  return {
    ...{ actor, own, i_reseller, i_customer, agent, i_web_user },
    ...{ i_tariff, i_routing_group, i_profile, i_endpoint },
  };
}
