import { z } from "zod";
import { type KeyAreas, keyAreas, keyReaches } from "@/attributes/key-areas";
import { type Actor, isWebUser } from "../actor/actor";
import { spellPrefix } from "../credentials/keys/key-text";

/** What a history entry says apart from its changes, as far as the reader may know it. */
export type EntryDetail = {
  /** why somebody was blocked */
  readonly reason?: string;
  /** what we tell the blocked customer */
  readonly text?: string;
  /** a block's, for the web users of the customer that set it; a booking's, for everybody who reads the ledger */
  readonly note?: string;
  /** how much was booked, above 0 */
  readonly amount?: { readonly amount: string; readonly currency: string };
  /** the name of a tariff, routing group or profile; null: it did not exist before, or does not after */
  readonly renamed?: { readonly before: string | null; readonly after: string | null };
  /** of a tariff */
  readonly currencies?: { readonly before: string | null; readonly after: string | null };
  /** when a credit limit falls back */
  readonly until?: string;
  /** an alias, and until when we serve it after it was lost */
  readonly alias?: string;
  readonly served_until?: string;
  /** of a support session: for how long, which page somebody looked at, how it ended, and what else there was */
  readonly support?: {
    readonly minutes?: number | undefined;
    readonly page?: string | undefined;
    readonly by?: string | undefined;
    readonly despite_refusal?: boolean | undefined;
    readonly consent?: boolean | undefined;
  };
  /** how a job ended, and what it did */
  readonly job?: {
    readonly state: "done" | "stopped";
    readonly changed: number;
    readonly unchanged: number;
    readonly refused: number;
  };
  /** until when an invitation is valid */
  readonly invited_until?: string;
  /** the name of a key, and the part of its text that stays visible; for the people of its customer alone */
  readonly key?: string;
  /** of a key that was narrowed: the areas that it reaches, from where it is taken, when it ends */
  readonly areas?: Before<KeyAreas>;
  readonly networks?: Before<readonly string[]>;
  readonly ends?: Before<string>;
  /** whom a note is about */
  readonly about?: { readonly i_customer: number; readonly name: string };
};

type Before<Value> = { readonly before: Value; readonly after: Value };

type Entry = {
  readonly operation: string;
  readonly detail: unknown;
  readonly actor_customer: number;
  readonly i_customer: number;
  /** whether the reader's customer, or somebody below it, acted */
  readonly own: boolean;
};

/** The part of an entry that the reader may read. Of a block by somebody above: its text, if it was for the reader. */
export function detailFor(entry: Entry, reader: Actor): EntryDetail | null {
  const note = entry.operation.endsWith("Note") ? noteDetail.safeParse(entry.detail).data : undefined;
  if (note) return { about: note.about };
  const money = aboutMoney.includes(entry.operation) ? moneyDetail.safeParse(entry.detail).data : undefined;
  if (money) return moneyTold(money);
  if (entry.operation.endsWith("Alias")) return aliasTold(entry);
  if (aboutThings.test(entry.operation)) return thingTold(entry);
  const key = entry.operation.endsWith("Key") ? keyDetail.safeParse(entry.detail).data : undefined;
  if (key) return isOwnOfReader(entry, reader) ? keyTold(key) : null;
  if (aboutSupport.includes(entry.operation)) {
    const support = supportDetail.safeParse(entry.detail).data;
    return support && Object.keys(support).length > 0 ? { support } : null;
  }
  const job = entry.operation === "endJob" ? jobDetail.safeParse(entry.detail).data : undefined;
  if (job) return { job: { state: job.state, ...job.rows } };
  const invited = invitationDetail.safeParse(entry.detail).data;
  if (invited) return invited;
  const block = entry.operation === "blockCustomer" ? blockDetail.safeParse(entry.detail).data : undefined;
  if (!block) return null;
  const theirs = isWebUser(reader) && entry.actor_customer === reader.i_customer;
  const toldText = entry.own || entry.i_customer === reader.i_customer;
  const told = {
    ...(entry.own ? { reason: block.reason } : {}),
    ...(toldText && block.text !== "" ? { text: block.text } : {}),
    ...(theirs && block.note !== "" ? { note: block.note } : {}),
  };
  return Object.keys(told).length > 0 ? told : null;
}

const aboutMoney: readonly string[] = [
  "customerAddFunds",
  "customerCredit",
  "customerDebit",
  "correctBalance",
  "changeCreditLimit",
  "endCreditLimit",
];

