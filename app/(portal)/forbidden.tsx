import { getTranslations } from "next-intl/server";
import type { Section } from "@/components/shell/shell";
import { PageHeading } from "@/components/ui/page";
import type { Action, Area } from "@/server/customers/rights";
import type { LiveSession } from "@/server/identity/sessions";
import { Portal } from "./portal";

type Props = {
  readonly session: LiveSession;
  readonly current: Section;
  /** what one would need */
  readonly area: Area | "system_mgmt";
  readonly action: Action | "manage";
};

/** A page that was reached without the right for it: says which right is missing, and whom to ask. */
export async function Forbidden({ session, current, area, action }: Props) {
  const [t, r] = [await getTranslations("errors"), await getTranslations("refusals")];
  return (
    <Portal session={session} current={current}>
      <PageHeading title={t("forbidden_title")} note={r("right_missing", { area, action })} />
    </Portal>
  );
}
