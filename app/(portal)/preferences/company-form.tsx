import { type AttributeName, type Group, groups, namesWhere } from "@/attributes/customer";
import { personalNames } from "@/attributes/lists";
import { AttributeInput } from "@/components/attribute-field/attribute-input";
import { ActionBar } from "@/components/form/action-bar";
import { ActionForm, SubmitButton } from "@/components/form/action-form";
import { Fold } from "@/components/ui/page";
import { getTranslations } from "@/i18n/texts";
import type { LiveSession } from "@/server/credentials/sessions";
import { type CustomerInfo, getCustomerInfo } from "@/server/customers/get-customer-info";
import { updateOwnData } from "@/server/customers/update-own-data";
import type { PersonSettings } from "@/server/identity/web-users/own-settings";
import { aliasHelp } from "../../web/customers/alias-help";
import { dictionaryOptions, type Options } from "../../web/customers/options";
import { asker } from "../../web/session/may";
import { savePreferencesAction } from "./actions";
import { otherLanguageHere } from "./other-language-here";

/** The groups that people look for first come first. */
const order: readonly Group[] = ["self-care", "contact", "notifications", "payments", "branding"];

/**
 * The form of the customer's own attributes, as far as the level may change them.
 * @param alone the settings of the customer's only web user, which fill in the fields and become the customer's when saved;
 * null: there are several people, or this is a support session
 */
export async function CompanyForm(props: {
  readonly session: LiveSession;
  readonly alone: PersonSettings | null;
}) {
  const { session, alone } = props;
  const [{ customer }, c, options] = await Promise.all([
    getCustomerInfo(session.actor, { i_customer: session.actor.i_customer }),
    getTranslations("common"),
    dictionaryOptions(),
  ]);
  const own = alone === null ? {} : ownOnes(alone);
  const languageHelp =
    alone === null ? undefined : await otherLanguageHere(String(own.i_lang ?? customer.i_lang));
  return (
    <ActionForm action={savePreferencesAction}>
      {alone === null ? null : <input type="hidden" name="alone" value="1" />}
      {Object.keys(own).length === 0 ? null : <input type="hidden" name="as_one" value="1" />}
      {order
        .filter((group) => groups.includes(group))
        .map((group) => (
          <OwnGroup key={group} {...{ group, customer, own, options, languageHelp }} session={session} />
        ))}
      <ActionBar>
        <SubmitButton>{c("save")}</SubmitButton>
      </ActionBar>
    </ActionForm>
  );
}

type Own = Readonly<Partial<Record<AttributeName, string | number>>>;

/** Picks what the person really chose. */
function ownOnes(settings: PersonSettings): Own {
  return Object.fromEntries(
    personalNames.flatMap((name) => (settings[name] === null ? [] : [[name, settings[name]]])),
  );
}

type GroupProps = {
  readonly group: Group;
  readonly customer: CustomerInfo;
  readonly own: Own;
  readonly options: Options;
  readonly languageHelp: string | undefined;
  readonly session: LiveSession;
};

/** The fields of a group that the level may change; nothing if there are none. */
async function OwnGroup({ group, customer, own, options, languageHelp, session }: GroupProps) {
  const [t, may] = [await getTranslations(), await asker(session)];
  const names = namesWhere(
    (attribute) => attribute.group === group && attribute.setBy === "parent+self",
  ).filter((name) => may(updateOwnData, "own", { names: [name] }));
  if (names.length === 0) return null;
  const ofAlias = names.includes("dns_alias")
    ? await aliasHelp(session.actor, customer.i_customer)
    : undefined;
  return (
    <Fold title={t(`groups.${group}`)} open={group === "self-care" || group === "contact"}>
      <div className="grid gap-4 sm:grid-cols-2">
        {names.map((name) => {
          const stored = name in customer ? customer[name as "name"] : undefined;
          return (
            <div key={name} className={name === "css" ? "sm:col-span-2" : ""}>
              <AttributeInput
                name={name}
                value={own[name] ?? stored}
                base={stored}
                options={options[name]}
                {...(name === "dns_alias" ? { help: ofAlias } : {})}
                {...(name === "i_lang" ? { help: languageHelp } : {})}
              />
            </div>
          );
        })}
      </div>
    </Fold>
  );
}