function moneyTold({ amount, currency, note, until }: z.infer<typeof moneyDetail>): EntryDetail | null {
  const told = {
    ...(amount && currency ? { amount: { amount, currency } } : {}),
    ...(note ? { note } : {}),
    ...(until ? { until } : {}),
  };
  return Object.keys(told).length > 0 ? told : null;
}

function aliasTold({ detail }: Entry): EntryDetail | null {
  const kept = aliasDetail.safeParse(detail).data;
  if (!kept) return null;
  const { alias, served_until } = kept;
  return { alias, ...(served_until ? { served_until } : {}) };
}

/** The operations on named things of a customer. */
const aboutThings = /^(add|edit|delete)(Tariff|RoutingGroup|Profile)$/;

/** The name, and a tariff's currency, before and after; an unchanged name says what the entry is about. */
function thingTold({ operation, detail }: Entry): EntryDetail | null {
  const kept = thingDetail.safeParse(detail).data;
  if (!kept) return null;
  const now = { name: kept.name, currency: kept.currency };
  const before = operation.startsWith("add") ? null : (kept.before ?? now);
  const after = operation.startsWith("delete") ? null : (kept.after ?? now);
  const [old, name] = [before?.name ?? null, after?.name ?? null];
  if (old === null && name === null) return null;
  const [from, to] = [before?.currency ?? null, after?.currency ?? null];
  return {
    renamed: { before: old, after: name },
    ...(from === to ? {} : { currencies: { before: from, after: to } }),
  };
}

/** Whether the reader's own customer is meant: above it, and in its name, people learn of keys that there was one, as no list tells more. */
function isOwnOfReader({ i_customer }: Entry, reader: Actor): boolean {
  return i_customer === reader.i_customer && !reader.behalf;
}

/** The key, and what became of it where it was changed. */
function keyTold({ name, prefix, changes = {} }: z.infer<typeof keyDetail>): EntryDetail {
  const { name: renamed, areas, networks, expires_at: ends } = changes;
  return {
    key: `${name} (${spellPrefix(prefix)})`,
    ...(renamed && { renamed }),
    ...(areas && { areas }),
    ...(networks && { networks }),
    ...(ends && { ends }),
  };
}

const aboutSupport: readonly string[] = [
  "openSupport",
  "extendSupport",
  "allowSupportChanges",
  "viewPage",
  "endSupport",
];
const supportDetail = z.object({
  minutes: z.number().optional(),
  page: z.string().optional(),
  by: z.string().optional(),
  despite_refusal: z.boolean().optional(),
  consent: z.boolean().optional(),
});

const jobDetail = z.object({
  state: z.enum(["done", "stopped"]),
  rows: z.object({ changed: z.number(), unchanged: z.number(), refused: z.number() }),
});

const beforeAndAfter = <Value>(value: z.ZodType<Value>) =>
  z.tuple([value, value]).transform(([before, after]): Before<Value> => ({ before, after }));
const areasDetail = z.partialRecord(z.enum(keyAreas), z.enum(keyReaches));
const keyDetail = z.object({
  name: z.string(),
  prefix: z.string(),
  changes: z
    .object({
      name: beforeAndAfter(z.string()).optional(),
      areas: beforeAndAfter(areasDetail).optional(),
      networks: beforeAndAfter(z.array(z.string())).optional(),
      expires_at: beforeAndAfter(z.string()).optional(),
    })
    .optional(),
});
const invitationDetail = z.object({ invited_until: z.string() });

const moneyDetail = z.object({
  amount: z.string().optional(),
  currency: z.string().optional(),
  note: z.string().optional(),
  until: z.string().optional(),
});
/** entries of routing groups keep only the name, those of tariffs and profiles the whole thing */
const thing = z.union([
  z.string().transform((name): { name: string; currency?: string | undefined } => ({ name })),
  z.object({ name: z.string(), currency: z.string().optional() }),
]);
const thingDetail = z.object({
  name: z.string().optional(),
  currency: z.string().optional(),
  before: thing.optional(),
  after: thing.optional(),
});
const aliasDetail = z.object({ alias: z.string(), served_until: z.string().optional() });
const blockDetail = z.object({ reason: z.string(), note: z.string(), text: z.string() });
const noteDetail = z.object({ about: z.object({ i_customer: z.number(), name: z.string() }) });
