import { getTranslations } from "next-intl/server";
import { type AttributeName, attributeOf, type Group, groups, namesWhere } from "@/attributes/customer";
import { AttributeInput } from "@/components/attribute-field/attribute-input";
import { fieldText } from "@/components/attribute-field/attribute-text";
import { Fold } from "@/components/ui/page";
import type { FormChoices } from "@/server/customers/form-choices";
import type { Options } from "./options";
import { PermissionMatrix } from "./permission-matrix";

type Values = Readonly<Partial<Record<AttributeName, unknown>>>;

type Props = {
  readonly choices: FormChoices;
  readonly options: Options;
  /** the present values; on a new customer the defaults */
  readonly values: Values;
  readonly isNew: boolean;
  /** the reader is the parent itself */
  readonly own: boolean;
};

/** The three that a new customer must have, and its login. */
const essentials = [
  "name",
  "i_tariff",
  "web_password",
  "web_login",
] as const satisfies readonly AttributeName[];

/** Never in a form: the balance has operations of its own. Rights have their matrix. */
const elsewhere: readonly AttributeName[] = ["balance", ...essentials];

/** What the form for a sub-customer sends. */
export const formAttributes: readonly AttributeName[] = namesWhere(() => true).filter(
  (name) => name !== "balance",
);

/** The fields of *New customer* and *Edit*: the essentials first, the rest folded by group, each saying how much is set. */
export async function CustomerFields({ choices, options, values, isNew, own }: Props) {
  const [t, form] = [await getTranslations(), await getTranslations("customer_form")];
  return (
    <>
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
          <AttributeInput
            name="web_password"
            required={isNew}
            placeholder={isNew ? undefined : form("secret_unchanged")}
            help={t(`login.policy_${policyKey(choices)}`)}
          />
          <AttributeInput
            name="web_login"
            value={values.web_login}
            placeholder={isNew ? form("login_default") : undefined}
            {...(isNew ? {} : { help: form("login_clears_api") })}
          />
        </div>
      </section>
      {groups.map((group) => (
        <GroupFields key={group} {...{ group, choices, options, values, isNew, own }} />
      ))}
    </>
  );
}

async function GroupFields({
  group,
  choices,
  options,
  values,
  isNew,
  own,
}: Props & { readonly group: Group }) {
  const t = await getTranslations();
  const names = namesWhere((attribute) => attribute.group === group).filter(
    (name) => !elsewhere.includes(name),
  );
  const plain = names.filter(
    (name) =>
      !["rights", "flag"].includes(attributeOf(name).kind.kind) && attributeOf(name).group !== "features",
  );
  // features stand below the matrix, with the permissions
  if (names.length === 0 || group === "features") return null;
  const set = names.filter((name) => isSet(name, values[name])).length;
  return (
    <Fold
      title={t(`groups.${group}`)}
      note={t("customer_form.set_count", { count: set })}
      open={!isNew && group === "permissions"}
    >
      {group === "permissions" ? (
        <div className="mb-6">
          <PermissionMatrix values={values} givable={choices.rights} own={own} />
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
              options={options[name]}
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

/** The tariffs to choose from. `own` (nil) only where it may be given, or is what stands there. */
function tariffOptions(
  choices: FormChoices,
  options: Options,
  values: Values,
  isNew: boolean,
  words: { choose: string; own: string },
) {
  const mayOwn = choices.rights.use_own_tariff === 1 || (!isNew && values.i_tariff === null);
  const listed = options.i_tariff ?? [];
  // nil is the empty choice; a new customer without it must choose one
  return mayOwn
    ? [{ id: "", label: words.own }, ...listed]
    : isNew
      ? [{ id: "none", label: words.choose }, ...listed]
      : listed;
}

function policyKey({ i_password_policy }: FormChoices): "1" | "2" | "3" {
  return i_password_policy === 3 ? "3" : i_password_policy === 2 ? "2" : "1";
}

/** Whether a value says more than the default. */
function isSet(name: AttributeName, value: unknown): boolean {
  const { default: standard } = attributeOf(name);
  if (value === undefined || value === null) return false;
  return typeof standard === "object"
    ? fieldText(name, value) !== fieldText(name, standard.value)
    : fieldText(name, value) !== "";
}
