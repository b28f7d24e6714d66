import type { Queries } from "../database/client";
import { beginProof } from "./ask-for-proof";
import { noteBrandChange } from "./note-brand-change";
import { forgetBrands } from "./watch-changes";

type Change = {
  readonly db: Queries;
  /** what happens once the transaction is through */
  readonly afterwards: (act: () => void) => void;
};

/** What hangs on another alias: its proof begins, and what the old one served ends with it. */
export async function changeAlias(change: Change, i_customer: number, alias: string): Promise<void> {
  await beginProof(change.db, i_customer, alias);
  await changeHosts(change);
}

/** Notes that hosts serve something else, for every process; this one forgets it at once. */
export async function changeHosts({ db, afterwards }: Change): Promise<void> {
  await noteBrandChange(db);
  afterwards(forgetBrands);
}
