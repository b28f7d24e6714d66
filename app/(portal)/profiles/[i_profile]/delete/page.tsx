import type { Metadata } from "next";
import { ActionBar } from "@/components/form/action-bar";
import { ActionForm, SubmitButton } from "@/components/form/action-form";
import { FormGroup } from "@/components/form/form-group";
import { ButtonLink } from "@/components/ui/button";
import { PageHeading } from "@/components/ui/page";
import { getTranslations } from "@/i18n/texts";
import { deleteProfile } from "@/server/profiles/profiles";
import { Portal } from "../../../../web/portal/portal";
import { demandMay } from "../../../../web/session/may";
import { deleteProfileAction } from "../../actions";
import { openProfile } from "../../open-profile";

export async function generateMetadata({
  params,
}: PageProps<"/profiles/[i_profile]/delete">): Promise<Metadata> {
  const { profile } = await openProfile((await params).i_profile);
  return { title: (await getTranslations("profiles"))("delete_title", { name: profile.name }) };
}

export default async function DeleteProfilePage({ params }: PageProps<"/profiles/[i_profile]/delete">) {
  const { session, profile } = await openProfile((await params).i_profile);
  await demandMay(session, deleteProfile);
  const [t, c, d] = [
    await getTranslations("profiles"),
    await getTranslations("common"),
    await getTranslations("delete_customer"),
  ];
  return (
    <Portal session={session}>
      <PageHeading
        title={t("delete_title", { name: profile.name })}
        crumbs={[
          { label: t("title"), href: "/profiles" },
          { label: profile.name, href: `/profiles/${profile.i_profile}` },
        ]}
      />
      <ActionForm action={deleteProfileAction} className="form">
        <input type="hidden" name="i_profile" value={profile.i_profile} />
        <FormGroup title={d("effect")} about={d("for_good")}>
          <p>{t("delete_text")}</p>
        </FormGroup>
        <ActionBar>
          <SubmitButton look="danger">{t("delete")}</SubmitButton>
          <ButtonLink look="quiet" href="/profiles">
            {c("cancel")}
          </ButtonLink>
        </ActionBar>
      </ActionForm>
    </Portal>
  );
}
