import { TextField } from "@/components/form/fields";
import { FormGroup } from "@/components/form/form-group";
import { RadioField } from "@/components/form/radio-field";
import { getTranslations } from "@/i18n/texts";
import { prepareJob } from "@/server/jobs/prepare-job";
import { blockReasons } from "@/server/record/block-reasons";
import type { ActForm } from "./act-form";

/** Blocks them, with a reason, a text for them and a note. */
export const block: ActForm = {
  danger: true,
  isOffered: (may) => may(prepareJob, "own", { kind: "block", act: { reason: "other" } }),
  Fields: BlockFields,
  read: async (form) => ({
    reason: form.getAll("reason").at(-1) ?? "",
    text: form.get("text") ?? "",
    note: form.get("note") ?? "",
  }),
  say: async ({ reason, text, note }) => {
    const t = await getTranslations("block_customer");
    const known = blockReasons.find((one) => one === reason);
    return [
      [t("reason"), known ? t(`reason_${known}`) : ""],
      [t("text"), String(text ?? "")],
      [t("note"), String(note ?? "")],
    ];
  },
};

async function BlockFields() {
  const [t, c] = [await getTranslations("block_customer"), await getTranslations("common")];
  const words = { maxLength: 1024 };
  return (
    <FormGroup title={t("why")} about={t("why_text")}>
      <RadioField
        name="reason"
        label={t("reason")}
        required={c("required_mark")}
        options={blockReasons.map((id) => ({ id, label: t(`reason_${id}`) }))}
      />
      <TextField name="text" label={t("text")} help={t("text_help")} input={words} />
      <TextField name="note" label={t("note")} help={t("note_help")} input={words} />
    </FormGroup>
  );
}
