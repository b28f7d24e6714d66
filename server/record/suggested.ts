import type { Actor } from "../actor/actor";
import type { Queries } from "../database/client";
import type { Prisma } from "../database/generated/client";
import { plannedAnew } from "../database/statement-names";
import { decimalText, type StoredDecimal } from "../ledger/amount";
import type { Node } from "../tree/tree";
import { type Matched, storedNumbers, withMatched } from "./matched-number";
import { readSought, type Sought } from "./search-condition";
import { type Stopping, stopping } from "./stopping";

/** A customer as a search suggests it: what lists show at every level, and no contact data but the number looked for. */
export type SuggestedCustomer = Stopping &
  Matched & {
    readonly i_customer: number;
    readonly name: string;
    readonly web_login: string;
    readonly i_wholesaler: number;
    readonly parent_name: string;
    readonly balance: string;
    readonly base_currency: string;
  };

/** How many a search suggests at most. */
export const mostSuggested = 8;

/**
 * Returns the first eight of some customers the way a search suggests them.
 * @param hits a query of `i_customer` and `likeness`, smallest first; all within the reader's scope, but never the scope
 * itself, since we tell nobody its parent
 */
export async function findSuggested(
  db: Queries,
  reader: { readonly actor: Actor; readonly lineage: readonly Node[]; readonly sought?: Sought },
  hits: Prisma.Sql,
): Promise<SuggestedCustomer[]> {
  const rows = await db.$queryRaw<Row[]>`
    SELECT ${plannedAnew} c.i_customer, c.name, w.login AS web_login, c.i_wholesaler, p.name AS parent_name, c.balance,
           c.base_currency, ${stopping(reader.actor, reader.lineage)}, ${storedNumbers}
      FROM (SELECT i_customer, min(likeness) AS likeness FROM (${hits}) AS hits GROUP BY i_customer) AS hit
      JOIN customers c ON c.i_customer = hit.i_customer
      JOIN customers p ON p.i_customer = c.i_wholesaler
      JOIN web_users w ON w.i_customer = c.i_customer AND w.default_user
     ORDER BY hit.likeness, c.name_order, c.i_customer
     LIMIT ${mostSuggested}`;
  const sought = reader.sought ?? readSought("");
  return rows.map((row) => ({
    ...withMatched(row, sought, reader.actor.i_customer),
    balance: decimalText(row.balance),
  }));
}

type Row = Omit<SuggestedCustomer, "balance" | "matched"> & {
  readonly balance: StoredDecimal;
  readonly stored_numbers: string[];
};
