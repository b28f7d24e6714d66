import { inTransaction, type Queries } from "./client";

class Undone extends Error {}

/** Runs something in a transaction and always rolls it back. @returns its result */
export async function undone<Result>(act: (tx: Queries) => Promise<Result>): Promise<Result> {
  let result: { readonly value: Result } | undefined;
  try {
    await inTransaction(async (tx) => {
      result = { value: await act(tx) };
      throw new Undone();
    });
  } catch (error) {
    if (!(error instanceof Undone)) throw error;
  }
  if (!result) throw new Error("what was done has a result");
  return result.value;
}
