import { ButtonLink } from "@/components/ui/button";
import type { ButtonLook } from "@/components/ui/looks";
import { getTranslations } from "@/i18n/texts";
import { saveBrand } from "@/server/branding/save-brand";
import type { LiveSession } from "@/server/credentials/sessions";
import { createCustomer } from "@/server/customers/create-customer";
import { updateCustomer } from "@/server/customers/update-customer";
import { updateOwnData } from "@/server/customers/update-own-data";
import { addWebUser } from "@/server/identity/web-users/write-web-users";
import { addNote } from "@/server/notes/write-notes";
import type { Lack } from "@/server/operation/may";
import type { Relation } from "@/server/operation/needs";
import { addProfile } from "@/server/profiles/profiles";
import { addRoutingGroup } from "@/server/routing-groups/routing-groups";
import { addTariff } from "@/server/tariffs/tariffs";
import { lacks } from "../session/may";
import { currentStanding } from "../session/standing";

/** What keeps a reader from a step; null: nothing. @param relation whose customer it is about */
type Asks = (session: LiveSession, relation: Relation) => Promise<Lack | null>;

/** What pages lead on to, each with the operation that it leads to. */
const steps = {
  customer: (session) => lacks(session, createCustomer),
  tariff: (session) => lacks(session, addTariff),
  profile: (session) => lacks(session, addProfile),
  routing_group: (session) => lacks(session, addRoutingGroup),
  web_user: (session, relation) => lacks(session, addWebUser, relation),
  brand: (session, relation) => lacks(session, saveBrand, relation),
  host_name: (session, relation) =>
    relation === "own"
      ? lacks(session, updateOwnData, relation, { names: ["dns_alias"] })
      : lacks(session, updateCustomer, relation, { values: { dns_alias: "" } }),
  api_password: (session) => lacks(session, updateOwnData, "own", { names: ["api_password"] }),
  note: (session, relation) => lacks(session, addNote, relation),
} as const satisfies Record<string, Asks>;

export type StepName = keyof typeof steps;

/** Whom people ask for a step that they may not take; null: they may take it. */
type Asked = "provider" | "administrator" | "customer" | null;

/**
 * A step that a page leads on to: the link, or for people who may not take it, whom to ask instead. All empty states,
 * hints and first steps use it, so that none leads to a refusal.
 * @param relation whose customer it is about
 */
export async function Step({
  session,
  step,
  href,
  look = "primary",
  relation = "own",
  children,
}: {
  readonly session: LiveSession;
  readonly step: StepName;
  readonly href: string;
  readonly look?: ButtonLook;
  readonly relation?: Relation;
  readonly children: string;
}) {
  const asked = await askedFor(session, step, relation);
  // without a tariff to give, the form for a new customer could not be sent
  if (step === "customer" && asked === null && !(await currentStanding(session)).hasTariff) {
    const withoutTariff = await askedFor(session, "tariff", relation);
    if (withoutTariff !== null) return <Ask step="tariff" asked={withoutTariff} />;
  }
  if (asked === null)
    return (
      <ButtonLink look={look} href={href}>
        {children}
      </ButtonLink>
    );
  return <Ask step={step} asked={asked} />;
}

/** The same for actions on the page itself: only whom to ask, and nothing for people who may act. */
export async function WhomToAsk({
  session,
  step,
  relation = "own",
}: {
  readonly session: LiveSession;
  readonly step: StepName;
  readonly relation?: Relation;
}) {
  const asked = await askedFor(session, step, relation);
  return asked === null ? null : <Ask step={step} asked={asked} />;
}

async function Ask({ step, asked }: { readonly step: StepName; readonly asked: NonNullable<Asked> }) {
  const t = await getTranslations("steps");
  return <span data-part="whom-to-ask">{t(asked, { step: t(`to_${step}`) })}</span>;
}

/** Whether somebody may take a step. */
export async function mayStep(session: LiveSession, step: StepName, relation: Relation): Promise<boolean> {
  return (await askedFor(session, step, relation)) === null;
}

async function askedFor(session: LiveSession, step: StepName, relation: Relation): Promise<Asked> {
  const lack = await steps[step](session, relation);
  if (lack === null) return null;
  if (lack === "right") return "provider";
  return session.support ? "customer" : "administrator";
}
