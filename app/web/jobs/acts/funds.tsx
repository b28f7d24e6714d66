import { formatMoney } from "@/attributes/format-money";
import { plainDecimal } from "@/attributes/reading/decimal";
import { linesOf } from "@/components/choices/option-lines";
import { SelectField, TextField } from "@/components/form/fields";
import { FormGroup } from "@/components/form/form-group";
import { RadioField } from "@/components/form/radio-field";
import { formatNumber } from "@/components/ui/number";
import { getLocale, getTranslations } from "@/i18n/texts";
import { prepareJob } from "@/server/jobs/prepare-job";
import { dictionaryOptions } from "../../customers/options";
import { typedNumber } from "../../forms/typed-number";
import type { ActForm } from "./act-form";

const bookings = ["payment", "credit", "charge"] as const;

/** Books one amount on each: a payment, a credit or a charge. */
export const funds: ActForm = {
  isOffered: (may) =>
    may(prepareJob, "own", {
      kind: "funds",
      act: { booking: "payment", amount: "1.000000", currency: null, note: "" },
    }),
  Fields: FundsFields,
  read: async (form) => {
    const [typed, currency] = [String(form.get("amount") ?? ""), String(form.get("currency") ?? "")];
    const currencyOf = currency === "" ? undefined : async () => currency;
    return {
      booking: form.getAll("booking").at(-1) ?? "",
      // what is missing the operation says
      amount: typed.trim() === "" ? "" : await typedNumber("amount", typed, "amount", currencyOf),
      currency,
      note: form.get("note") ?? "",
    };
  },
  say: async ({ booking, amount, currency, note }) => {
    const [t, locale] = [await getTranslations("acts"), await getLocale()];
    const known = bookings.find((one) => one === booking) ?? "payment";
    const plain = plainDecimal(String(amount));
    return [
      [
        t(`booking_${known}`),
        typeof currency === "string" ? formatMoney(plain, currency, locale) : formatNumber(plain, locale),
      ],
      [t("currency"), typeof currency === "string" ? currency : t("currency_any")],
      [t("note"), String(note ?? "")],
    ];
  },
};

async function FundsFields() {
  const [t, f, c] = [
    await getTranslations("acts"),
    await getTranslations("funds"),
    await getTranslations("common"),
  ];
  const { payment_currency: currencies = [] } = await dictionaryOptions();
  return (
    <>
      <FormGroup title={f("amount_title")}>
        <RadioField
          name="booking"
          label={t("booking")}
          required={c("required_mark")}
          options={bookings.map((id) => ({ id, label: t(`booking_${id}`) }))}
        />
        <div className="fields">
          <TextField
            name="amount"
            label={t("amount")}
            required={c("required_mark")}
            input={{ inputMode: "decimal", maxLength: 40, className: "control figure" }}
          />
          <SelectField
            name="currency"
            label={t("currency")}
            options={linesOf([{ id: "", label: t("currency_any") }, ...currencies])}
          />
        </div>
      </FormGroup>
      <FormGroup title={f("details")}>
        <TextField name="note" label={t("note")} help={f("note_help")} input={{ maxLength: 1024 }} />
      </FormGroup>
    </>
  );
}
