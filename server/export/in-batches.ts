/** One part of a list that is read by keyset, and where the next one begins. */
export type Batch<Row> = { readonly rows: readonly Row[]; readonly next: string | null };

/** As many rows as an export reads at a time. */
export const batchSize = 1_000;

/**
 * A whole list, batch after batch: no transaction is held, and nothing is read before somebody wants it. What
 * changes meanwhile may be there as it was or as it is.
 * @param read the batch that begins after a place; undefined: the first one
 */
export async function* inBatches<Row>(
  read: (after: string | undefined) => Promise<Batch<Row>>,
): AsyncGenerator<readonly Row[]> {
  let after: string | undefined;
  do {
    const { rows, next } = await read(after);
    after = next ?? undefined;
    yield rows;
  } while (after !== undefined);
}
