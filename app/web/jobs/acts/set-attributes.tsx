import {
  type AttributeName,
  attributeOf,
  groups,
  isAttributeName,
  isDelegated,
  namesWhere,
} from "@/attributes/customer";
import { inFormOrder } from "@/attributes/lists";
import { attributeField, listsOf } from "@/components/attribute-field/attribute-field";
import { AttributeField } from "@/components/attribute-field/shown-field";
import { FormGroup } from "@/components/form/form-group";
import { addressOf, type Query } from "@/components/list/list-query";
import { Button, ButtonLink } from "@/components/ui/button";
import { Notice } from "@/components/ui/page";
import { getLocale, getTranslations } from "@/i18n/texts";
import type { LiveSession } from "@/server/credentials/sessions";
import { getFormChoices } from "@/server/customers/form-choices";
import { Refusal } from "@/server/ground/refusal";
import { isForMany } from "@/server/jobs/acts/set-attributes";
import type { Names } from "@/server/record/find-names";
import { changeableBy } from "../../customers/changeable";
import { customerOptions, type Options } from "../../customers/options";
import { readForm } from "../../forms/read-form";
import { changeText, changeWords } from "../../history/change-words";
import { type Ask, asker } from "../../session/may";
import type { ActFieldsProps, ActForm } from "./act-form";
import { KeptInAddress } from "./kept-in-address";

/** Sets or clears attributes: first which, then each by the field that the edit form has. */
export const setAttributes: ActForm = {
  isOffered: (may) => settableBy(may).length > 0,
  Before: WhichAttributes,
  Fields: AttributeFields,
  read: async (form, session) => {
    const names = settableBy(await asker(session)).filter((name) => form.has(name));
    if (form.get("i_tariff") === "none")
      throw new Refusal(400, "Parameter i_tariff is required", "i_tariff", { key: "required" });
    // whatever the form showed, each field is meant
    const meant = new FormData();
    for (const [name, value] of form) if (!name.startsWith("was:")) meant.append(name, value);
    return { values: (await readForm(meant, names)).changed };
  },
  say: async ({ values }, session) => {
    const given: Readonly<Record<string, unknown>> = Object(values);
    const [a, options] = [await getTranslations("attributes"), await optionsFor(session)];
    const words = (await changeWords(namesIn(options)))(null);
    return settable
      .filter((name) => Object.hasOwn(given, name))
      .map((name) => [a(name), changeText(name, given[name], words)]);
  },
};

/** Rights, flags and features are taken and given one by one, by an act of their own. */
const settable: readonly AttributeName[] = groups.flatMap((group) =>
  inFormOrder(
    namesWhere((attribute) => attribute.group === group && !isDelegated(attribute)).filter(isForMany),
  ),
);

function settableBy(may: Ask): readonly AttributeName[] {
  const among = changeableBy(may);
  return settable.filter((name) => among.includes(name));
}

/** The attributes that an address names, of those that the reader may change. */
function chosenIn(query: Query, may: Ask): readonly AttributeName[] {
  const named = [query.set ?? []].flat();
  return settableBy(may).filter((name) => named.includes(name));
}

/** A box for each attribute, by groups, in a form by GET; null once some are chosen. */
async function WhichAttributes({ session, query }: ActFieldsProps) {
  const may = await asker(session);
  const [offered, chosen] = [settableBy(may), chosenIn(query, may)];
  if (chosen.length > 0 && query.more === undefined) return null;
  const t = await getTranslations();
  return (
    <form className="form" data-part="which">
      <KeptInAddress query={query} without={["set", "more", "asked"]} />
      <input type="hidden" name="asked" value="1" />
      {query.asked === undefined || chosen.length > 0 ? null : (
        <Notice tone="warn">{t("bulk.none_ticked")}</Notice>
      )}
      {groups.map((group) => {
        const names = offered.filter((name) => attributeOf(name).group === group);
        return names.length === 0 ? null : (
          <FormGroup key={group} title={t(`groups.${group}`)}>
            <div className="fields">
              {names.map((name) => (
                <div key={name} className="field-inline">
                  <input
                    id={`set-${name}`}
                    type="checkbox"
                    name="set"
                    value={name}
                    defaultChecked={chosen.includes(name)}
                    className="check"
                  />
                  <label htmlFor={`set-${name}`}>{t(`attributes.${name}`)}</label>
                </div>
              ))}
            </div>
          </FormGroup>
        );
      })}
      <div className="save-bar stays">
        <Button look="primary">{t("bulk.to_fields")}</Button>
        <ButtonLink look="quiet" href={addressOf("/jobs/new", query, { act: null, set: null, more: null })}>
          {t("common.cancel")}
        </ButtonLink>
      </div>
    </form>
  );
}

/** The fields of the chosen attributes. They are empty: what they replace differs from customer to customer. */
async function AttributeFields({ session, query }: ActFieldsProps) {
  const [t, locale, options] = [await getTranslations(), await getLocale(), await optionsFor(session)];
  const fields = chosenIn(query, await asker(session)).map((name) =>
    attributeField({ t, locale }, name, name === "i_tariff" ? { value: "none" } : {}),
  );
  return (
    <FormGroup title={t("bulk.values")} about={t("bulk.values_text")}>
      <div className="fields">
        {fields.map((field) => (
          <AttributeField key={field.name} field={field} lists={listsOf([field], options)} />
        ))}
      </div>
      <p className="mt-4">
        <a href={addressOf("/jobs/new", query, { more: "1" })} className="underline underline-offset-2">
          {t("bulk.other_fields")}
        </a>
      </p>
    </FormGroup>
  );
}

/** What the fields choose from: what the reader can give. */
async function optionsFor(session: LiveSession): Promise<Options> {
  const choices = await getFormChoices(session.actor, {});
  const t = await getTranslations("customer_form");
  const options = await customerOptions(choices, null);
  const own = choices.rights.use_own_tariff === 1 ? [{ id: "", label: t("own_tariff") }] : [];
  const tariffs = [{ id: "none", label: t("choose_tariff") }, ...own, ...(options.i_tariff ?? [])];
  return { ...options, i_tariff: tariffs };
}

/** The names behind ids, as changes are told. */
function namesIn(options: Options): Names {
  return Object.fromEntries(
    Object.entries(options)
      .filter(([name]) => isAttributeName(name))
      .map(([name, list]) => [name, Object.fromEntries(list.map(({ id, label }) => [id, label]))]),
  );
}
