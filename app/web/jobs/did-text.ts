import { getTranslations } from "@/i18n/texts";
import type { ToldRow } from "@/server/jobs/list-jobs";
import type { Names } from "@/server/record/find-names";
import { changeWordsOf, operationText } from "../history/change-words";
import { changesOf } from "../history/facts";

/** What a job did with one of its rows. */
export type DidText = {
  /** the operations, as the history calls them; '' none */
  readonly what: string;
  /** what they changed, from and to; '' nothing, or all of somebody new */
  readonly changes: string;
};

/** Makes words of what a job did, in the reader's language and those of the history. */
export async function didTexts(): Promise<(row: ToldRow, names: Names) => DidText> {
  const [t, wordsOf] = [await getTranslations(), await changeWordsOf()];
  return ({ did, currency }, names) => {
    const changed = did.filter(({ operation }) => operation !== "createCustomer");
    const facts = changed.flatMap(({ operation, changes = {} }) =>
      changesOf({ operation, changes }, wordsOf(names)(currency), t),
    );
    return {
      what: did.map((one) => operationText(one, t)).join(", "),
      changes: facts
        .map(([label, is, was]) => (was === undefined ? `${label}: ${is}` : `${label}: ${was} → ${is}`))
        .join("; "),
    };
  };
}
