import { systemActor } from "@/server/actor/system-actor";
import { demonstrationPassword } from "@/server/credentials/demonstration-password";
import { makeOneTimePassword } from "@/server/credentials/one-time-password";
import { hashPassword } from "@/server/credentials/password-hash";
import { createCustomer } from "@/server/customers/create-customer";
import { updateCustomer } from "@/server/customers/update-customer";
import { database } from "@/server/database/client";
import { uniqueKey } from "@/server/ground/text/unique-key";
import { addRoutingGroup } from "@/server/routing-groups/routing-groups";
import { makeBranchSums } from "@/server/sums/make";
import { addTariff } from "@/server/tariffs/tariffs";
import { backdate } from "./backdate";
import { doLately } from "./lately";
import { demonstrationLogIns } from "./log-ins";
import { beginDemonstration, completeDemonstration } from "./marker";
import type { Owner, Planned } from "./plan";
import { tellDemonstration } from "./story";

export type Loaded = { readonly customers: number; readonly seconds: number };

/** A customer that exists, with its plan. */
type Made = { readonly i_customer: number; readonly parent: number; readonly plan: Planned };

/**
 * Fills an unused database with the demonstration: about 1,200 customers on six levels. It goes through the
 * operations, so that it tests them too. If the demonstration is complete it does nothing; after an interrupted try it
 * creates only what is missing.
 * @returns how many customers there are now and how long it took; zeros if there was nothing to do
 */
export async function loadDemonstration(): Promise<Loaded> {
  const began = performance.now();
  if (!(await beginDemonstration())) return { customers: 0, seconds: 0 };
  const there = await findExisting();
  const root = await tellDemonstration();

  const everybody: Made[] = [];
  await own(1, root, there);
  let level = below(1, root);
  while (level.length > 0) {
    const made = await severalAtOnce(level, async ({ parent, plan }) => {
      const tariff = plan.tariff === null ? null : there.get(`tariff ${parent} ${plan.tariff}`);
      const i_customer = await create(parent, plan, tariff, there);
      await own(i_customer, plan, there);
      return { i_customer, parent, plan };
    });
    everybody.push(...made);
    level = made.flatMap(({ i_customer, plan }) => below(i_customer, plan));
  }
  await severalAtOnce(everybody, async ({ i_customer, parent, plan }) => {
    for (const change of plan.later) {
      await updateCustomer(systemActor, { i_wholesaler: parent, i_customer, ...change });
    }
  });
  await doLately();
  await backdate();
  await finish();
  return { customers: everybody.length + 1, seconds: (performance.now() - began) / 1000 };
}

/** Finds what an interrupted try left: customers by name, tariffs and routing groups by owner and name. */
async function findExisting(): Promise<Map<string, number>> {
  const db = database();
  const rows = await db.$queryRaw<{ key: string; id: number }[]>`
    SELECT 'customer ' || name_key AS key, i_customer AS id FROM customers
    UNION ALL SELECT 'tariff ' || i_customer || ' ' || name, i_tariff FROM tariffs
    UNION ALL SELECT 'routing group ' || i_customer || ' ' || name, i_routing_group FROM routing_groups`;
  return new Map(rows.map(({ key, id }) => [key, id]));
}

function below(parent: number, { customers }: Owner): { parent: number; plan: Planned }[] {
  return customers.map((plan) => ({ parent, plan }));
}

async function create(
  parent: number,
  { values }: Planned,
  i_tariff: number | null | undefined,
  there: Map<string, number>,
): Promise<number> {
  const present = there.get(`customer ${uniqueKey(values.name)}`);
  if (present !== undefined) return present;
  const { i_customer } = await createCustomer(systemActor, {
    i_wholesaler: parent,
    i_tariff,
    // nobody needs to know this one: the parent hands out a one-time password
    web_password: `${makeOneTimePassword()}-Demo`,
    ...values,
  });
  return i_customer;
}

/** Adds the tariffs and routing groups of an owner, where they are missing. */
async function own(i_customer: number, owner: Owner, there: Map<string, number>): Promise<void> {
  for (const { name, currency } of owner.tariffs) {
    const key = `tariff ${i_customer} ${name}`;
    if (there.has(key)) continue;
    const { i_tariff } = await addTariff(systemActor, { i_wholesaler: i_customer, name, currency });
    there.set(key, i_tariff);
  }
  for (const name of owner.routingGroups) {
    const key = `routing group ${i_customer} ${name}`;
    if (there.has(key)) continue;
    await addRoutingGroup(systemActor, { i_wholesaler: i_customer, name });
  }
}

/** Sets the three passwords as if their owners had chosen them and marks the demonstration complete, in one transaction. */
async function finish(): Promise<void> {
  const password_hash = await hashPassword(demonstrationPassword);
  await database().$transaction(async (db) => {
    await db.webUser.updateMany({
      where: { login_key: { in: demonstrationLogIns.map(uniqueKey) } },
      data: {
        password_hash,
        password_foreign: false,
        password_changed_at: new Date(),
        one_time_hash: null,
        one_time_expires_at: null,
      },
    });
    await completeDemonstration(db);
  });
  await makeBranchSums();
}

/**
 * Runs the tasks six at a time, as on a busy day. After a failure it starts no more and waits for those that run, so
 * that a second try never works beside the first.
 * @returns the results, in the order of the tasks
 * @throws the first failure
 */
async function severalAtOnce<Item, Answer>(
  items: readonly Item[],
  act: (item: Item) => Promise<Answer>,
): Promise<Answer[]> {
  const answers: Answer[] = [];
  const waiting = items.entries();
  const failures: unknown[] = [];
  const worker = async () => {
    for (const [index, item] of waiting) {
      if (failures.length > 0) return;
      try {
        answers[index] = await act(item);
      } catch (error) {
        failures.push(error);
      }
    }
  };
  await Promise.all(Array.from({ length: 6 }, worker));
  if (failures.length > 0) throw failures[0];
  return answers;
}
