import { getTranslations } from "next-intl/server";
import type { Section } from "@/components/shell/shell";
import { PageHeading } from "@/components/ui/page";
import type { LiveSession } from "@/server/identity/sessions";
import { Portal } from "./portal";

/** Replaces a page that the visitor's access level does not allow. */
export async function LevelLacking({
  session,
  current,
}: {
  readonly session: LiveSession;
  readonly current: Section | null;
}) {
  const [t, r] = [await getTranslations("errors"), await getTranslations("refusals")];
  const { access_level: level } = session.actor;
  return (
    <Portal session={session} current={current}>
      <PageHeading
        title={t("forbidden_title")}
        note={level === "IN_SUPPORT" ? t("forbidden_support") : r("access_level", { level })}
      />
    </Portal>
  );
}
