import { afterAll, beforeAll } from "vitest";
import { systemActor } from "@/server/actor/system-actor";
import { database } from "@/server/database/client";
import { operations } from "@/server/doors/operations";
import { provideSettings } from "@/server/ground/settings";
import { customer } from "../../builders";
import { type DnsServer, startDnsServer } from "../../dns/server";

/** The DNS of a test file. The program finds exactly what it says. */
export const stage: { dns: DnsServer } = {
  get dns(): DnsServer {
    throw new Error("it is started before the tests");
  },
};

/** Gives a test file its own DNS server and points the program at it. Call it after `givenFreshDatabase()`. */
export function givenDns(): void {
  beforeAll(async () => {
    const dns = await startDnsServer();
    Object.defineProperty(stage, "dns", { value: dns });
    provideSettings({ DNS_SERVER: dns.address });
  });
  afterAll(() => stage.dns.close());
}

let made = 0;

/** An alias that no other test has. */
export function freshAlias(): string {
  made += 1;
  return `portal${made}-${Math.random().toString(36).slice(2, 8)}.example.net`;
}

/** Creates a customer that wants an alias and has a mail address. */
export async function wanting(alias: string, values: Readonly<Record<string, unknown>> = {}) {
  const email = `owner${Math.random().toString(36).slice(2)}@example.com`;
  const made = await customer(1, { dns_alias: alias, email, ...values });
  return { ...made, alias, email };
}

/** The same with the alias verified. */
export async function verified(alias = freshAlias()) {
  const owner = await wanting(alias);
  await setRecord(owner);
  await operations.checkAlias(owner.actor, owner);
  return owner;
}

type Owner = { readonly i_customer: number; readonly alias: string };

/** Adds a customer's token to its DNS record. */
export async function setRecord({ i_customer, alias }: Owner): Promise<void> {
  const { record } = await operations.getAliasStanding(systemActor, { i_customer });
  const before = stage.dns.names.get(`_trellis.${alias}`);
  stage.dns.names.set(`_trellis.${alias}`, [
    ...(typeof before === "object" ? before : []),
    record?.value ?? "",
  ]);
}

export async function standingOf({ i_customer }: Pick<Owner, "i_customer">) {
  return await operations.getAliasStanding(systemActor, { i_customer });
}

/** Moves all times of a customer's proof into the past, as if that much time had passed. */
export async function letPass({ i_customer }: Pick<Owner, "i_customer">, span: string): Promise<void> {
  await database().$executeRaw`
    UPDATE alias_proofs
       SET asked_at = asked_at - ${span}::interval, looked_at = looked_at - ${span}::interval,
           lost_at = lost_at - ${span}::interval, missed_at = missed_at - ${span}::interval,
           next_look_at = next_look_at - ${span}::interval
     WHERE i_customer = ${i_customer}`;
}

/** The history of a customer's alias, oldest first. */
export async function entriesOf({ i_customer }: Pick<Owner, "i_customer">): Promise<string[]> {
  const rows = await database().auditLog.findMany({
    where: { i_customer, operation: { endsWith: "Alias" } },
    orderBy: { i_audit: "asc" },
    select: { operation: true, door: true },
  });
  return rows.map(({ operation, door }) => `${operation} ${door}`);
}
