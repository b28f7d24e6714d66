import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { Notice, PageHeading } from "@/components/ui/page";
import { getFormChoices } from "@/server/customers/form-choices";
import { holds } from "@/server/customers/rights";
import { mayAct } from "@/server/identity/access-levels";
import { prepareNewCustomer } from "@/server/profiles/prepare-new-customer";
import { addressOf } from "../../../address-of";
import { orNotFound } from "../../../or-not-found";
import { requireReader } from "../../../session";
import { currentStanding } from "../../../standing";
import { LeftOutNotice } from "../../customers/left-out";
import { Forbidden } from "../../forbidden";
import { LevelLacking } from "../../level-lacking";
import { Portal } from "../../portal";
import { ProfileForm } from "../profile-form";

const needed = { area: "customers", action: "add" } as const;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("profiles"))("new_title") };
}

/** The form of a new profile, empty or filled in from a customer (`?from=`). */
export default async function NewProfilePage({ searchParams }: PageProps<"/profiles/new">) {
  const query = await searchParams;
  const session = await requireReader(addressOf("/profiles/new", query, {}));
  const { rights } = await currentStanding(session);
  if (!holds(rights, needed)) return <Forbidden session={session} current="customers" {...needed} />;
  if (!mayAct(session.actor.access_level, "manage"))
    return <LevelLacking session={session} current="customers" />;
  const { from } = query;
  if (from !== undefined && !/^\d{1,9}$/.test(String(from))) notFound();
  const [choices, prepared, t] = await Promise.all([
    getFormChoices(session.actor, {}),
    from === undefined ? null : orNotFound(prepareNewCustomer(session.actor, { i_customer: Number(from) })),
    getTranslations("profiles"),
  ]);
  return (
    <Portal session={session} current="customers">
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
