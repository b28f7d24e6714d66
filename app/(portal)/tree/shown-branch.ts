import { formatMoney } from "@/attributes/format-money";
import { getLocale, getTranslations } from "@/i18n/texts";
import type { Branch } from "@/server/customers/list-branch";
import { stateText } from "../../web/customers/state-mark";

/** A customer as a row of the tree shows it, in the reader's words. */
export type ShownBranch = {
  readonly id: number;
  readonly name: string;
  /** whether there is anybody below */
  readonly opens: boolean;
  /** how many are below: as a figure, and as words for where no heading names it; both '' if nobody is */
  readonly below: string;
  readonly below_words: string;
  /** the branch's balance in each currency, and whether it is negative */
  readonly sums: readonly (readonly [amount: string, negative: boolean])[];
  /** the word for a customer that cannot call; null: it can */
  readonly stopped: { readonly word: string; readonly why: string } | null;
};

/** Some children of a customer, and where the next ones begin. */
export type ShownBranches = { readonly branches: readonly ShownBranch[]; readonly next: string | null };

/** Puts rows of the tree into the reader's words, so that the browser needs neither texts nor formats. */
export async function shownBranches(page: {
  readonly branches: readonly Branch[];
  readonly next: string | null;
}): Promise<ShownBranches> {
  const [locale, t, c] = [await getLocale(), await getTranslations("tree"), await getTranslations("common")];
  const shown = page.branches.map((branch) => ({
    id: branch.i_customer,
    name: branch.name,
    opens: branch.children > 0,
    below: branch.descendants > 0 ? branch.descendants.toLocaleString(locale) : "",
    below_words: branch.descendants > 0 ? t("descendants", { count: branch.descendants }) : "",
    sums: branch.sums.map(
      ({ currency, sum }) => [formatMoney(sum, currency, locale), sum.startsWith("-")] as const,
    ),
    stopped:
      branch.blocked || branch.stopped_by
        ? { word: c(branch.blocked ? "blocked" : "stopped_above"), why: stateText(branch, c) }
        : null,
  }));
  return { branches: shown, next: page.next };
}
