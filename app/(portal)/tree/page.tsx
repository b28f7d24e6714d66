import type { Metadata } from "next";
import { addressOf } from "@/components/list/list-query";
import { Button } from "@/components/ui/button";
import { HelpTip } from "@/components/ui/help-tip";
import { Icon } from "@/components/ui/icon";
import { EmptyState, PageHeading } from "@/components/ui/page";
import { getTranslations } from "@/i18n/texts";
import { findInTree } from "@/server/customers/branch/find-in-tree";
import { listBranch, windowSize } from "@/server/customers/branch/list-branch";
import { suggestCustomers } from "@/server/customers/suggest-customers";
import type { SuggestedCustomer } from "@/server/record/suggested";
import { Portal } from "../../web/portal/portal";
import { Step } from "../../web/portal/step";
import { requireFor } from "../../web/session/may";
import { CustomerTree } from "./customer-tree";
import { shownWindow } from "./shown-branch";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("tree"))("title") };
}

export default async function TreePage({ searchParams }: PageProps<"/tree">) {
  const session = await requireFor("/tree", listBranch);
  const { q } = await searchParams;
  const [t, c] = [await getTranslations("tree"), await getTranslations("common")];
  const query = typeof q === "string" ? q : "";
  const found = query ? (await suggestCustomers(session.actor, { q: query })).customers : [];
  // the likeliest, as in the palette
  const [hit, ...others] = found;
  const { steps } = hit ? await findInTree(session.actor, { i_customer: hit.i_customer }) : { steps: [] };
  const first = await listBranch(session.actor, { i_customer: session.actor.i_customer });
  return (
    <Portal session={session} branded>
      <PageHeading title={t("title")} help={<HelpTip id="tree-help" label={t("how")} text={t("text")} />} />
      <form className="tree-search">
        <div className="filter-search">
          <Icon name="search" />
          <input
            type="search"
            name="q"
            aria-label={t("find")}
            placeholder={t("find")}
            defaultValue={query}
            className="control"
          />
        </div>
        <Button>{c("search")}</Button>
        {query ? (
          <span role="status">{hit ? <Hit hit={hit} match={c("number_matches")} /> : t("no_hit")}</span>
        ) : null}
        {others.length > 0 ? (
          <a href={addressOf("/customers", { q: query }, {})} className="text-accent-text hover:underline">
            {t("others")}
          </a>
        ) : null}
      </form>
      {first.branches.length === 0 ? (
        <EmptyState
          icon="network"
          title={t("empty")}
          text=""
          action={
            <Step session={session} step="customer" href="/customers/new">
              {(await getTranslations("customers"))("new")}
            </Step>
          }
        />
      ) : (
        <div className="tree-box">
          <TreeHeads name={t("name")} below={t("below")} balances={t("balances")} />
          <CustomerTree
            // another search is another tree
            key={query}
            root={session.actor.i_customer}
            first={await shownWindow(first)}
            size={windowSize}
            steps={steps}
            words={{ title: t("title"), loading: t("loading"), open: c("open"), close: t("close") }}
          />
        </div>
      )}
    </Portal>
  );
}

/** The customer that the tree is opened at, and the number by which the search found it. */
function Hit({ hit, match }: { readonly hit: SuggestedCustomer; readonly match: string }) {
  const { name, matched } = hit;
  return (
    <>
      <bdi className="font-medium text-text">{name}</bdi>
      {matched ? <> · {matched.number === null ? match : <bdi>{matched.number}</bdi>}</> : null}
    </>
  );
}

/**
 * The headings above the figures of the rows. Hidden from screen readers, because a tree has no columns; the page's note
 * explains the figures to them.
 */
function TreeHeads({ name, below, balances }: Readonly<Record<"name" | "below" | "balances", string>>) {
  return (
    <div aria-hidden className="tree-heads">
      <span>{name}</span>
      <span>{below}</span>
      <span>{balances}</span>
    </div>
  );
}
