import { SelectField, TextField } from "@/components/form/fields";
import { getTranslations } from "@/i18n/texts";
import type { Colleague } from "@/server/notes/list-colleagues";

type Props = {
  readonly colleagues: readonly Colleague[];
  /** as YYYY-MM-DD; '' for none */
  readonly day: string;
  /** null: anybody */
  readonly by: number | null;
};

/** When somebody should look at a note again, and who. */
export async function FollowUpFields({ colleagues, day, by }: Props) {
  const t = await getTranslations("notes");
  const options = [
    { id: "", label: t("anybody") },
    ...colleagues.map(({ i_web_user, login }) => ({ id: String(i_web_user), label: login })),
  ];
  return (
    <div className="grid max-w-lg grid-cols-1 gap-4 sm:grid-cols-2">
      <TextField name="follow_up_on" label={t("follow_up_on")} value={day} input={{ type: "date" }} />
      <SelectField
        name="follow_up_by"
        label={t("follow_up_by")}
        value={by === null ? "" : String(by)}
        options={options}
      />
    </div>
  );
}
