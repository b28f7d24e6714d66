import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Button } from "@/components/ui/button";
import { PageHeading } from "@/components/ui/page";
import { Pages } from "@/components/ui/table";
import { listHistory } from "@/server/audit/list-history";
import { addressOf } from "../../address-of";
import { requireSession } from "../../session";
import { Portal } from "../portal";
import { HistoryTable } from "./history-table";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("history"))("title") };
}

export default async function HistoryPage({ searchParams }: PageProps<"/history">) {
  const session = await requireSession("/history");
  const given = await searchParams;
  const [t, c] = [await getTranslations("history"), await getTranslations("common")];
  const operations = await getTranslations("operations");
  const { entries, next } = await listHistory(session.actor, { ...given, i_customer: undefined });
  const value = (name: string) => (typeof given[name] === "string" ? given[name] : "");
  const kinds = [
    "createCustomer",
    "updateCustomer",
    "updateOwnData",
    "deleteCustomer",
    "resetCustomerOneTimePassword",
    "choosePassword",
    "signIn",
    "getCustomerInfo",
    "addTariff",
    "editTariff",
    "deleteTariff",
  ] as const;
  return (
    <Portal session={session} current="history">
      <PageHeading title={t("title")} />
      <form className="mb-4 flex flex-wrap items-end gap-3">
        <label className="flex w-44 flex-col gap-1">
          {t("filter_who")}
          <input className="control" name="who" defaultValue={value("who")} />
        </label>
        <label className="flex w-56 flex-col gap-1">
          {t("filter_what")}
          <select className="control" name="what" defaultValue={value("what")}>
            <option value="">{t("anything")}</option>
            {kinds.map((kind) => (
              <option key={kind} value={kind}>
                {operations(kind)}
              </option>
            ))}
          </select>
        </label>
        <label className="flex w-40 flex-col gap-1">
          {t("since")}
          <input className="control" type="date" name="since" defaultValue={value("since")} />
        </label>
        <label className="flex w-40 flex-col gap-1">
          {t("until")}
          <input className="control" type="date" name="until" defaultValue={value("until")} />
        </label>
        <Button>{c("apply")}</Button>
      </form>
      <HistoryTable entries={entries} timeZone={session.timeZone} />
      <Pages
        label={t("title")}
        words={{ previous: c("previous"), next: c("next") }}
        previous={given.after ? addressOf("/history", given, { after: null }) : null}
        next={next ? addressOf("/history", given, { after: next }) : null}
      />
    </Portal>
  );
}
