import { plainDecimal } from "@/attributes/reading/decimal";
import { TextField } from "@/components/form/fields";
import { FormGroup } from "@/components/form/form-group";
import { RadioField } from "@/components/form/radio-field";
import { formatNumber } from "@/components/ui/number";
import { getLocale, getTranslations } from "@/i18n/texts";
import { prepareJob } from "@/server/jobs/prepare-job";
import { typedNumber } from "../../forms/typed-number";
import type { ActForm } from "./act-form";

const modes = ["set", "add", "percent"] as const;

/** Changes credit limits, each in the customer's own currency. */
export const creditLimit: ActForm = {
  isOffered: (may) =>
    may(prepareJob, "own", { kind: "credit_limit", act: { mode: "set", value: "0.000000", note: "" } }),
  Fields: CreditLimitFields,
  read: async (form) => {
    const [mode, typed] = [String(form.getAll("mode").at(-1) ?? ""), String(form.get("value") ?? "")];
    const sort = mode === "percent" ? "percent" : "amount";
    // what is missing the operation says
    const value = typed.trim() === "" ? "" : await typedNumber("value", typed, sort);
    return { mode, value, note: form.get("note") ?? "" };
  },
  say: async ({ mode, value, note }) => {
    const [t, locale] = [await getTranslations("acts"), await getLocale()];
    const said = formatNumber(plainDecimal(String(value)), locale);
    const known = modes.find((one) => one === mode) ?? "set";
    const sign = known === "set" || said.startsWith("−") ? "" : "+";
    return [
      [t(`mode_${known}`), `${sign}${said}${known === "percent" ? " %" : ""}`],
      [t("note"), String(note ?? "")],
    ];
  },
};

async function CreditLimitFields() {
  const [t, f, c, b] = [
    await getTranslations("acts"),
    await getTranslations("funds"),
    await getTranslations("common"),
    await getTranslations("bulk"),
  ];
  return (
    <>
      <FormGroup title={f("new_limit")} about={b("own_currency")}>
        <RadioField
          name="mode"
          label={t("mode")}
          required={c("required_mark")}
          options={modes.map((id) => ({ id, label: t(`mode_${id}`) }))}
          value="set"
        />
        <TextField
          name="value"
          label={t("value")}
          help={b("value_help")}
          required={c("required_mark")}
          input={{ inputMode: "text", maxLength: 40, className: "control figure" }}
        />
      </FormGroup>
      <FormGroup title={f("details")}>
        <TextField name="note" label={t("note")} help={f("note_limit_help")} input={{ maxLength: 1024 }} />
      </FormGroup>
    </>
  );
}
