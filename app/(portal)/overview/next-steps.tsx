import { Icon } from "@/components/ui/icon";
import type { IconName } from "@/components/ui/icon-names";
import { Section } from "@/components/ui/page";
import { getTranslations } from "@/i18n/texts";
import type { LiveSession } from "@/server/credentials/sessions";
import { listHistory } from "@/server/history/list-history";
import { listLedger } from "@/server/money/list-ledger";
import { asker } from "../../web/session/may";

/** Offers what people without customers come here for, each as a link. */
export async function NextSteps({ session }: { readonly session: LiveSession }) {
  const [t, may] = [await getTranslations("overview"), await asker(session)];
  const steps: { step: "ledger" | "history" | "preferences"; href: string; icon: IconName }[] = [
    ...(may(listLedger)
      ? [
          {
            step: "ledger",
            href: `/customers/${session.actor.i_customer}/ledger`,
            icon: "book-open",
          } as const,
        ]
      : []),
    ...(may(listHistory) ? [{ step: "history", href: "/history", icon: "clock" } as const] : []),
    { step: "preferences", href: "/preferences", icon: "sliders-horizontal" },
  ];
  return (
    <Section title={t("next_steps")} className="border-b border-line py-6">
      <ul className="max-w-xl border-t border-line">
        {steps.map(({ step, href, icon }) => (
          <li key={step} className="border-b border-line">
            <a
              href={href}
              className="-mx-3 flex min-h-11 items-center gap-3 rounded-control px-3 py-2 hover:bg-hover"
            >
              <Icon name={icon} className="shrink-0 text-muted" />
              <span className="flex-1">{t(`step_${step}`)}</span>
              <Icon name="chevron-right" className="shrink-0 text-muted" />
            </a>
          </li>
        ))}
      </ul>
    </Section>
  );
}
