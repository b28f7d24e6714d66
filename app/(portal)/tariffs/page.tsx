import type { Metadata } from "next";
import { choicesOf, sentList } from "@/components/choices/long-list";
import { ActionForm, SubmitButton } from "@/components/form/action-form";
import { SelectField, TextField } from "@/components/form/fields";
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
  return (
    <Portal session={session}>
      <PageHeading title={t("title")} note={t("text")} />
      <TwinsNotice session={session} of={["tariff"]} />
      {tariffs.length === 0 ? (
        <EmptyState
          title={t("empty")}
          text={t("empty_text")}
          action={<WhomToAsk session={session} step="tariff" />}
        />
      ) : (
        <Table
          label={t("title")}
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
            <tr key={tariff.i_tariff} className="align-top">
              <Td className="wrap-anywhere">{tariff.name}</Td>
              <Td>{tariff.currency}</Td>
              <Td label={t("used")}>
                {tariff.used === 0 ? (
                  t("used_by", { count: 0 })
                ) : (
                  <a href={addressOf("/customers", { i_tariff: String(tariff.i_tariff) }, {})}>
                    {t("used_by", { count: tariff.used ?? 0 })}
                  </a>
                )}
              </Td>
              <Td place="acts" className="whitespace-normal sm:w-80">
                {may(editTariff) || (may(deleteTariff) && tariff.used === 0) ? (
                  <details>
                    <summary
                      aria-label={`${c("edit")}: ${tariff.name}`}
                      className="text-accent-text hover:underline"
                    >
                      {c("edit")}
                    </summary>
                    {may(editTariff) ? (
                      <ActionForm
                        prefix={`edit-${tariff.i_tariff}`}
                        action={saveTariffAction}
                        className="mt-2 flex flex-col gap-3"
                      >
                        <input type="hidden" name="i_tariff" value={tariff.i_tariff} />
                        <TextField name="name" label={t("name")} value={tariff.name} />
                        <SelectField
                          name="currency"
                          label={t("currency")}
                          value={tariff.currency}
                          options={currencies}
                        />
                        <SubmitButton>{c("save")}</SubmitButton>
                      </ActionForm>
                    ) : null}
                    {may(deleteTariff) && tariff.used === 0 ? (
                      <ActionForm
                        prefix={`delete-${tariff.i_tariff}`}
                        action={deleteTariffAction}
                        className="mt-3"
                      >
                        <input type="hidden" name="i_tariff" value={tariff.i_tariff} />
                        <SubmitButton look="danger">{c("delete")}</SubmitButton>
                      </ActionForm>
                    ) : null}
                  </details>
                ) : null}
              </Td>
            </tr>
          ))}
        </Table>
      )}
      {may(addTariff) ? (
        <section className="mt-8 max-w-md">
          <h2 className="mb-3">{t("add")}</h2>
          <ActionForm action={saveTariffAction} className="flex flex-col gap-4">
            <TextField
              name="name"
              label={t("name")}
              required={c("required_mark")}
              input={{ maxLength: 128 }}
            />
            <SelectField
              name="currency"
              label={t("currency")}
              value={session.customer.base_currency}
              options={currencies}
            />
            <div>
              <SubmitButton>{t("add")}</SubmitButton>
            </div>
          </ActionForm>
        </section>
      ) : null}
    </Portal>
  );
}
