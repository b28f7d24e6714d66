import { SelectField } from "@/components/form/fields";
import { FormGroup } from "@/components/form/form-group";
import { getTranslations } from "@/i18n/texts";
import { prepareJob } from "@/server/jobs/prepare-job";
import { listProfiles } from "@/server/profiles/profiles";
import type { ActFieldsProps, ActForm } from "./act-form";

/** Gives them what one of the reader's profiles carries. */
export const profile: ActForm = {
  isOffered: (may) =>
    may(prepareJob, "own", { kind: "profile", act: { i_profile: 1, name: "", values: {} } }) &&
    may(listProfiles),
  Fields: ProfileFields,
  read: async (form) => ({ i_profile: form.get("i_profile") ?? "" }),
  say: async ({ name }) => [[(await getTranslations("acts"))("i_profile"), String(name ?? "")]],
};

async function ProfileFields({ session }: ActFieldsProps) {
  const [t, p, c, { profiles }] = [
    await getTranslations("acts"),
    await getTranslations("profiles"),
    await getTranslations("common"),
    await listProfiles(session.actor, {}),
  ];
  return (
    <FormGroup title={t("i_profile")} about={(await getTranslations("bulk"))("about_profile")}>
      {profiles.length === 0 ? <p>{p("empty_text")}</p> : null}
      <SelectField
        name="i_profile"
        label={t("i_profile")}
        required={c("required_mark")}
        options={[
          { id: "", label: "–" },
          ...profiles.map(({ i_profile, name }) => ({ id: String(i_profile), label: name })),
        ]}
      />
    </FormGroup>
  );
}
