import { isCopied } from "@/attributes/copied";
import { type AttributeName, attributeOf, type Group, groups, namesWhere } from "@/attributes/customer";
import { requiredNames } from "@/attributes/lists";
import { AttributeInput } from "@/components/attribute-field/attribute-input";
import { fieldText } from "@/components/attribute-field/attribute-text";
import { CheckField } from "@/components/form/fields";
import { FirstLogIn } from "@/components/form/first-log-in";
import { InvitedEmail } from "@/components/form/invited-email";
import { NewPasswordField } from "@/components/form/new-password-field";
import { PasswordMeter } from "@/components/form/password-meter";
import { type GroupField, SetNote } from "@/components/form/set-note";
import { Fold } from "@/components/ui/page";
import { getTranslations } from "@/i18n/texts";
import type { FormChoices } from "@/server/customers/form-choices";
import { judgePasswordAction } from "../forms/judge-password-action";
import { promisingMail } from "../forms/mail-words";
import { policyKey } from "../forms/policy-key";
import type { Options } from "./options";
import { featureNames, PermissionMatrix } from "./permission-matrix";

type Values = Readonly<Partial<Record<AttributeName, unknown>>>;

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
  const { choices, values, base } = props;
  const options = await withPresent(props.options, values);
  return (
    <>
      {props.ofProfile || props.among?.includes("name") === false ? null : (
        <Essentials {...props} options={options} />
      )}
      {groups.map((group) => (
        <GroupFields key={group} {...props} {...{ group, choices, options, values, base }} />
      ))}
    </>
  );
}

async function Essentials({
  choices,
  options,
  values,
  isNew,
  judgedFor = null,
  among = formAttributes,
}: Props) {
  const [t, form] = [await getTranslations(), await getTranslations("customer_form")];
  const policy = t(`login.policy_${policyKey(choices.inherited.i_password_policy)}`);
  return (
    <section className="border-b border-line pb-6">
      <h2 className="mb-3">{form("required_title")}</h2>
      <div className="grid gap-4 sm:grid-cols-2">
        <AttributeInput name="name" value={values.name} required={isNew} />
        <AttributeInput
          name="i_tariff"
          value={values.i_tariff}
          options={tariffOptions(choices, options, values, isNew, {
            choose: form("choose_tariff"),
            own: form("own_tariff"),
          })}
          required={isNew}
        />
        {isNew || among.includes("web_login") ? (
          <AttributeInput
            name="web_login"
            value={values.web_login}
            placeholder={isNew ? form("login_default") : undefined}
            {...(isNew ? {} : { help: form("login_clears_api") })}
          />
        ) : null}
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
              <p className="text-muted sm:col-span-2">{await promisingMail(null, form("invited_only"))}</p>
            )}
          </>
        ) : among.includes("web_password") ? (
          <div className="flex flex-col gap-2">
            <PasswordMeter judge={judgePasswordAction.bind(null, judgedFor)}>
              <AttributeInput name="web_password" placeholder={form("secret_unchanged")} help={policy} />
            </PasswordMeter>
            <CheckField name="must_change" label={form("must_change")} value="1" />
          </div>
        ) : null}
      </div>
    </section>
  );
}

async function GroupFields({
  group,
  choices,
  options,
  values,
  isNew,
  own,
  base,
  among = formAttributes,
  ofProfile = false,
  aliasHelp,
}: Props & { readonly group: Group }) {
  const t = await getTranslations();
  const names = namesWhere((attribute) => attribute.group === group).filter(
    (name) =>
      !elsewhere.includes(name) &&
      among.includes(name) &&
      !(isNew && !ofProfile && name === "email") &&
      (!ofProfile || isCopied(name)),
  );
  const plain = names.filter(
    (name) =>
      !["rights", "flag"].includes(attributeOf(name).kind.kind) && attributeOf(name).group !== "features",
  );
  // the permissions show the features below the matrix
  if (names.length === 0 || group === "features") return null;
  const counted = group === "permissions" ? [...names, ...featureNames] : names;
  const fields = counted
    .filter((name) => attributeOf(name).kind.kind !== "secret")
    .map((name) => ({
      name,
      label: t(`attributes.${name}`),
      usual: usualText(name, isNew ? values : {}, base),
      boxes: boxesOf(name),
    }));
  return (
    <Fold
      title={t(`groups.${group}`)}
      note={
        <SetNote
          fields={fields}
          held={Object.fromEntries(fields.map(({ name }) => [name, fieldText(name, values[name])]))}
          ticked={String(t.raw("customer_form.ticked"))}
        />
      }
      open={!isNew && group === "permissions"}
    >
      {group === "permissions" ? (
        <div className="mb-6">
          <PermissionMatrix values={values} base={base} givable={choices.rights} own={own} among={among} />
        </div>
      ) : null}
      <div className="grid gap-4 sm:grid-cols-2">
        {plain.map((name) => (
          <div
            key={name}
            className={
              ["stylesheet"].includes(attributeOf(name).kind.kind) || name === "description"
                ? "sm:col-span-2"
                : ""
            }
          >
            <AttributeInput
              name={name}
              value={values[name]}
              base={base && (base[name] ?? null)}
              options={options[name]}
              {...(name === "dns_alias" && aliasHelp ? { help: aliasHelp } : {})}
              placeholder={
                attributeOf(name).kind.kind === "secret" && !isNew
                  ? t("customer_form.secret_unchanged")
                  : undefined
              }
            />
          </div>
        ))}
      </div>
    </Fold>
  );
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

/** Adds the present value if the choices lack it, so that people can keep it: a group in force, the 1,001st agent. */
async function withPresent(options: Options, values: Values): Promise<Options> {
  const t = await getTranslations("profiles");
  const more = (["i_routing_group", "i_commission_agent"] as const).flatMap((name) => {
    const [listed = [], id] = [options[name], fieldText(name, values[name])];
    if (id === "" || listed.some((option) => option.id === id)) return [];
    const label = name === "i_routing_group" ? t("of_provider") : id;
    return [[name, [...listed, { id, label }]] as const];
  });
  return { ...options, ...Object.fromEntries(more) };
}

/** The default of a field as text. */
function usualText(name: AttributeName, given: Values, base: Values | undefined): string {
  const { default: standard } = attributeOf(name);
  if (base && name in base) return fieldText(name, base[name]);
  // the parent gives language, zone and the like to a new customer
  return typeof standard === "object" ? fieldText(name, standard.value) : fieldText(name, given[name]);
}

function boxesOf(name: AttributeName): GroupField["boxes"] {
  const { kind } = attributeOf(name).kind;
  if (kind === "rights") return "bits";
  return kind === "flag" || kind === "feature" ? "one" : null;
}
