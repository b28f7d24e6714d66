import type { Actor } from "@/server/actor";
import { listLedger } from "@/server/money/list-ledger";
import { Refusal } from "@/server/refusal";
import { readDays } from "@/server/time/read-days";

type Query = Readonly<Record<string, string | string[] | undefined>>;

const names = ["kind", "since", "until", "min_amount", "max_amount", "note"] as const;
export type FilterName = (typeof names)[number];

/** What an address narrows a ledger by. */
export type LedgerFilters = {
  /** as it was typed */
  readonly typed: Readonly<Record<FilterName, string>>;
  /** as the operation takes it */
  readonly raw: Readonly<Record<string, unknown>>;
  /** of each that cannot be read, why */
  readonly wrong: ReadonlyMap<FilterName, Refusal>;
};

/** Reads the filters one by one, so that each wrong one is told beside its field. Days are the reader's. */
export function ledgerFilters(query: Query, actor: Actor, timeZone: string): LedgerFilters {
  const wrong = new Map<FilterName, Refusal>();
  const raw: Record<string, unknown> = {};
  const typed = { kind: "", since: "", until: "", min_amount: "", max_amount: "", note: "" };
  for (const name of names) {
    const value = [query[name] ?? ""].flat()[0] ?? "";
    typed[name] = value;
    try {
      raw[name] = name === "since" || name === "until" ? readDays({ [name]: value }, timeZone)[name] : value;
      listLedger.definition.input({ i_customer: 1, [name]: raw[name] }, actor);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      wrong.set(name, error);
    }
  }
  const { since, until } = raw;
  if (since instanceof Date && until instanceof Date && since >= until) wrong.set("until", endsBefore);
  return { typed, raw, wrong };
}

const endsBefore = new Refusal(400, "Parameter until must not be before since", "until", {
  key: "until_before_since",
});
