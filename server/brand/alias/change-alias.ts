import type { Queries } from "../../database/client";
import { noteBrandChange } from "../changes/note-brand-change";
import { forgetBrands } from "../changes/watch-changes";
import { beginProof } from "./ask-for-proof";

type Change = {
  readonly db: Queries;
  /** registers what to do after the transaction commits */
  readonly afterwards: (act: () => void) => void;
};

/** Does what follows from a new alias: starts its proof and stops serving the old one. */
export async function changeAlias(change: Change, i_customer: number, alias: string): Promise<void> {
  await beginProof(change.db, i_customer, alias);
  await changeHosts(change);
}

/** Tells every process that hosts now serve something else; this one forgets its cache at once. */
export async function changeHosts({ db, afterwards }: Change): Promise<void> {
  await noteBrandChange(db);
  afterwards(forgetBrands);
}
