import { ActionForm, SubmitButton } from "@/components/form/action-form";
import { CheckField, TextAreaField } from "@/components/form/fields";
import { getTranslations } from "@/i18n/texts";
import { addNoteAction } from "../../../../web/customers/note-actions";
import { FollowUpFields } from "./follow-up-fields";
import type { FollowUpWords } from "./shown";

type Props = {
  readonly i_customer: number;
  readonly words: FollowUpWords;
  /** the reader, who follows up unless somebody chooses another person */
  readonly self: number | null;
};

/** The form for a new note. */
export async function AddNote({ i_customer, words, self }: Props) {
  const t = await getTranslations("notes");
  return (
    <ActionForm action={addNoteAction} className="flex flex-col gap-4" prefix="new-note">
      <input type="hidden" name="i_customer" value={i_customer} />
      <TextAreaField name="text" label={t("new")} area={{ maxLength: 4000, rows: 3 }} />
      <FollowUpFields words={words} day="" by={self} />
      <div className="flex flex-wrap items-center gap-x-5 gap-y-3">
        <SubmitButton look="plain">{t("add")}</SubmitButton>
        <CheckField name="pinned" label={t("pin_it")} value="0" />
      </div>
    </ActionForm>
  );
}
