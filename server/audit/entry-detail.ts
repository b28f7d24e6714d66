import { z } from "zod";
import type { Actor } from "../actor";

/** What an entry of the history says beside its changes, as far as the reader may know it. */
export type EntryDetail = {
  /** why somebody was blocked */
  readonly reason?: string;
  /** what the blocked customer is told */
  readonly text?: string;
  /** of a block for the web users of the customer that set it; of money for everybody who reads the ledger */
  readonly note?: string;
  /** when a credit limit falls back */
  readonly until?: string;
  /** about whom a note is */
  readonly about?: { readonly i_customer: number; readonly name: string };
};

type Entry = {
  readonly operation: string;
  readonly detail: unknown;
  readonly actor_customer: number;
  readonly i_customer: number;
  /** by the reader's customer or somebody below it */
  readonly own: boolean;
};

/** The readable part of what an entry keeps. Of a block by somebody above, its text, to whom it was written for. */
export function detailFor(entry: Entry, reader: Actor): EntryDetail | null {
  const note = entry.operation.endsWith("Note") ? noteDetail.safeParse(entry.detail).data : undefined;
  if (note) return { about: note.about };
  const money = aboutMoney.includes(entry.operation) ? moneyDetail.safeParse(entry.detail).data : undefined;
  if (money) return moneyTold(money);
  const block = entry.operation === "blockCustomer" ? blockDetail.safeParse(entry.detail).data : undefined;
  if (!block) return null;
  const theirs = reader.door === "web" && entry.actor_customer === reader.i_customer;
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

function moneyTold({ note, until }: z.infer<typeof moneyDetail>): EntryDetail | null {
  if (!note && !until) return null;
  return { ...(note ? { note } : {}), ...(until ? { until } : {}) };
}

const moneyDetail = z.object({ note: z.string().optional(), until: z.string().optional() });
const blockDetail = z.object({ reason: z.string(), note: z.string(), text: z.string() });
const noteDetail = z.object({ about: z.object({ i_customer: z.number(), name: z.string() }) });
