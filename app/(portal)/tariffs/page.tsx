import type { Metadata } from "next";
import { choicesOf, sentList } from "@/components/choices/long-list";
import { SelectField } from "@/components/form/fields";
import { addressOf } from "@/components/list/list-query";
import { EmptyState, PageHeading } from "@/components/ui/page";
import { Table, Td, Th } from "@/components/ui/table";
import { getTranslations } from "@/i18n/texts";
import { addTariff, deleteTariff, editTariff, listTariffs } from "@/server/tariffs/tariffs";
import { dictionaryOptions } from "../../web/customers/options";
import { TwinsNotice } from "../../web/customers/twins-notice";
import { AddInPlace, EditInPlace } from "../../web/forms/in-place";
import { Portal } from "../../web/portal/portal";
import { readsTariffs } from "../../web/portal/reads";
import { WhomToAsk } from "../../web/portal/step";
import { asker, demandRight, requireFor } from "../../web/session/may";
import { deleteTariffAction, saveTariffAction } from "./actions";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("tariffs"))("title") };
}

export default async function TariffsPage() {
  const session = await requireFor("/tariffs", listTariffs);
  if (!(await readsTariffs(session))) await demandRight(session, addTariff);
  const [{ tariffs }, may, options] = await Promise.all([
    listTariffs(session.actor, {}),
    asker(session),
    dictionaryOptions(),
  ]);
  const [t, c] = [await getTranslations("tariffs"), await getTranslations("common")];
  const currencies = choicesOf(sentList(options.payment_currency ?? []));
  const currencyField = (value: string) => (
    <SelectField name="currency" label={t("currency")} value={value} options={currencies} />
  );
  const words = { new: t("new"), add: t("add"), name: t("name"), edit: t("edit") };
  const add = may(addTariff) ? (
    <AddInPlace id="new-tariff" count={tariffs.length} words={words} action={saveTariffAction}>
      {currencyField(session.customer.base_currency)}
    </AddInPlace>
  ) : null;
  return (
    <Portal session={session}>
      <div className="max-w-[720px]">
        <PageHeading title={t("title")} note={t("text")} actions={tariffs.length > 0 ? add : null} beside />
        <TwinsNotice session={session} of={["tariff"]} />
        {tariffs.length === 0 ? (
          <EmptyState
            icon="tags"
            title={t("empty")}
            text={t("empty_text")}
            action={add ?? <WhomToAsk session={session} step="tariff" />}
          />
        ) : (
          <Table
            label={t("title")}
            look="names n3 r3"
            head={
              <>
                <Th>{t("name")}</Th>
                <Th>{t("currency")}</Th>
                <Th>{t("used")}</Th>
                <Th>
                  <span className="sr-only">{c("edit")}</span>
                </Th>
              </>
            }
          >
            {tariffs.map((tariff) => (
              <tr key={tariff.i_tariff}>
                <td>
                  <b>{tariff.name}</b>
                </td>
                <td>{tariff.currency}</td>
                <Td label={t("used")} className={tariff.used === 0 ? "zero" : ""}>
                  {tariff.used === 0 ? (
                    "–"
                  ) : (
                    <a
                      href={addressOf("/customers", { i_tariff: String(tariff.i_tariff) }, {})}
                      aria-label={t("used_by", { count: tariff.used ?? 0 })}
                    >
                      {tariff.used}
                    </a>
                  )}
                </Td>
                <td className="at-acts">
                  {may(editTariff) || (may(deleteTariff) && tariff.used === 0) ? (
                    <EditInPlace
                      of="tariff"
                      key={`${tariff.name} ${tariff.currency}`}
                      which={["i_tariff", tariff.i_tariff]}
                      name={tariff.name}
                      words={words}
                      save={may(editTariff) ? saveTariffAction : undefined}
                      remove={may(deleteTariff) && tariff.used === 0 ? deleteTariffAction : undefined}
                    >
                      {currencyField(tariff.currency)}
                    </EditInPlace>
                  ) : null}
                </td>
              </tr>
            ))}
          </Table>
        )}
      </div>
    </Portal>
  );
}
