import { isCopied } from "@/attributes/copied";
import { type AttributeName, attributeOf, type Group, groups, namesWhere } from "@/attributes/customer";
import { inFormOrder, requiredNames } from "@/attributes/lists";
import { attributeField, listsOf } from "@/components/attribute-field/attribute-field";
import { fieldText, shownText } from "@/components/attribute-field/attribute-text";
import { AttributeField } from "@/components/attribute-field/shown-field";
import { linesOf, type Option } from "@/components/choices/option-lines";
import { CheckField } from "@/components/form/fields";
import { FirstLogIn } from "@/components/form/first-log-in";
import { FormGroup } from "@/components/form/form-group";
import { InvitedEmail } from "@/components/form/invited-email";
import { NewPasswordField } from "@/components/form/new-password-field";
import { PasswordMeter } from "@/components/form/password-meter";
import type { Language } from "@/i18n/languages";
import { getLocale, getTranslations, type Texts } from "@/i18n/texts";
import type { FormChoices } from "@/server/customers/form-choices";
import { keeping } from "@/server/ground/keeping";
import { judgePasswordAction } from "../forms/judge-password-action";
import { policyKey } from "../forms/policy-key";
import { CustomerGroups, type ShownGroup, type ShownGroups } from "./customer-groups";
import type { Options } from "./options";
import { shownMatrix } from "./permission-matrix";

type Values = Readonly<Partial<Record<AttributeName, unknown>>>;
type Texted = { readonly t: Texts; readonly locale: Language };

type Props = {
  readonly choices: FormChoices;
  readonly options: Options;
  /** the present values; the defaults for a new customer */
  readonly values: Values;
  readonly isNew: boolean;
  /** the reader is the parent itself */
  readonly own: boolean;
  /** the defaults, if the values come from elsewhere: then the form sends them even if nobody touches them */
  readonly base?: Values | undefined;
  /** the customer whose policy judges a typed password: this one, or the parent of a new one */
  readonly judgedFor?: number | null;
  /** what the reader may change; absent: all of it */
  readonly among?: readonly AttributeName[];
  /** help beside the host name of an existing customer */
  readonly aliasHelp?: string | undefined;
  /** for a profile: without the essentials, with the attributes that copies carry */
  readonly ofProfile?: boolean;
};

/** What every customer must have, and its login. */
const essentials: readonly AttributeName[] = [...requiredNames, "web_login"];

/** Not among the groups: the balance has operations of its own, the essentials their own section. */
const elsewhere: readonly AttributeName[] = ["balance", ...essentials];

/** The attributes that the form for a sub-customer sends. */
export const formAttributes: readonly AttributeName[] = namesWhere(() => true).filter(
  (name) => name !== "balance",
);

/** The fields of *New customer* and *Edit*: first the essentials, then folded groups, each saying what is set in it. */
export async function CustomerFields(props: Props) {
  return (
    <>
      {props.ofProfile || props.among?.includes("name") === false ? null : <Essentials {...props} />}
      <CustomerGroups shown={await groupsText(props)} />
    </>
  );
}

/** The groups of new customers as text: all below one parent begin with the same. */
const kept = keeping<string>(40);

async function groupsText(props: Props): Promise<string> {
  const { values, base, isNew, own, among, ofProfile, choices, options } = props;
  const texted = { t: await getTranslations(), locale: await getLocale() };
  if (!isNew) return JSON.stringify(shownGroups(texted, props));
  // the choices that dictionaries give are the same for everybody
  const listed = [options.i_routing_group, options.i_commission_agent].map((list) => linesOf(list ?? []));
  const given = [texted.locale, values, base, own, among, ofProfile, choices.rights, listed];
  return kept(JSON.stringify(given), () => JSON.stringify(shownGroups(texted, props)));
}

function shownGroups(texted: Texted, props: Props): ShownGroups {
  const shown = groups.flatMap((group) => shownGroup(texted, group, props) ?? []);
  const fields = shown.flatMap((group) => group.fields);
  const ticked = String(texted.t.raw("customer_form.ticked"));
  return { groups: shown, lists: listsOf(fields, props.options), ticked };
}

