import { CheckField } from "@/components/form/fields";
import { RadioField } from "@/components/form/radio-field";
import { ShownOnce } from "@/components/form/shown-once";
import { getTranslations } from "@/i18n/texts";

/** What a form asks of a one-time password, and where it then stands. @param done where *Done* leads */
export async function OneTimeFields({ login, done }: { readonly login: string; readonly done: string }) {
  const [t, c] = [await getTranslations("one_time_password"), await getTranslations("common")];
  return (
    <>
      <input type="hidden" name="web_login" value={login} />
      <ShownOnce label={t("result")} words={{ once: t("once") }} done={{ href: done, label: c("done") }} />
      <RadioField
        name="send"
        label={t("how")}
        value="show"
        options={[
          { id: "show", label: t("show") },
          { id: "mail", label: t("mail") },
        ]}
      />
      <CheckField name="stop_old" label={t("stop_old")} help={t("stop_old_help")} value="0" />
    </>
  );
}
