/** One part of a list that we read by keyset, and where the next one begins. */
export type Batch<Row> = { readonly rows: readonly Row[]; readonly next: string | null };

/** How many rows an export reads at a time. */
export const batchSize = 1_000;

/**
 * Reads a whole list, batch after batch. Holds no transaction, and reads nothing before somebody wants it. Rows that
 * change meanwhile may come in their old or their new state.
 * @param read reads the batch after a place; undefined: the first one
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
