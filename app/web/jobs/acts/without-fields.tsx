import { FormGroup } from "@/components/form/form-group";
import { getTranslations } from "@/i18n/texts";
import { prepareJob } from "@/server/jobs/prepare-job";
import type { ActFieldsProps, ActForm } from "./act-form";

/** An act that is the same for all, and needs no more than to be meant. */
export function withoutFields(
  kind: "unblock" | "one_time_password" | "invite" | "delete",
  beside: Pick<ActForm, "danger"> = {},
): ActForm {
  return {
    ...beside,
    isOffered: (may) => may(prepareJob, "own", { kind, act: {} }),
    Fields: AboutAlone,
    read: async () => ({}),
    say: async () => [],
  };
}

async function AboutAlone({ kind }: ActFieldsProps) {
  const t = await getTranslations("bulk");
  return (
    <FormGroup title={t("what_happens")}>
      <p>{t(`about_${kind}`)}</p>
    </FormGroup>
  );
}
