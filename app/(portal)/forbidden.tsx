import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import type { Section } from "@/components/shell/shell";
import { PageHeading } from "@/components/ui/page";
import type { Action, Area } from "@/server/customers/rights";
import type { LiveSession } from "@/server/identity/sessions";
import { Portal } from "./portal";

type Props = {
  readonly session: LiveSession;
  readonly current: Section;
  /** the area of the missing right */
  readonly area: Area | "system_mgmt" | "api";
  readonly action: Action | "manage" | "use";
  /** anything else to say about it */
  readonly children?: ReactNode;
};

/** Replaces a page that the visitor lacks the right for: says which right is missing and whom to ask. */
export async function Forbidden({ session, current, area, action, children }: Props) {
  const [t, r] = [await getTranslations("errors"), await getTranslations("refusals")];
  return (
    <Portal session={session} current={current}>
      <PageHeading title={t("forbidden_title")} note={r("right_missing", { area, action })} />
      <a
        href={`/customers/${session.actor.i_customer}/why-not`}
        className="text-accent-text underline-offset-2 hover:underline"
      >
        {t("forbidden_why")}
      </a>
      {children}
    </Portal>
  );
}
