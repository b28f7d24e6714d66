import type { ReactNode } from "react";
import { ActionForm, SubmitButton } from "@/components/form/action-form";
import { CopyButton } from "@/components/ui/copy-button";
import { DateTime, formatDateTime } from "@/components/ui/date-time";
import type { Tone } from "@/components/ui/looks";
import { Badge, DescriptionList, Section } from "@/components/ui/page";
import { getLocale, getTranslations } from "@/i18n/texts";
import type { AliasStanding as Standing } from "@/server/branding/alias-standing";
import { checkAlias } from "@/server/branding/check-alias";
import { getAliasStanding } from "@/server/branding/get-alias-standing";
import { may } from "../../../../web/session/may";
import type { CustomerView } from "../open-customer";
import { checkAliasAction } from "./alias-actions";
import { AliasForm } from "./alias-form";

const toneOf = {
  waiting: "plain",
  taken: "warn",
  verified: "good",
  lost: "danger",
} as const satisfies Record<Exclude<Standing["state"], "none">, Tone>;

/** The state of a customer's own host name, the record that proves it, and what ends with it. */
export async function AliasStanding({ view }: { readonly view: CustomerView }) {
  const { session, customer, relation } = view;
  const [standing, t, mayLook] = await Promise.all([
    getAliasStanding(session.actor, { i_customer: customer.i_customer }),
    getTranslations("alias"),
    may(session, checkAlias, relation),
  ]);
  const { alias, alias_unicode, state, record, passkeys } = standing;
  if (state === "none") {
    return (
      <Section title={t("title")} id="alias" className="max-w-3xl">
        <p className="text-muted">{t("none")}</p>
        <AliasForm view={view} alias="" />
      </Section>
    );
  }
  const rows: (readonly [string, ReactNode])[] = [
    [t("host"), alias_unicode === null ? alias : `${alias} (${alias_unicode})`],
    [
      t("state"),
      <span key="state" className="flex flex-col items-start gap-1">
        <Badge tone={toneOf[state]}>{t(`state_${state}`)}</Badge>
        <span className="text-muted">{await textOf(standing, session.timeZone)}</span>
      </span>,
    ],
  ];
  if (record) {
    rows.push(
      [t("record_name"), <Copied key="name" text={record.name} />],
      [t("record_type"), "TXT"],
      [t("record_value"), <Copied key="value" text={record.value} />],
      [t("looked_at"), <LookedAt key="looked" standing={standing} timeZone={session.timeZone} />],
    );
  }
  rows.push([t("passkeys"), t("passkeys_text", { count: passkeys })]);
  return (
    <Section title={t("title")} id="alias" className="max-w-3xl">
      <DescriptionList rows={rows} />
      {mayLook && record ? (
        <ActionForm action={checkAliasAction} prefix="alias" className="mt-3">
          <input type="hidden" name="i_customer" value={customer.i_customer} />
          <SubmitButton look="plain">{t("look_now")}</SubmitButton>
        </ActionForm>
      ) : null}
      <AliasForm view={view} alias={alias} />
    </Section>
  );
}

async function textOf({ state, record, lost_at, served_until }: Standing, timeZone: string): Promise<string> {
  const [t, locale] = [await getTranslations("alias"), await getLocale()];
  if (lost_at && served_until) {
    const told = (at: Date) => formatDateTime(at, timeZone, locale);
    return t("text_lost", { since: told(lost_at), until: told(served_until) });
  }
  if (state === "verified") return record ? t("text_verified") : t("text_local");
  return state === "taken" ? t("text_taken") : t("text_waiting");
}

function Copied({ text }: { readonly text: string }) {
  return (
    <span className="flex items-center justify-between gap-4">
      <code className="min-w-0 font-mono text-[0.8125rem] wrap-anywhere select-all">{text}</code>
      <CopyButton text={text} />
    </span>
  );
}

async function LookedAt({ standing, timeZone }: { readonly standing: Standing; readonly timeZone: string }) {
  const t = await getTranslations("alias");
  if (standing.looked_at === null) return t("never");
  return (
    <>
      <DateTime at={standing.looked_at} timeZone={timeZone} />
      {standing.unanswered ? <span className="text-muted"> · {t("unanswered")}</span> : null}
    </>
  );
}
