import { infoOf } from "@/server/customers/get-customer-info";
import { database } from "@/server/database/client";
import { Prisma } from "@/server/database/generated/client";
import { readTag, type TaggedKind, tagged } from "@/server/operation/asked/entity-tags";
import { type CustomerRow, findCustomerRows } from "@/server/record/customer-row";

/** Of everything that has an entity tag: its counts by part, and what a reader gets of each part. */
export type TaggedState = ReadonlyMap<string, { readonly count: string; readonly shown: string }>;

/** Reads all of it, as readers get it. */
export async function taggedState(): Promise<TaggedState> {
  const state = new Map<string, { count: string; shown: string }>();
  for (const kind of Object.keys(tagged) as TaggedKind[]) {
    for (const [id, shown] of await shownOf[kind]()) {
      const tag = await readTag(database(), kind, id);
      const counts = /^"v(\d+(?:-\d+)*)"$/.exec(tag ?? "")?.[1]?.split("-") ?? [];
      tagged[kind].parts.forEach((part, place) => {
        state.set(`${kind} ${id} ${part}`, {
          count: counts[place] ?? "none",
          shown: JSON.stringify(shown[place]),
        });
      });
    }
  }
  return state;
}

/** Where a part is shown otherwise and has the same count, or has another and is shown the same. */
export function wrongCounts(before: TaggedState, after: TaggedState): string[] {
  return [...after].flatMap(([place, now]) => {
    const was = before.get(place);
    if (!was || (was.shown === now.shown) === (was.count === now.count)) return [];
    return [`${place}: ${was.count} → ${now.count}, ${was.shown} → ${now.shown}`];
  });
}

/** The places whose counts differ. */
export function countedUp(before: TaggedState, after: TaggedState): string[] {
  return [...after].flatMap(([place, { count }]) => {
    const was = before.get(place);
    return was && was.count !== count ? [place] : [];
  });
}

/** By id, for each part. */
type Shown = [id: number, parts: unknown[]][];

const shownOf: Readonly<Record<TaggedKind, () => Promise<Shown>>> = {
  customer: async () => {
    const ids = await database().customer.findMany({ select: { i_customer: true } });
    const stored = await findCustomerRows(
      database(),
      ids.map(({ i_customer }) => i_customer),
    );
    return await Promise.all(
      stored.map(async (row) => [row.i_customer, await partsOf(row)] as [number, unknown[]]),
    );
  },
  brand: async () =>
    await rows(Prisma.sql`
      SELECT c.i_customer AS id, json_build_array(json_build_object('css', c.css, 'brand', CASE WHEN b.i_customer IS NOT NULL THEN
             to_jsonb(b) - 'updated_at' - 'style_hash' - 'style_version' END)) AS parts
        FROM customers c LEFT JOIN brands b USING (i_customer)`),
  web_user: async () =>
    await rows(Prisma.sql`
      SELECT w.i_web_user AS id, json_build_array(json_build_array(
             w.login, w.name, w.access_level, w.email, w.email_verified_at, w.i_lang, w.i_time_zone, w.i_export_type, w.start_page,
             w.password_hash IS NOT NULL, w.password_changed_at, w.password_must_change,
             EXISTS (SELECT FROM blocks b WHERE b.i_web_user = w.i_web_user))) AS parts
        FROM web_users w`),
  tariff: async () =>
    await rows(
      Prisma.sql`SELECT i_tariff AS id, json_build_array(json_build_array(name, currency)) AS parts FROM tariffs`,
    ),
  routing_group: async () =>
    await rows(Prisma.sql`SELECT i_routing_group AS id, json_build_array(name) AS parts FROM routing_groups`),
  endpoint: async () =>
    await rows(
      Prisma.sql`
        SELECT i_endpoint AS id, json_build_array(json_build_array(url, events, reach, note, state, why, former_until)) AS parts
          FROM webhook_endpoints`,
    ),
  profile: async () =>
    await rows(
      Prisma.sql`
        SELECT i_profile AS id, json_build_array(json_build_array(name, attributes, updated_at)) AS parts FROM profiles`,
    ),
};

async function partsOf(row: CustomerRow): Promise<unknown[]> {
  const { balance, blocked, ...attributes } = infoOf(row, 0);
  const blocks = await database().$queryRaw<unknown[]>`
    SELECT i_block, set_by_customer, set_by_login, reason, note, text FROM blocks
     WHERE i_customer = ${row.i_customer} ORDER BY i_block`;
  const entries = await database().ledger.count({ where: { i_customer: row.i_customer } });
  return [attributes, [balance, entries], [blocked, blocks]];
}

async function rows(sql: Prisma.Sql): Promise<Shown> {
  const found = await database().$queryRaw<{ id: number; parts: unknown[] }[]>(sql);
  return found.map(({ id, parts }) => [id, parts]);
}
