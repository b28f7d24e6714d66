import type { Metadata } from "next";
import type { CopiedValues } from "@/attributes/copied";
import { attributeOf } from "@/attributes/customer";
import { ButtonLink } from "@/components/ui/button";
import { PageHeading } from "@/components/ui/page";
import { getTranslations } from "@/i18n/texts";
import { getFormChoices } from "@/server/customers/form-choices";
import { prepareNewCustomer } from "@/server/profiles/prepare-new-customer";
import { editProfile } from "@/server/profiles/profiles";
import type { LeftOut } from "@/server/record/separate-givable";
import { LeftOutNotice } from "../../../web/customers/left-out";
import { Portal } from "../../../web/portal/portal";
import { demandMay } from "../../../web/session/may";
import { openProfile } from "../open-profile";
import { ProfileForm } from "../profile-form";

export async function generateMetadata({ params }: PageProps<"/profiles/[i_profile]">): Promise<Metadata> {
  const { profile } = await openProfile((await params).i_profile);
  return { title: (await getTranslations("profiles"))("edit_title", { name: profile.name }) };
}

/** Changes a profile, and says what of it new customers no longer get. */
export default async function ProfilePage({ params }: PageProps<"/profiles/[i_profile]">) {
  const { session, profile } = await openProfile((await params).i_profile);
  await demandMay(session, editProfile);
  const { i_profile, name, attributes } = profile;
  const [choices, { left_out }, t, c] = await Promise.all([
    getFormChoices(session.actor, {}),
    prepareNewCustomer(session.actor, { i_profile }),
    getTranslations("profiles"),
    getTranslations("common"),
  ]);
  return (
    <Portal session={session}>
      <div className="form">
        <PageHeading
          title={t("edit_title", { name })}
          crumbs={[{ label: t("title"), href: "/profiles" }]}
          actions={
            <>
              <ButtonLink look="danger" href={`/profiles/${i_profile}/delete`}>
                {c("delete")}
              </ButtonLink>
              <ButtonLink href={`/customers/new?profile=${i_profile}`}>{t("use")}</ButtonLink>
            </>
          }
        />
        <LeftOutNotice title={t("left_out_later", { count: left_out.length })} leftOut={left_out} />
        <ProfileForm
          choices={choices}
          i_profile={i_profile}
          name={name}
          attributes={withoutLost(attributes, left_out)}
        />
      </div>
    </Portal>
  );
}

/** Drops references that lead nowhere, which the form cannot offer; lost rights stay in sight. */
function withoutLost(attributes: CopiedValues, leftOut: readonly LeftOut[]): CopiedValues {
  const lost: readonly string[] = leftOut
    .map(({ name }) => name)
    .filter((name) => attributeOf(name).kind.kind === "reference");
  return Object.fromEntries(Object.entries(attributes).filter(([name]) => !lost.includes(name)));
}
