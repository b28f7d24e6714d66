import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { formatDateTime } from "@/attributes/format-time";
import { ActionBar } from "@/components/form/action-bar";
import { ActionForm, SubmitButton } from "@/components/form/action-form";
import { SelectField } from "@/components/form/fields";
import { FormGroup } from "@/components/form/form-group";
import { OnceInstead } from "@/components/form/once-instead";
import { ButtonLink } from "@/components/ui/button";
import { Notice, PageHeading } from "@/components/ui/page";
import { getLocale, getTranslations } from "@/i18n/texts";
import { spellPrefix } from "@/server/credentials/keys/key-text";
import { overlaps, rotateKey } from "@/server/programs/keys/rotate-key";
import { Portal } from "../../../../../web/portal/portal";
import { demandMay } from "../../../../../web/session/may";
import { requireFresh } from "../../../../../web/session/session";
import { rotateKeyAction } from "../../actions";
import { KeyFacts } from "../../key-facts";
import { crumbsTo, openKey } from "../../open-key";

/** In hours. */
const choices = [0, 1, overlaps.usualHours, 72, overlaps.mostHours];

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("keys"))("rotate_title") };
}

export default async function RotateKeyPage({ params }: PageProps<"/api/keys/[i_key]/rotate">) {
  const { session, key, beside, path } = await openKey((await params).i_key, "/rotate");
  if (key.i_web_user !== session.actor.i_web_user) notFound();
  await demandMay(session, rotateKey, "oneself");
  await requireFresh(session, `${path}/rotate`);
  const [t, c, r, locale] = [
    await getTranslations("keys"),
    await getTranslations("common"),
    await getTranslations("refusals"),
    await getLocale(),
  ];
  const moment = (at: Date) => formatDateTime(at, session.timeZone, locale);
  const overlap = (hours: number) => {
    if (hours === 0) return t("at_once");
    const until = new Date(Math.min(Date.now() + hours * 3_600_000, key.expires_at.getTime()));
    const long = hours <= 24 ? t("hours", { count: hours }) : t("days", { count: hours / 24 });
    return t("goes_on_until", { long, at: moment(until) });
  };
  return (
    <Portal session={session}>
      <PageHeading title={t("rotate_title")} crumbs={crumbsTo(key, t)} />
      <ActionForm action={rotateKeyAction} className="form" prefix="key">
        <OnceInstead
          label={t("successor")}
          words={{ once: t("made_once") }}
          done={{ href: "/api", label: c("done") }}
        >
          {key.state === "valid" ? (
            <>
              <input type="hidden" name="i_key" value={key.i_key} />
              <FormGroup title={key.name} about={t("rotate_text", { at: moment(key.line_ends_at) })}>
                <KeyFacts ofKey={key} timeZone={session.timeZone} />
                {beside.map(({ i_key, prefix, expires_at }) => (
                  <Notice key={i_key} tone="warn">
                    {t("rotate_ends", { key: spellPrefix(prefix), at: moment(expires_at) })}
                  </Notice>
                ))}
                <SelectField
                  name="overlap_hours"
                  label={t("overlap")}
                  help={t("overlap_help")}
                  value={String(overlaps.usualHours)}
                  options={choices.map((hours) => ({ id: String(hours), label: overlap(hours) }))}
                />
              </FormGroup>
              <ActionBar>
                <SubmitButton>{t("rotate")}</SubmitButton>
                <ButtonLink look="quiet" href={path}>
                  {c("cancel")}
                </ButtonLink>
              </ActionBar>
            </>
          ) : (
            // whoever sends the form again, or comes back to the page
            <Notice tone="warn">{r(key.state === "replaced" ? "key_has_successor" : "key_ended")}</Notice>
          )}
        </OnceInstead>
      </ActionForm>
    </Portal>
  );
}
