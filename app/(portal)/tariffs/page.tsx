import type { Metadata } from "next";
import { choicesOf, sentList } from "@/components/choices/long-list";
import { ActionForm, SubmitButton } from "@/components/form/action-form";
import { SelectField, TextField } from "@/components/form/fields";
import { CancelInPlace, FormInPlace } from "@/components/form/form-in-place";
import { addressOf } from "@/components/list/list-query";
import { EmptyState, PageHeading } from "@/components/ui/page";
import { Table, Td, Th } from "@/components/ui/table";
import { getTranslations } from "@/i18n/texts";
import { addTariff, deleteTariff, editTariff, listTariffs } from "@/server/tariffs/tariffs";
import { dictionaryOptions } from "../../web/customers/options";
import { TwinsNotice } from "../../web/customers/twins-notice";
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
  const add = may(addTariff) ? (
    <FormInPlace id="new-tariff" key={tariffs.length} open={t("new")} title={t("new")}>
      <ActionForm action={saveTariffAction} className="flex flex-col gap-4">
        <TextField name="name" label={t("name")} required={c("required_mark")} input={{ maxLength: 128 }} />
        <SelectField
          name="currency"
          label={t("currency")}
          value={session.customer.base_currency}
          options={currencies}
        />
        <div className="flex gap-2">
          <SubmitButton>{t("add")}</SubmitButton>
          <CancelInPlace id="new-tariff">{c("cancel")}</CancelInPlace>
        </div>
      </ActionForm>
    </FormInPlace>
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
                    <FormInPlace
                      id={`tariff-${tariff.i_tariff}`}
                      key={`${tariff.name} ${tariff.currency}`}
                      open={c("edit")}
                      name={`${c("edit")}: ${tariff.name}`}
                      title={t("edit")}
                      look="in-row"
                    >
                      {may(editTariff) ? (
                        <ActionForm
                          prefix={`edit-${tariff.i_tariff}`}
                          action={saveTariffAction}
                          className="flex flex-col gap-4"
                        >
                          <input type="hidden" name="i_tariff" value={tariff.i_tariff} />
                          <TextField name="name" label={t("name")} value={tariff.name} />
                          <SelectField
                            name="currency"
                            label={t("currency")}
                            value={tariff.currency}
                            options={currencies}
                          />
                          <div className="flex gap-2">
                            <SubmitButton>{c("save")}</SubmitButton>
                            <CancelInPlace id={`tariff-${tariff.i_tariff}`}>{c("cancel")}</CancelInPlace>
                          </div>
                        </ActionForm>
                      ) : null}
                      {may(deleteTariff) && tariff.used === 0 ? (
                        <ActionForm
                          prefix={`delete-${tariff.i_tariff}`}
                          action={deleteTariffAction}
                          className="delete-below"
                        >
                          <input type="hidden" name="i_tariff" value={tariff.i_tariff} />
                          <SubmitButton look="danger">{c("delete")}</SubmitButton>
                        </ActionForm>
                      ) : null}
                    </FormInPlace>
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
