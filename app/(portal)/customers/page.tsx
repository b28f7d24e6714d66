import type { Metadata } from "next";
import { areas, maskOf } from "@/attributes/rights";
import { addressOf } from "@/components/list/list-query";
import { getTranslations } from "@/i18n/texts";
import { createCustomer } from "@/server/customers/create-customer";
import { findCustomers } from "@/server/customers/find-customers";
import { beginImport } from "@/server/jobs/begin-import";
import { attentions } from "@/server/record/attention";
import { type StoppingState, stoppingStates } from "@/server/record/stopping";
import { listTariffs } from "@/server/tariffs/tariffs";
import { currencyCodes } from "../../web/customers/options";
import { TwinsNotice } from "../../web/customers/twins-notice";
import { mayActOnMany } from "../../web/jobs/acts/act-forms";
import { wholeFormats } from "../../web/lists/export-formats";
import { filterWords } from "../../web/lists/filter-words";
import { Portal } from "../../web/portal/portal";
import { readsProfiles } from "../../web/portal/reads";
import { Step } from "../../web/portal/step";
import { may, requireFor } from "../../web/session/may";
import { type Column, columns } from "./columns";
import { CustomersView } from "./customers-view";
import type { FilterOptions } from "./filters";
import type { SelectionWords } from "./selection";
import type { CustomersWords } from "./shown";
import { shownCustomers } from "./shown-customers";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("customers"))("title") };
}

export default async function CustomersPage({ searchParams }: PageProps<"/customers">) {
  const query = await searchParams;
  const session = await requireFor(addressOf("/customers", query, {}), findCustomers);
  const [first, { tariffs }, hasProfiles, mayCreate, mayImport, t, exports] = await Promise.all([
    shownCustomers(session, query),
    listTariffs(session.actor, { used: false }),
    readsProfiles(session),
    may(session, createCustomer),
    may(session, beginImport),
    getTranslations("customers"),
    wholeFormats(session.i_export_type),
  ]);
  return (
    <Portal session={session} branded>
      <CustomersView
        first={first}
        words={await wordsOf()}
        // Object.fromEntries gives string keys; these are exactly the columns
        columnNames={
          Object.fromEntries(columns.map((column) => [column, t(column)])) as Record<Column, string>
        }
        options={await filterOptions(tariffs, first.typed.owes)}
        exports={exports}
        imports={mayImport ? (await getTranslations("imports"))("open") : null}
        profiles={hasProfiles ? (await getTranslations("profiles"))("title") : null}
        create={
          <Step session={session} step="customer" href="/customers/new">
            {t("new")}
          </Step>
        }
        mayCreate={mayCreate}
        selection={(await mayActOnMany(session)) ? await selectionWords(exports.label) : null}
        notice={<TwinsNotice session={session} of={["customer", "login"]} />}
      />
    </Portal>
  );
}

/** @param exported the word for a download */
async function selectionWords(exported: string): Promise<SelectionWords> {
  const t = await getTranslations("bulk");
  return {
    selection: t("selection"),
    // only the browser knows how many
    chosen: String(t.raw("chosen")),
    most: t("most"),
    all_chosen: t("all_chosen"),
    act: t("act"),
    export: exported,
    act_on_all: t("act_on_all"),
    clear: t("clear"),
    leave: t("leave"),
    choose: t("choose"),
    nobody: t("nobody_yet"),
    page: t("page"),
  };
}

async function wordsOf(): Promise<CustomersWords> {
  const [t, c, f, w] = [
    await getTranslations("customers"),
    await getTranslations("common"),
    await getTranslations("filters"),
    await getTranslations("why_not"),
  ];
  return {
    title: t("title"),
    statement: t("statement"),
    more: c("more"),
    pages: t("pages"),
    nothing: t("nothing"),
    empty: t("empty"),
    empty_text: t("empty_text"),
    wrong: f("wrong"),
    wrong_text: f("wrong_text"),
    clear: c("clear"),
    found_refusal: w("found"),
    open: w("open"),
    name: t("name"),
    blocked: c("blocked"),
    stopped_above: c("stopped_above"),
  };
}

async function filterOptions(
  tariffs: readonly { readonly i_tariff: number; readonly name: string }[],
  owes: string,
): Promise<FilterOptions> {
  const [t, c, rights, attributes] = [
    await getTranslations("customers"),
    await getTranslations("common"),
    await getTranslations("rights"),
    await getTranslations("attributes"),
  ];
  return {
    states: Object.entries(stoppingStates).map(([state, id]) => ({ id, label: c(state as StoppingState) })),
    tariffs: tariffs.map(({ i_tariff, name }) => ({ id: String(i_tariff), label: name })),
    currencies: await currencyCodes(),
    rights: areas.map((id) => ({ id, label: t("right_of", { area: attributes(maskOf[id]) }) })),
    needs: attentions.map((id) => ({ id, label: t(`needs_${id}`) })),
    owes: offeredDays(owes).map((days) => ({ id: String(days), label: t("owes_days", { days }) })),
    words: {
      search: c("search"),
      ...(await filterWords()),
      columns: t("columns"),
      direct_only: t("direct_only"),
      state: t("state"),
      any_state: t("any_state"),
      tariff: t("tariff"),
      any_tariff: t("any_tariff"),
      currency: t("currency"),
      any_currency: t("any_currency"),
      right: rights("matrix"),
      any_right: t("any_right"),
      needs: t("needs"),
      any_needs: t("any_needs"),
      owes: t("owes"),
      any_owes: t("any_owes"),
      min: t("from"),
      max: t("to"),
    },
  };
}

/** Days to choose from, with those that an address asks for. */
function offeredDays(asked: string): number[] {
  const days = Number(asked);
  const all = new Set([0, 7, 14, 30, 60, 90, ...(/^\d{1,5}$/.test(asked) ? [days] : [])]);
  return [...all].toSorted((one, other) => one - other);
}