async function Essentials({
  choices,
  options,
  values,
  isNew,
  judgedFor = null,
  among = formAttributes,
}: Props) {
  const [t, form, locale] = [
    await getTranslations(),
    await getTranslations("customer_form"),
    await getLocale(),
  ];
  const policy = t(`login.policy_${policyKey(choices.inherited.i_password_policy)}`);
  const tariffs = tariffOptions(choices, options, values, isNew, {
    choose: form("choose_tariff"),
    own: form("own_tariff"),
  });
  const field = (name: AttributeName, given: Parameters<typeof attributeField>[2] = {}) => (
    <AttributeField
      field={attributeField({ t, locale }, name, { value: values[name], ...given })}
      lists={name === "i_tariff" ? { tariffs: linesOf(tariffs) } : {}}
    />
  );
  return (
    <FormGroup title={form("required_title")} about={form("required_text")}>
      <div className="fields">
        {field("name", { required: isNew })}
        {field("i_tariff", { required: isNew })}
        {isNew || among.includes("web_login")
          ? field("web_login", isNew ? {} : { help: form("login_clears_api") })
          : null}
        {isNew ? (
          <>
            <InvitedEmail
              name="email"
              label={t("attributes.email")}
              value={fieldText("email", values.email)}
              track
              required={t("common.required_mark")}
              help={form("email_help")}
              input={{ inputMode: "email" }}
            />
            {among.includes("web_password") ? (
              <div className="sm:col-span-2">
                <FirstLogIn
                  label={form("first_log_in")}
                  words={{ invite: form("by_invitation"), password: form("by_password") }}
                >
                  <NewPasswordField
                    name="web_password"
                    label={t("attributes.web_password")}
                    required=""
                    help={policy}
                    judge={judgePasswordAction.bind(null, judgedFor)}
                    words={{
                      generate: t("profiles.generate"),
                      generated: t("profiles.generated"),
                      once: t("profiles.generated_once"),
                      without: t("profiles.generate_without"),
                    }}
                  >
                    <CheckField name="must_change" label={form("must_change")} value="1" />
                  </NewPasswordField>
                </FirstLogIn>
              </div>
            ) : (
              <p className="text-muted sm:col-span-2">{form("invited_only")}</p>
            )}
          </>
        ) : among.includes("web_password") ? (
          <div className="flex flex-col gap-2">
            <PasswordMeter judge={judgePasswordAction.bind(null, judgedFor)}>
              {field("web_password", {
                value: undefined,
                placeholder: form("secret_unchanged"),
                help: policy,
              })}
            </PasswordMeter>
            <CheckField name="must_change" label={form("must_change")} value="1" />
          </div>
        ) : null}
      </div>
    </FormGroup>
  );
}

/** The fields of a group that the form has; null: none. */
function shownGroup(
  texted: Texted,
  group: Group,
  {
    choices,
    options,
    values,
    isNew,
    own,
    base,
    among = formAttributes,
    ofProfile = false,
    aliasHelp: ofAlias,
  }: Props,
): ShownGroup | null {
  const { t, locale } = texted;
  const names = inFormOrder(namesWhere((attribute) => attribute.group === group)).filter(
    (name) =>
      !elsewhere.includes(name) &&
      among.includes(name) &&
      !(isNew && !ofProfile && name === "email") &&
      (!ofProfile || isCopied(name)),
  );
  // the permissions show the features below the matrix
  if (names.length === 0 || group === "features") return null;
  const plain = names.filter((name) => !["rights", "flag"].includes(attributeOf(name).kind.kind));
  const unchanged = isNew ? undefined : t("customer_form.secret_unchanged");
  const usual = plain
    .filter((name) => attributeOf(name).kind.kind !== "secret")
    .map((name) => [name, usualText(name, isNew ? values : {}, base, locale)] as const)
    .filter(([name, text]) => text !== shownText(name, values[name], locale));
  return {
    title: t(`groups.${group}`),
    about: t(`group_notes.customer.${group}`),
    open: (!isNew && group === "permissions") || undefined,
    fields: plain.map((name) =>
      attributeField(texted, name, {
        value: values[name],
        base: base && (base[name] ?? null),
        placeholder: attributeOf(name).kind.kind === "secret" ? unchanged : undefined,
        help: (name === "dns_alias" && ofAlias) || undefined,
        after: presentOption(name, options[name], values[name], t),
      }),
    ),
    usual: usual.length > 0 ? Object.fromEntries(usual) : undefined,
    ...(group === "permissions"
      ? { matrix: shownMatrix(t, { values, base, givable: choices.rights, own, among }) }
      : {}),
  };
}

/** The tariffs to choose from. `own` (nil) is among them only if the parent may give it, or the customer has it. */
function tariffOptions(
  choices: FormChoices,
  options: Options,
  values: Values,
  isNew: boolean,
  words: { choose: string; own: string },
) {
  const mayOwn = choices.rights.use_own_tariff === 1 || (!isNew && values.i_tariff === null);
  const listed = options.i_tariff ?? [];
  // nil is the empty choice; without it a new customer must choose a tariff
  return mayOwn
    ? [{ id: "", label: words.own }, ...listed]
    : isNew
      ? [{ id: "none", label: words.choose }, ...listed]
      : listed;
}

/** The present value if the choices lack it, so that people can keep it: a group in force, the 1,001st agent. */
function presentOption(
  name: AttributeName,
  listed: readonly Option[] = [],
  value: unknown,
  t: Texts,
): Option[] | undefined {
  if (name !== "i_routing_group" && name !== "i_commission_agent") return undefined;
  const id = fieldText(name, value);
  if (id === "" || listed.some((option) => option.id === id)) return undefined;
  return [{ id, label: name === "i_routing_group" ? t("profiles.of_provider") : id }];
}

/** The default of a field, as the reader sees it. */
function usualText(name: AttributeName, given: Values, base: Values | undefined, locale: Language): string {
  const { default: standard } = attributeOf(name);
  if (base && name in base) return shownText(name, base[name], locale);
  // the parent gives language, zone and the like to a new customer
  return shownText(name, typeof standard === "object" ? standard.value : given[name], locale);
}
