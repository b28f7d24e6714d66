import { type AttributeName, type Group, groups, namesWhere } from "@/attributes/customer";
import { inFormOrder, personalNames } from "@/attributes/lists";
import { attributeField, listsOf } from "@/components/attribute-field/attribute-field";
import { getLocale, getTranslations } from "@/i18n/texts";
import type { LiveSession } from "@/server/credentials/sessions";
import { getCustomerInfo } from "@/server/customers/get-customer-info";
import { updateOwnData } from "@/server/customers/update-own-data";
import type { PersonSettings } from "@/server/identity/web-users/own-settings";
import { aliasHelp } from "../../web/customers/alias-help";
import { dictionaryOptions } from "../../web/customers/options";
import { asker } from "../../web/session/may";
import { CompanyFields, type ShownCompany } from "./company-fields";
import { otherLanguageHere } from "./other-language-here";
import { shownBeyond } from "./shown-beyond";

/** The groups that people look for first come first. */
const order = [
  "self-care",
  "contact",
  "notifications",
  "payments",
  "branding",
] as const satisfies readonly Group[];

/**
 * The form of the customer's own attributes and preferences, as far as the level may change them.
 * @param alone the settings of the customer's only web user, which fill in the fields and become the customer's when saved;
 * null: there are several people, or this is a support session
 */
export async function CompanyForm(props: {
  readonly session: LiveSession;
  readonly alone: PersonSettings | null;
}) {
  const { session, alone } = props;
  const { i_customer } = session.actor;
  const [{ customer }, beyond, t, locale, options, may] = await Promise.all([
    getCustomerInfo(session.actor, { i_customer }),
    shownBeyond(session),
    getTranslations(),
    getLocale(),
    dictionaryOptions(),
    asker(session),
  ]);
  const own = alone === null ? {} : ownOnes(alone);
  const changeable = namesWhere(({ setBy }) => setBy === "parent+self").filter((name) =>
    may(updateOwnData, "own", { names: [name] }),
  );
  const helps: Readonly<Partial<Record<AttributeName, string | undefined>>> = {
    dns_alias: changeable.includes("dns_alias")
      ? await aliasHelp(session.actor, i_customer, customer.dns_alias ?? "")
      : undefined,
    i_lang: alone === null ? undefined : await otherLanguageHere(String(own.i_lang ?? customer.i_lang)),
  };
  const shown = order
    .filter((group) => groups.includes(group))
    .map((group) => ({
      title: t(`groups.${group}`),
      about: t(`group_notes.own.${group}`),
      open: group === "self-care" || group === "contact",
      fields: inFormOrder(namesWhere((attribute) => attribute.group === group))
        .filter((name) => changeable.includes(name))
        .map((name) => {
          const stored = name in customer ? customer[name as "name"] : undefined;
          return attributeField({ t, locale }, name, {
            value: own[name] ?? stored,
            base: stored,
            help: helps[name],
          });
        }),
    }))
    .filter(({ fields }) => fields.length > 0);
  const fields: ShownCompany = {
    // what stands open comes first
    groups: [...shown.filter(({ open }) => open), ...beyond, ...shown.filter(({ open }) => !open)],
    lists: listsOf(
      shown.flatMap(({ fields }) => fields),
      options,
    ),
    sent: [...(alone === null ? [] : ["alone"]), ...(Object.keys(own).length === 0 ? [] : ["as_one"])],
    save: t("common.save"),
  };
  return <CompanyFields shown={JSON.stringify(fields)} />;
}

type Own = Readonly<Partial<Record<AttributeName, string | number>>>;

/** Picks what the person really chose. */
function ownOnes(settings: PersonSettings): Own {
  return Object.fromEntries(
    personalNames.flatMap((name) => (settings[name] === null ? [] : [[name, settings[name]]])),
  );
}
