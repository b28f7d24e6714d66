import type { Metadata } from "next";
import { EmptyState, PageHeading } from "@/components/ui/page";
import { getTranslations } from "@/i18n/texts";
import { createCustomer } from "@/server/customers/create-customer";
import { getFormChoices } from "@/server/customers/form-choices";
import {
  addProfile,
  deleteProfile,
  editProfile,
  listProfiles,
  type Profile,
} from "@/server/profiles/profiles";
import { customerOptions, type Options } from "../../web/customers/options";
import { TwinsNotice } from "../../web/customers/twins-notice";
import { Portal } from "../../web/portal/portal";
import { Step } from "../../web/portal/step";
import { type Ask, asker, demandRight, requireFor } from "../../web/session/may";
import { ProfileLine } from "./profile-line";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("profiles"))("title") };
}

/** The reader's profiles: what each sets, and a link to start a new customer from it. */
export default async function ProfilesPage() {
  const session = await requireFor("/profiles", listProfiles);
  // whose level cannot write them reads them
  await demandRight(session, addProfile);
  const [{ profiles }, choices, may, t, customers] = await Promise.all([
    listProfiles(session.actor, {}),
    getFormChoices(session.actor, {}),
    asker(session),
    getTranslations("profiles"),
    getTranslations("customers"),
  ]);
  const options = await customerOptions(choices, null);
  const add = (
    <Step session={session} step="profile" href="/profiles/new">
      {t("new")}
    </Step>
  );
  return (
    <Portal session={session}>
      <div className="max-w-[720px]">
        <PageHeading
          title={t("title")}
          note={t("text")}
          crumbs={[{ label: customers("title"), href: "/customers" }]}
          actions={profiles.length > 0 && may(addProfile) ? add : null}
          beside
        />
        <TwinsNotice session={session} of={["profile"]} />
        {profiles.length === 0 ? (
          <EmptyState icon="sliders-horizontal" title={t("empty")} text={t("empty_text")} action={add} />
        ) : (
          <ul className="divide-y divide-line" aria-label={t("title")}>
            {profiles.map((profile) => (
              <ProfileRow key={profile.i_profile} profile={profile} options={options} may={may} />
            ))}
          </ul>
        )}
      </div>
    </Portal>
  );
}

type RowProps = { readonly profile: Profile; readonly options: Options; readonly may: Ask };

async function ProfileRow({ profile, options, may }: RowProps) {
  const [t, c] = [await getTranslations("profiles"), await getTranslations("common")];
  const { i_profile, name, attributes } = profile;
  const links = [
    [t("use"), `/customers/new?profile=${i_profile}`, may(createCustomer)],
    [c("edit"), `/profiles/${i_profile}`, may(editProfile)],
    [c("delete"), `/profiles/${i_profile}/delete`, may(deleteProfile)],
  ] as const;
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-8 gap-y-1 py-2">
      <div className="min-w-0 flex-1 basis-72">
        {may(editProfile) ? (
          <a href={`/profiles/${i_profile}`} className="font-medium wrap-anywhere hover:underline">
            {name}
          </a>
        ) : (
          <span className="font-medium wrap-anywhere">{name}</span>
        )}
        <p className="text-[0.8125rem] leading-[18px] wrap-anywhere">
          <span className="sr-only">{t("gives")}: </span>
          <ProfileLine attributes={attributes} options={options} />
        </p>
      </div>
      <div className="flex gap-5 empty:hidden">
        {links
          .filter(([, , shown]) => shown)
          .map(([label, href]) => (
            <a key={href} href={href} aria-label={`${label}: ${name}`} className="row-act">
              {label}
            </a>
          ))}
      </div>
    </li>
  );
}
