import { ButtonLink } from "@/components/ui/button";
import { useTranslations } from "@/i18n/texts";

/** A quiet link to the profiles, which people rarely need. */
export function ProfilesLink() {
  const t = useTranslations("profiles");
  return (
    <ButtonLink look="quiet" href="/profiles">
      {t("title")}
    </ButtonLink>
  );
}
