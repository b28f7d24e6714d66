import type { CopiedValues } from "@/attributes/copied";
import { ActionBar } from "@/components/form/action-bar";
import { ActionForm, SubmitButton } from "@/components/form/action-form";
import { SelectField, TextField } from "@/components/form/fields";
import { FormGroup } from "@/components/form/form-group";
import { ButtonLink } from "@/components/ui/button";
import { getTranslations } from "@/i18n/texts";
import type { FormChoices } from "@/server/customers/form-choices";
import { CustomerFields } from "../../web/customers/customer-fields";
import { defaultsFor } from "../../web/customers/defaults";
import { customerOptions } from "../../web/customers/options";
import { saveProfileAction } from "./actions";

type Props = {
  readonly choices: FormChoices;
  /** absent: a new one */
  readonly i_profile?: number;
  readonly name?: string;
  readonly attributes: CopiedValues;
};

/** The fields of a profile: those of a customer that it may carry. It keeps what differs from the defaults. */
export async function ProfileForm({ choices, i_profile, name = "", attributes }: Props) {
  const [t, c, form, labels] = [
    await getTranslations("profiles"),
    await getTranslations("common"),
    await getTranslations("customer_form"),
    await getTranslations("attributes"),
  ];
  const options = await customerOptions(choices, null);
  const base = defaultsFor(choices);
  const { i_tariff } = attributes;
  const mayOwn = choices.rights.use_own_tariff === 1 || i_tariff === null;
  return (
    <ActionForm action={saveProfileAction} className="form">
      {i_profile === undefined ? null : <input type="hidden" name="i_profile" value={i_profile} />}
      <FormGroup title={t("profile")} about={t("essentials_text")}>
        <div className="fields">
          <TextField
            name="name"
            label={t("name")}
            value={name}
            required={c("required_mark")}
            input={{ maxLength: 128 }}
          />
          <SelectField
            name="i_tariff"
            label={labels("i_tariff")}
            value={i_tariff === undefined ? "none" : String(i_tariff ?? "")}
            options={[
              { id: "none", label: t("no_tariff") },
              ...(mayOwn ? [{ id: "", label: form("own_tariff") }] : []),
              ...(options.i_tariff ?? []),
            ]}
          />
        </div>
      </FormGroup>
      <CustomerFields
        choices={choices}
        options={options}
        values={{ ...base, ...attributes }}
        base={base}
        isNew
        own
        ofProfile
      />
      <ActionBar>
        <SubmitButton>{i_profile === undefined ? t("create") : form("save")}</SubmitButton>
        <ButtonLink look="quiet" href="/profiles">
          {c("cancel")}
        </ButtonLink>
      </ActionBar>
    </ActionForm>
  );
}
