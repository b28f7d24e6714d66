import { formatDateTime } from "@/attributes/format-time";
import type { Query } from "@/components/list/list-query";
import { getFormatter, getLocale, getTranslations } from "@/i18n/texts";
import type { LiveSession } from "@/server/credentials/sessions";
import {
  blockSetters,
  type ListedBlock,
  type ListedBlocks,
  listBlocks,
} from "@/server/customers/list-blocks";
import { unblockCustomer } from "@/server/customers/unblock-customer";
import { blockReasons } from "@/server/record/block-reasons";
import { blockReasonText, blockSetterText } from "../../web/customers/standing-block";
import { stateText } from "../../web/customers/state-mark";
import { filterWords } from "../../web/lists/filter-words";
import { shownFilters } from "../../web/lists/filters";
import { pagesOf } from "../../web/lists/pages-of";
import { may } from "../../web/session/may";
import { blockFilters } from "./block-list-filters";
import type { BlockRow, BlocksWords, ShownBlocks } from "./shown";

/** What the list of blocks shows at an address, in the reader's words. @throws Refusal 403 */
export async function shownBlocks(session: LiveSession, query: Query): Promise<ShownBlocks> {
  const { actor, timeZone } = session;
  const filters = await blockFilters(query, actor);
  const isWrong = filters.wrong.size > 0;
  const [{ blocks, total, isMore, next, previous }, mayLift, t, c, format] = await Promise.all([
    isWrong ? nothing : listBlocks(actor, { ...filters.raw, after: query.after }),
    may(session, unblockCustomer),
    getTranslations("blocked_list"),
    getTranslations("common"),
    getFormatter(),
  ]);
  const count = isMore ? c("at_least", { count: format.number(total) }) : t("count", { count: total });
  const shown = await shownFilters(query, filters);
  return {
    ...shown,
    filterable: total > 0 || shown.narrowed,
    note: isWrong || total === 0 ? "" : count,
    rows: isWrong
      ? null
      : await Promise.all(blocks.map(async (block) => await shownBlock(block, timeZone, mayLift))),
    pages: await pagesOf({
      path: "/blocked",
      query,
      next,
      previous,
      shown: blocks.length,
      total,
      counted: isMore ? "up_to" : "exactly",
    }),
  };
}

/** What is shown while a filter cannot be read. */
const nothing: ListedBlocks = { blocks: [], total: 0, isMore: false, next: null, previous: null };

/** @param mayLift whether the reader may unblock at all */
async function shownBlock(block: ListedBlock, timeZone: string, mayLift: boolean): Promise<BlockRow> {
  const [t, c, format, locale] = [
    await getTranslations("blocked_list"),
    await getTranslations("common"),
    await getFormatter(),
    await getLocale(),
  ];
  const { i_block, i_customer, name, stopped_by, below } = block;
  return {
    i_block,
    i_customer,
    name,
    ...(stopped_by
      ? { stop: [stateText({ blocked: false, stopped_by }, c), stopped_by.i_customer] as const }
      : {}),
    parent: [block.i_wholesaler, block.parent_name],
    reason: block.reason ? await blockReasonText(block.reason) : "",
    by: await blockSetterText(block),
    since: formatDateTime(block.since, timeZone, locale),
    below: format.number(below),
    note: block.note ?? "",
    ...(mayLift && block.liftable ? { lift: t("unblock_this", { name }) } : {}),
  };
}

/** What the page says and offers at every address. */
export async function blocksWords(): Promise<BlocksWords> {
  const [t, b, c, f] = [
    await getTranslations("blocked_list"),
    await getTranslations("block_customer"),
    await getTranslations("common"),
    await getTranslations("filters"),
  ];
  return {
    title: t("title"),
    pages: t("pages"),
    search: t("search"),
    any_reason: t("any_reason"),
    anybody: t("anybody"),
    ...(await filterWords()),
    nothing: t("nothing"),
    customer: t("customer"),
    parent: t("parent"),
    reason: b("reason"),
    by: t("by"),
    since: t("since"),
    below: t("below"),
    note: b("note"),
    unblock: b("unblock"),
    stopped_above: c("stopped_above"),
    wrong: { title: f("wrong"), text: f("wrong_text") },
    empty: { title: t("empty"), text: t("empty_text") },
    reasons: blockReasons.map((id) => ({ id, label: b(`reason_${id}`) })),
    setters: blockSetters.map((id) => ({ id, label: t(id) })),
  };
}
