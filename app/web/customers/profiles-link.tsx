import { useTranslations } from "next-intl";
import { ButtonLink } from "@/components/ui/button";

/** A quiet link to the profiles, which people rarely need. */
export function ProfilesLink() {
  const t = useTranslations("profiles");
  return (
    <ButtonLink look="quiet" prefetch={false} href="/profiles">
      {t("title")}
    </ButtonLink>
  );
}
