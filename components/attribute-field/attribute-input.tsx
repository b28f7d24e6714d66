import { type AttributeName, attributeOf, type CustomerAttribute } from "@/attributes/customer";
import { useLocale, useTranslations } from "@/i18n/texts";
import { CheckField, type Option, SecretField, SelectField, TextAreaField, TextField } from "../form/fields";
import { fieldText, shownText } from "./attribute-text";

type Props = {
  readonly name: AttributeName;
  /** the present value; on a new customer the default */
  readonly value?: unknown;
  /** the default that the value replaces: then the form sends the value even if nobody touches it */
  readonly base?: unknown;
  /** for references: the choices */
  readonly options?: readonly Option[] | undefined;
  readonly required?: boolean;
  readonly placeholder?: string | undefined;
  readonly help?: string | undefined;
  readonly disabled?: boolean;
};

/** The form field of an attribute, by its kind. Rights have a matrix of their own. */
export function AttributeInput({
  name,
  value,
  base,
  options = [],
  required = false,
  placeholder,
  help,
  disabled = false,
}: Props) {
  const [t, locale] = [useTranslations(), useLocale()];
  const { kind } = attributeOf(name) as CustomerAttribute;
  const ownHelp =
    help ?? (t.has(`attribute_help.${name as "email"}`) ? t(`attribute_help.${name as "email"}`) : undefined);
  const common = {
    name,
    label: t(`attributes.${name}`),
    value: shownText(name, value, locale),
    track: true,
    was: fieldText(name, base === undefined ? value : base),
    required: required ? t("common.required_mark") : undefined,
    disabled,
    ...(ownHelp ? { help: ownHelp } : {}),
  };
  switch (kind.kind) {
    case "text":
      return kind.multiline ? (
        <TextAreaField {...common} area={{ maxLength: kind.max, rows: 3 }} />
      ) : (
        <TextField {...common} input={{ maxLength: kind.max, placeholder }} />
      );
    case "secret":
      return (
        <SecretField
          name={name}
          label={common.label}
          required={common.required}
          help={ownHelp}
          autoComplete="new-password"
          {...(placeholder ? { placeholder } : {})}
        />
      );
    case "reference":
      return <SelectField {...common} options={options} />;
    case "money":
    case "percent":
      return <TextField {...common} input={{ inputMode: "decimal", className: "control tabular-nums" }} />;
    case "number":
      return (
        <TextField
          {...common}
          input={{
            inputMode: kind.whole ? "numeric" : "decimal",
            placeholder: t("common.unlimited"),
            className: "control tabular-nums",
          }}
        />
      );
    case "rights":
      throw new Error(`${name} is three boxes in the matrix of permissions, no field of its own`);
    case "flag":
    case "feature":
      return <CheckField {...common} />;
    case "email":
    case "email list":
      return <TextField {...common} input={{ inputMode: "email" }} />;
    case "hostname":
      return (
        <TextField
          {...common}
          input={{ inputMode: "url", placeholder: "portal.example.com", spellCheck: false }}
        />
      );
    case "regex":
      return (
        <TextField
          {...common}
          input={{ maxLength: kind.max, spellCheck: false, className: "control font-mono" }}
        />
      );
    case "stylesheet":
      return (
        <TextAreaField
          {...common}
          area={{ rows: 14, spellCheck: false, className: "control font-mono text-[13px]" }}
        />
      );
    default:
      return kind satisfies never;
  }
}
