import type { Query } from "@/components/list/list-query";
import type { Actor } from "@/server/actor/actor";
import { listLedger } from "@/server/money/list-ledger";
import { amountIn, asTyped, dayIn, type Filters, readFilters } from "../../../../web/lists/filters";

export type LedgerFilterName = "kind" | "since" | "until" | "min_amount" | "max_amount" | "note";

type Reader = {
  readonly actor: Actor;
  readonly timeZone: string;
  /** the ledger's, if we know it */
  readonly currency: string | undefined;
};

/** Reads a ledger's filters from an address. Days are in the reader's time zone. */
export async function ledgerFilters(
  query: Query,
  { actor, timeZone, currency }: Reader,
): Promise<Filters<LedgerFilterName>> {
  const [day, amount] = [dayIn(timeZone), amountIn(currency)];
  return await readFilters<LedgerFilterName>(
    query,
    { kind: asTyped, since: day, until: day, min_amount: amount, max_amount: amount, note: asTyped },
    (raw) => listLedger.definition.input({ i_customer: 1, ...raw }, actor),
  );
}
