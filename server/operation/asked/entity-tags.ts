import type { Queries } from "../../database/client";
import { Prisma } from "../../database/generated/client";
import { readRows } from "../../database/rows";

/** Something that changes, and what says in which state it is. */
type Tagged = {
  /** what its counts are of, in their order */
  readonly parts: readonly string[];
  /** the counts of one, by its id, as an expression of text: joined by hyphens */
  readonly counts: (id: Prisma.Sql) => Prisma.Sql;
  /** locks what whoever writes it locks too, in the same order */
  readonly locks: (id: number) => readonly Prisma.Sql[];
};

/**
 * What has an entity tag. Columns count it, which each operation counts up where it writes what others read; so a tag costs a
 * reader no statement of its own. How far each covers what a reader gets: docs/decisions/entity-tags-and-idempotency.md.
 */
export const tagged = {
  customer: {
    parts: ["attributes", "balance", "block"],
    // a temporary limit that is over has fallen for every reader, although nobody has written it yet; who does counts up
    counts: (id) => Prisma.sql`(
      SELECT concat_ws('-', v.attributes_version
                              + EXISTS (SELECT FROM credit_limit_ends e
                                         WHERE e.i_customer = v.i_customer AND e.at <= now()
                                           AND e.falls_to < v.credit_limit)::int,
                            v.ledger_place, v.blocks_version)
        FROM customers v WHERE v.i_customer = ${id})`,
    locks: (id) => [lockCustomer(Prisma.sql`${id}::int`)],
  },
  // each save makes a version, whose numbers only rise
  brand: {
    parts: ["brand"],
    counts: (id) => Prisma.sql`(
      SELECT coalesce((SELECT max(b.i_brand_version) FROM brand_versions b WHERE b.i_customer = v.i_customer), 0)::text
        FROM customers v WHERE v.i_customer = ${id})`,
    locks: (id) => [lockCustomer(Prisma.sql`${id}::int`)],
  },
  web_user: {
    ...counted("web_users", "i_web_user"),
    // what searches look at in the customer is written with its web users
    locks: (id) => [
      lockCustomer(Prisma.sql`(SELECT w.i_customer FROM web_users w WHERE w.i_web_user = ${id})`),
      lockRow("web_users", "i_web_user", id),
    ],
  },
  tariff: counted("tariffs", "i_tariff"),
  routing_group: counted("routing_groups", "i_routing_group"),
  profile: counted("profiles", "i_profile"),
  endpoint: counted("webhook_endpoints", "i_endpoint"),
} as const satisfies Record<string, Tagged>;

/** The kinds of what has an entity tag. A brand is found by its customer. */
export type TaggedKind = keyof typeof tagged;

/** Whether a kind has one. */
export function isTagged(kind: string): kind is TaggedKind {
  return Object.hasOwn(tagged, kind);
}

function counted(table: string, key: string): Tagged {
  const column = Prisma.raw(`v."${key}"`);
  return {
    parts: ["attributes"],
    counts: (id) =>
      Prisma.sql`(SELECT v.version::text FROM ${Prisma.raw(`"${table}"`)} v WHERE ${column} = ${id})`,
    locks: (id) => [lockRow(table, key, id)],
  };
}

function lockCustomer(id: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`SELECT c.i_customer FROM customers c WHERE c.i_customer = ${id} FOR NO KEY UPDATE`;
}

function lockRow(table: string, key: string, id: number): Prisma.Sql {
  const column = Prisma.raw(`"${key}"`);
  return Prisma.sql`SELECT ${column} FROM ${Prisma.raw(`"${table}"`)} WHERE ${column} = ${id} FOR NO KEY UPDATE`;
}

/** An entity tag as HTTP has it: with its quotation marks. */
export function tagOf(counts: string): string {
  return `"v${counts}"`;
}

/** Reads the tag of one; null: it is not there any more. */
export async function readTag(db: Queries, kind: TaggedKind, id: number): Promise<string | null> {
  const [row] = await readRows<{ counts: string | null }>(
    db,
    Prisma.sql`SELECT ${tagged[kind].counts(Prisma.sql`${id}::int`)} AS counts`,
  );
  return row?.counts == null ? null : tagOf(row.counts);
}
