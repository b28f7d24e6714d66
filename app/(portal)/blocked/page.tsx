import type { Metadata } from "next";
import { addressOf } from "@/components/list/list-query";
import { EmptyState, PageHeading } from "@/components/ui/page";
import { getFormatter, getTranslations } from "@/i18n/texts";
import { type ListedBlocks, listBlocks } from "@/server/customers/list-blocks";
import { unblockCustomer } from "@/server/customers/unblock-customer";
import { isNarrowed } from "../../web/lists/filters";
import { ListPages } from "../../web/lists/list-pages";
import { WrongFilters } from "../../web/lists/wrong-filters";
import { Portal } from "../../web/portal/portal";
import { may, requireFor } from "../../web/session/may";
import { BlockFilters } from "./block-filters";
import { blockFilters } from "./block-list-filters";
import { BlockTable } from "./block-table";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("blocked_list"))("title") };
}

export default async function BlockedPage({ searchParams }: PageProps<"/blocked">) {
  const query = await searchParams;
  const session = await requireFor(addressOf("/blocked", query, {}), listBlocks);
  const { actor, timeZone } = session;
  const filters = await blockFilters(query, actor);
  const isWrong = filters.wrong.size > 0;
  const [{ blocks, total, next, previous }, mayLift, t, c, format] = await Promise.all([
    isWrong ? nothing : listBlocks(actor, { ...filters.raw, after: query.after }),
    may(session, unblockCustomer),
    getTranslations("blocked_list"),
    getTranslations("common"),
    getFormatter(),
  ]);
  const narrowed = isNarrowed(filters);
  const count =
    total < 10_000 ? t("count", { count: total }) : c("at_least", { count: format.number(total) });
  return (
    <Portal session={session} branded>
      <PageHeading title={t("title")} note={isWrong ? null : count} />
      {total > 0 || narrowed ? <BlockFilters filters={filters} /> : null}
      {isWrong ? (
        <WrongFilters />
      ) : blocks.length === 0 ? (
        <EmptyState
          title={t(narrowed ? "nothing" : "empty")}
          text={t(narrowed ? "nothing_text" : "empty_text")}
        />
      ) : (
        <BlockTable blocks={blocks} timeZone={timeZone} mayLift={mayLift} />
      )}
      <ListPages
        label={t("pages")}
        path="/blocked"
        query={query}
        next={next}
        previous={previous}
        shown={blocks.length}
        total={total}
      />
    </Portal>
  );
}

/** What is shown while a filter cannot be read. */
const nothing: ListedBlocks = { blocks: [], total: 0, next: null, previous: null };
