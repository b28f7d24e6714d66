import { getTranslations } from "next-intl/server";
import { holds, type Right } from "@/attributes/rights";
import { ButtonLink } from "@/components/ui/button";
import type { ButtonLook } from "@/components/ui/looks";
import { type Act, mayAct } from "@/server/actor/access-levels";
import type { LiveSession } from "@/server/credentials/sessions";
import { currentStanding } from "../session/standing";

/** What pages lead on to, and what each needs: the level's row, and the effective right. */
const steps = {
  customer: { act: "manage", right: { area: "customers", action: "add" } },
  tariff: { act: "manage", right: { area: "tariffs", action: "add" } },
  profile: { act: "manage", right: { area: "customers", action: "add" } },
  routing_group: { act: "manage", right: { flag: "system_mgmt" } },
  web_user: { act: "web_users", right: null },
  brand: { act: "manage", right: null },
  host_name: { act: "web_users", right: null },
  api_password: { act: "web_users", right: null },
  note: { act: "notes", right: null },
} as const satisfies Record<string, { readonly act: Act; readonly right: Right | null }>;

export type StepName = keyof typeof steps;

/** What a step about a sub-customer needs besides. */
export const editsCustomers: Right = { area: "customers", action: "edit" };

/** Whom people ask for a step that they may not take; null: they may take it. */
type Asked = "provider" | "administrator" | "customer" | null;

/**
 * A step that a page leads on to: the link, or for people who may not take it, whom to ask instead. All empty states,
 * hints and first steps use it, so that none leads to a refusal.
 * @param right what else it needs, if it is about a sub-customer
 */
export async function Step({
  session,
  step,
  href,
  look = "primary",
  right,
  children,
}: {
  readonly session: LiveSession;
  readonly step: StepName;
  readonly href: string;
  readonly look?: ButtonLook;
  readonly right?: Right | null;
  readonly children: string;
}) {
  const asked = await askedFor(session, step, right ?? null);
  // without a tariff to give, the form for a new customer could not be sent
  if (step === "customer" && asked === null && !(await currentStanding(session)).hasTariff) {
    const withoutTariff = await askedFor(session, "tariff", null);
    if (withoutTariff !== null) return <Ask step="tariff" asked={withoutTariff} />;
  }
  if (asked === null)
    return (
      <ButtonLink look={look} prefetch={false} href={href}>
        {children}
      </ButtonLink>
    );
  return <Ask step={step} asked={asked} />;
}

/** The same for actions on the page itself: only whom to ask, and nothing for people who may act. */
export async function WhomToAsk({
  session,
  step,
  right,
}: {
  readonly session: LiveSession;
  readonly step: StepName;
  readonly right?: Right | null;
}) {
  const asked = await askedFor(session, step, right ?? null);
  return asked === null ? null : <Ask step={step} asked={asked} />;
}

async function Ask({ step, asked }: { readonly step: StepName; readonly asked: NonNullable<Asked> }) {
  const t = await getTranslations("steps");
  return <span data-part="whom-to-ask">{t(asked, { step: t(`to_${step}`) })}</span>;
}

/** Whether somebody may take a step. @param also what else it needs, if it is about a sub-customer */
export async function mayStep(session: LiveSession, step: StepName, also: Right | null): Promise<boolean> {
  return (await askedFor(session, step, also)) === null;
}

/** Checks the right first: what the whole company lacks, its administrator lacks too. */
async function askedFor(session: LiveSession, step: StepName, also: Right | null): Promise<Asked> {
  const { rights } = await currentStanding(session);
  const { act, right } = steps[step];
  if ([right, also].some((needed) => needed && !holds(rights, needed))) return "provider";
  if (mayAct(session.actor.access_level, act)) return null;
  return session.support ? "customer" : "administrator";
}
