import { MessagePage } from "@/components/shell/message-page";
import { ButtonLink } from "@/components/ui/button";
import { useTranslations } from "@/i18n/texts";
import { Acting } from "./web/support/acting";

export default function NotFound() {
  const t = useTranslations("errors");
  return (
    <Acting>
      <MessagePage
        title={t("not_found_title")}
        text={t("not_found_text")}
        action={<ButtonLink href="/">{t("to_start")}</ButtonLink>}
      />
    </Acting>
  );
}
