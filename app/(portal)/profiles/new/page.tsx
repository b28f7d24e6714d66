import type { Metadata } from "next";
import { addressOf } from "@/components/list/list-query";
import { Notice, PageHeading } from "@/components/ui/page";
import { getTranslations } from "@/i18n/texts";
import { getFormChoices } from "@/server/customers/form-choices";
import { prepareNewCustomer } from "@/server/profiles/prepare-new-customer";
import { addProfile } from "@/server/profiles/profiles";
import { LeftOutNotice } from "../../../web/customers/left-out";
import { idIn } from "../../../web/forms/id-in";
import { Portal } from "../../../web/portal/portal";
import { requireFor } from "../../../web/session/may";
import { ProfileForm } from "../profile-form";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("profiles"))("new_title") };
}

/** The form of a new profile, empty or filled in from a customer (`?from=`). */
export default async function NewProfilePage({ searchParams }: PageProps<"/profiles/new">) {
  const query = await searchParams;
  const session = await requireFor(addressOf("/profiles/new", query, {}), addProfile);
  const { from } = query;
  const [choices, prepared, t] = await Promise.all([
    getFormChoices(session.actor, {}),
    from === undefined ? null : prepareNewCustomer(session.actor, { i_customer: idIn(from) }),
    getTranslations("profiles"),
  ]);
  return (
    <Portal session={session}>
      <PageHeading title={t("new_title")} crumbs={[{ label: t("title"), href: "/profiles" }]} />
      {prepared ? (
        <div className="max-w-3xl">
          <Notice>{t("from_customer", { name: prepared.from })}</Notice>
          <LeftOutNotice
            title={t("left_out", { count: prepared.left_out.length })}
            leftOut={prepared.left_out}
          />
        </div>
      ) : null}
      <ProfileForm choices={choices} attributes={prepared?.values ?? {}} />
    </Portal>
  );
}
