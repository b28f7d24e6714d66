import type { Metadata } from "next";
import { ActionForm, SubmitButton } from "@/components/form/action-form";
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
  const [t, c] = [await getTranslations("profiles"), await getTranslations("common")];
  return (
    <Portal session={session}>
      <PageHeading
        title={t("delete_title", { name: profile.name })}
        crumbs={[
          { label: t("title"), href: "/profiles" },
          { label: profile.name, href: `/profiles/${profile.i_profile}` },
        ]}
      />
      <ActionForm action={deleteProfileAction} className="flex max-w-xl flex-col gap-4">
        <p className="text-muted">{t("delete_text")}</p>
        <input type="hidden" name="i_profile" value={profile.i_profile} />
        <div className="flex gap-2">
          <SubmitButton look="danger">{t("delete")}</SubmitButton>
          <ButtonLink look="quiet" href="/profiles">
            {c("cancel")}
          </ButtonLink>
        </div>
      </ActionForm>
    </Portal>
  );
}
