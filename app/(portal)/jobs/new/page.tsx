import type { Metadata } from "next";
import { ActionBar } from "@/components/form/action-bar";
import { ActionForm, SubmitButton } from "@/components/form/action-form";
import { addressOf, type Query, queryText } from "@/components/list/list-query";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState, PageHeading, Section } from "@/components/ui/page";
import { getTranslations } from "@/i18n/texts";
import type { LiveSession } from "@/server/credentials/sessions";
import { findCustomers } from "@/server/customers/find-customers";
import { actFormOf, offeredActs } from "../../../web/jobs/acts/act-forms";
import { chosenIn } from "../../../web/jobs/chosen";
import { type Whom, whomIn } from "../../../web/jobs/whom-text";
import { Portal } from "../../../web/portal/portal";
import { requireFor } from "../../../web/session/may";
import { prepareJobAction } from "./actions";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("bulk"))("title") };
}

/** Chooses what is done to those whom the address means, and how. Its address holds everything but the fields. */
export default async function NewJobPage({ searchParams }: PageProps<"/jobs/new">) {
  const query = await searchParams;
  const session = await requireFor(addressOf("/jobs/new", query, {}), findCustomers);
  const [chosen, groups] = [chosenIn(query), await offeredActs(session)];
  const whom = chosen && (await whomIn(session, chosen, query));
  const isOffered = groups.some(({ acts }) => acts.some((kind) => kind === query.act));
  return (
    <Portal session={session}>
      {!whom?.raw ? (
        <Nobody list={whom?.list ?? addressOf("/customers", query, { of: null, act: null })} />
      ) : isOffered ? (
        <How session={session} query={query} whom={whom} />
      ) : (
        <What query={query} whom={whom} groups={groups} />
      )}
    </Portal>
  );
}

async function Nobody({ list }: { readonly list: string }) {
  const t = await getTranslations("bulk");
  const back = <ButtonLink href={list}>{t("back")}</ButtonLink>;
  return <EmptyState icon="users" title={t("nobody")} text={t("nobody_text")} action={back} />;
}

/** The acts that the reader may do, in groups of links. */
async function What({
  query,
  whom,
  groups,
}: {
  readonly query: Query;
  readonly whom: Whom;
  readonly groups: Awaited<ReturnType<typeof offeredActs>>;
}) {
  const [t, a, c] = [
    await getTranslations("bulk"),
    await getTranslations("acts"),
    await getTranslations("customers"),
  ];
  return (
    <>
      <PageHeading title={t("what", { whom: whom.said })} crumbs={[{ label: c("title"), href: whom.list }]} />
      {groups.length === 0 ? <p className="text-muted">{t("nothing_allowed")}</p> : null}
      <div className="act-groups">
        {groups.map(({ group, acts }) => (
          <Section key={group} title={t(`group_${group}`)}>
            <ul>
              {acts.map((kind) => (
                <li key={kind}>
                  <a href={addressOf("/jobs/new", query, { act: kind })} data-act={kind}>
                    {a(`names.${kind}`)}
                  </a>
                  <p>{t(`about_${kind}`)}</p>
                </li>
              ))}
            </ul>
          </Section>
        ))}
      </div>
    </>
  );
}

/** The form of the chosen act. */
async function How({
  session,
  query,
  whom,
}: {
  readonly session: LiveSession;
  readonly query: Query;
  readonly whom: Whom;
}) {
  const act = actFormOf(query.act);
  if (!act) throw new Error("an offered act has a form");
  const { kind, form } = act;
  const [t, a, c] = [
    await getTranslations("bulk"),
    await getTranslations("acts"),
    await getTranslations("common"),
  ];
  const other = addressOf("/jobs/new", query, { act: null, set: null, more: null });
  const heading = (
    <PageHeading
      title={t("how", { act: a(`names.${kind}`), whom: whom.said })}
      crumbs={[
        { label: (await getTranslations("customers"))("title"), href: whom.list },
        { label: whom.said, href: other },
      ]}
    />
  );
  const before = await form.Before?.({ kind, session, query });
  if (before)
    return (
      <>
        {heading}
        {before}
      </>
    );
  return (
    <>
      {heading}
      <ActionForm action={prepareJobAction} className="form">
        <input type="hidden" name="page" value={queryText(query)} />
        <form.Fields kind={kind} session={session} query={query} />
        <ActionBar>
          <SubmitButton>{t("to_preview")}</SubmitButton>
          <ButtonLink look="quiet" href={other}>
            {c("cancel")}
          </ButtonLink>
        </ActionBar>
      </ActionForm>
    </>
  );
}
