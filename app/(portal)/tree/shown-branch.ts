import { formatMoney } from "@/attributes/format-money";
import { getLocale, getTranslations } from "@/i18n/texts";
import type { Branch } from "@/server/customers/branch/list-branch";
import { stateText } from "../../web/customers/state-mark";

/** A customer as a row of the tree shows it, in the reader's words. */
export type ShownBranch = {
  readonly id: number;
  readonly name: string;
  /** how many are directly below */
  readonly children: number;
  /** how many are below: as a figure, and as words for where no heading names it; both '' if nobody is */
  readonly below: string;
  readonly below_words: string;
  /** the branch's balance in each currency, and whether it is negative */
  readonly sums: readonly (readonly [amount: string, negative: boolean])[];
  /** the word for a customer that cannot call; null: it can */
  readonly stopped: { readonly word: string; readonly why: string } | null;
};

/** Some children of a customer that follow each other, and how many there are in all. */
export type ShownWindow = { readonly branches: readonly ShownBranch[]; readonly children: number };

/** Puts rows of the tree into the reader's words, so that the browser needs neither texts nor formats. */
export async function shownWindow(window: {
  readonly branches: readonly Branch[];
  readonly children: number;
}): Promise<ShownWindow> {
  const [locale, t, c] = [await getLocale(), await getTranslations("tree"), await getTranslations("common")];
  const shown = window.branches.map((branch) => ({
    id: branch.i_customer,
    name: branch.name,
    children: branch.children,
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
  return { branches: shown, children: window.children };
}
