import { z } from "zod";
import type { EventWord } from "@/attributes/event-words";
import type { Actor } from "../../actor/actor";
import type { Queries } from "../../database/client";
import { Prisma } from "../../database/generated/client";
import { readRows } from "../../database/rows";
import { isPartOfUpdate, wordOfAttribute } from "../../events/words-of-entry";
import type { HistoryEntry } from "../../history/entry";
import type { EntryDetail } from "../../history/entry-detail";
import { changesAsList, namedAuthor } from "../../history/for-programs";
import { readEntry } from "../../history/readable-rows";
import { isWithin, type Node } from "../../tree/tree";
import { findSender } from "../mail/sender";

/** An event, as it was noted. */
export type NotedEvent = {
  readonly i_event: bigint;
  readonly id: string;
  readonly word: string;
  readonly at: Date;
  readonly i_customer: number;
  readonly path: string;
  readonly name: string;
  readonly i_audit: bigint | null;
  readonly facts: Readonly<Record<string, unknown>>;
  readonly example: boolean;
};

/** A body is shorter than this, in bytes. Source: Standard Webhooks 1.0.0, 'Payload'. */
const longestBody = 20 * 1024;

/**
 * Writes what a customer is told of an event, as it may read it now: an entry of the history as its list gives it to this customer.
 * @param home the customer whose endpoint it goes to
 * @returns null if it may not read it
 */
export async function writeBody(db: Queries, event: NotedEvent, home: Node): Promise<string | null> {
  const data = await dataFor(db, event, home);
  if (!data) return null;
  const { word: type, at } = event;
  const body = (told: object) => JSON.stringify({ type, timestamp: at.toISOString(), data: told });
  const whole = body(data);
  if (Buffer.byteLength(whole) < longestBody) return whole;
  const { i_event, i_audit, i_customer } = data;
  return body({ i_event, ...(i_audit === undefined ? {} : { i_audit }), i_customer });
}

type Data = {
  readonly i_event: string;
  readonly i_audit?: string;
  readonly i_customer: number;
  readonly [name: string]: unknown;
};

async function dataFor(db: Queries, event: NotedEvent, home: Node): Promise<Data | null> {
  const { i_customer, name, facts, at, i_audit } = event;
  const i_event = String(event.i_event);
  if (event.example) return { i_event, i_customer, name, ...facts, example: true };
  if (!isWithin(event.path, home.path)) return null;
  if (i_audit === null) return { i_event, i_customer, name, ...facts };
  const read = await readEntry(db, readerOf(home), home, at, i_audit);
  if (!read) return null;
  // the word is one of ours, as long as messages are kept
  const word = event.word as EventWord;
  const { entry, detail } = read;
  const changes = changesAsList(
    isPartOfUpdate(word) && updating.includes(entry.operation)
      ? Object.fromEntries(Object.entries(entry.changes).filter(([each]) => wordOfAttribute(each) === word))
      : entry.changes,
  );
  // nothing of this part of the update is for this reader: that it was one tells more than their history, which has the same
  // entry of an update that changed nothing
  if (changes.length === 0 && isPartOfUpdate(word) && updating.includes(entry.operation)) return null;
  return {
    i_event,
    i_audit: entry.i_audit,
    i_customer,
    name: entry.name,
    ...whoAndHow(entry),
    ...(changes.length > 0 ? { changes } : {}),
    ...toldOf(entry.detail),
    ...named(word, detail, entry.detail, i_customer === home.i_customer),
    ...(await booked(db, event, detail)),
    ...(await branded(db, event)),
    ...(await linked(db, entry, home)),
  };
}

const updating: readonly string[] = ["updateCustomer", "updateOwnData", "setPreferences"];

/** Whoever reads the history of a customer with all its levels: what is for people of one level alone is no event. */
function readerOf({ i_customer }: Node): Actor {
  return {
    door: "web",
    i_customer,
    i_web_user: null,
    login: null,
    access_level: "ADMINISTRATOR",
    address: null,
  };
}

