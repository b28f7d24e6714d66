import { useTranslations } from "next-intl";
import { ButtonLink } from "@/components/ui/button";

/** The way to the profiles: quiet, since most days nobody needs it. */
export function ProfilesLink() {
  const t = useTranslations("profiles");
  return (
    <ButtonLink look="quiet" prefetch={false} href="/profiles">
      {t("title")}
    </ButtonLink>
  );
}
