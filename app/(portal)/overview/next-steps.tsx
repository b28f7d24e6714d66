import { BookOpen, ChevronRight, Clock, type LucideIcon, SlidersHorizontal } from "lucide-react";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { Section } from "@/components/ui/page";
import type { LiveSession } from "@/server/credentials/sessions";
import { listHistory } from "@/server/history/list-history";
import { listLedger } from "@/server/money/list-ledger";
import { asker } from "../../web/session/may";

/** Offers what people without customers come here for, each as a link. */
export async function NextSteps({ session }: { readonly session: LiveSession }) {
  const [t, may] = [await getTranslations("overview"), await asker(session)];
  const steps: { step: "ledger" | "history" | "preferences"; href: string; icon: LucideIcon }[] = [
    ...(may(listLedger)
      ? [{ step: "ledger", href: `/customers/${session.actor.i_customer}/ledger`, icon: BookOpen } as const]
      : []),
    ...(may(listHistory) ? [{ step: "history", href: "/history", icon: Clock } as const] : []),
    { step: "preferences", href: "/preferences", icon: SlidersHorizontal },
  ];
  return (
    <Section title={t("next_steps")} className="border-b border-line py-6">
      <ul className="max-w-xl border-t border-line">
        {steps.map(({ step, href, icon: Icon }) => (
          <li key={step} className="border-b border-line">
            <Link
              href={href}
              prefetch={false}
              className="-mx-3 flex min-h-11 items-center gap-3 rounded-control px-3 py-2 hover:bg-hover"
            >
              <Icon size={16} aria-hidden className="shrink-0 text-muted" />
              <span className="flex-1">{t(`step_${step}`)}</span>
              <ChevronRight size={16} aria-hidden className="shrink-0 text-muted" />
            </Link>
          </li>
        ))}
      </ul>
    </Section>
  );
}
