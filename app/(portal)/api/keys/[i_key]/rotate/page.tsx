import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ActionBar } from "@/components/form/action-bar";
import { ActionForm, SubmitButton } from "@/components/form/action-form";
import { SelectField } from "@/components/form/fields";
import { FormGroup } from "@/components/form/form-group";
import { OnceInstead } from "@/components/form/once-instead";
import { ButtonLink } from "@/components/ui/button";
import { Notice, PageHeading } from "@/components/ui/page";
import { getTranslations } from "@/i18n/texts";
import { overlaps, rotateKey } from "@/server/programs/keys/rotate-key";
import { Portal } from "../../../../../web/portal/portal";
import { demandMay } from "../../../../../web/session/may";
import { requireFresh } from "../../../../../web/session/session";
import { rotateKeyAction } from "../../actions";
import { KeyFacts } from "../../key-facts";
import { openKey } from "../../open-key";

/** In hours. */
const choices = [0, 1, overlaps.usualHours, 72, overlaps.mostHours];

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("keys"))("rotate_title") };
}

export default async function RotateKeyPage({ params }: PageProps<"/api/keys/[i_key]/rotate">) {
  const { session, key, path } = await openKey((await params).i_key, "rotate");
  if (key.i_web_user !== session.actor.i_web_user) notFound();
  await demandMay(session, rotateKey, "oneself");
  await requireFresh(session, path);
  const [t, c, r] = [
    await getTranslations("keys"),
    await getTranslations("common"),
    await getTranslations("refusals"),
  ];
  const overlap = (hours: number) =>
    hours === 0
      ? t("at_once")
      : hours <= 24
        ? t("hours", { count: hours })
        : t("days", { count: hours / 24 });
  return (
    <Portal session={session}>
      <PageHeading title={t("rotate_title")} crumbs={[{ label: t("title"), href: "/api" }]} />
      <ActionForm action={rotateKeyAction} className="form" prefix="key">
        <OnceInstead
          label={t("successor")}
          words={{ once: t("made_once") }}
          done={{ href: "/api", label: c("done") }}
        >
          {key.state === "valid" ? (
            <>
              <input type="hidden" name="i_key" value={key.i_key} />
              <FormGroup title={key.name} about={t("rotate_text")}>
                <KeyFacts ofKey={key} timeZone={session.timeZone} />
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
                <ButtonLink look="quiet" href="/api">
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