function whoAndHow(entry: HistoryEntry) {
  const { operation, door, by, behalf, i_job } = entry;
  return {
    operation,
    door,
    by: { name: namedAuthor(entry), login: by?.login ?? null, address: by?.address ?? null },
    ...(behalf ? { behalf } : {}),
    ...(i_job === null ? {} : { i_job }),
  };
}

/** What else the entry says, with the amount as text beside its currency. */
function toldOf(detail: EntryDetail | null): object {
  const { amount, ...told } = detail ?? {};
  return { ...told, ...(amount ?? {}) };
}

const names = z.object({
  i_web_user: z.number().optional(),
  web_login: z.string().optional(),
  access_level: z.string().optional(),
  i_tariff: z.number().optional(),
  i_routing_group: z.number().optional(),
  i_import: z.number().optional(),
  affected: z.number().optional(),
  prefix: z.string().optional(),
  kind: z.string().optional(),
  name: z.string().optional().catch(undefined),
});

/** What people and things are called that an entry is about; everybody who may read the entry may read their list. */
function named(word: EventWord, detail: unknown, told: EntryDetail | null, isOwn: boolean): object {
  const { web_login, affected, i_tariff, i_routing_group, i_web_user, ...rest } = names.parse(detail ?? {});
  if (/^(web_user|password|one_time_password)\./.test(word))
    return {
      ...(i_web_user === undefined ? {} : { i_web_user }),
      ...(web_login === undefined ? {} : { login: web_login }),
      ...(rest.access_level === undefined ? {} : { level: rest.access_level }),
    };
  // whose key it is, the entry's detail decides
  if (word.startsWith("key."))
    return told?.key
      ? { ...(rest.prefix && { prefix: rest.prefix }), ...(rest.name && { key_name: rest.name }) }
      : {};
  // what a job is, its own people know alone
  if (word.startsWith("job.")) return isOwn && rest.kind ? { kind: rest.kind } : {};
  if (word === "customer.blocked") return affected === undefined ? {} : { customers_below: affected };
  if (word === "tariff.changed") return i_tariff === undefined ? {} : { i_tariff };
  if (word === "routing_group.changed") return i_routing_group === undefined ? {} : { i_routing_group };
  return {};
}

const booking = z.object({ i_entry: z.coerce.string().regex(/^\d{1,18}$/) });

/** The entry of the ledger, which everybody reads who reads the customer's history. */
async function booked(db: Queries, { word, i_customer }: NotedEvent, detail: unknown): Promise<object> {
  const parsed = word.startsWith("money.") ? booking.safeParse(detail).data : undefined;
  if (!parsed) return {};
  const [row] = await readRows<{ i_entry: string; balance_after: string; payment_date: string | null }>(
    db,
    Prisma.sql`
    SELECT l.i_entry::text, l.balance_after::text, l.paid_on::text AS payment_date FROM ledger l
     WHERE l.i_customer = ${i_customer} AND l.i_entry = ${parsed.i_entry}::bigint`,
  );
  return row ?? {};
}

/** The host that the customer has proved, and which version of its brand is in force, as its page of branding shows them. */
async function branded(db: Queries, { word, i_customer }: NotedEvent): Promise<object> {
  if (word !== "brand.saved") return {};
  const [row] = await readRows<{ host: string | null; version: number | null }>(
    db,
    Prisma.sql`
    SELECT CASE WHEN c.alias_verified_at IS NOT NULL THEN nullif(c.dns_alias, '') END AS host,
           (SELECT max(b.i_brand_version) FROM brand_versions b WHERE b.i_customer = c.i_customer) AS version
      FROM customers c WHERE c.i_customer = ${i_customer}`,
  );
  return row ?? {};
}

/** Where a job's people read its report. */
async function linked(db: Queries, { operation, i_job }: HistoryEntry, home: Node): Promise<object> {
  if (operation !== "endJob" || i_job === null) return {};
  const { base } = await findSender(db, home.i_customer, "en");
  return { link: `${base}/jobs/${i_job}` };
}
