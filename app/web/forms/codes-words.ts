import type { CodesWords } from "@/components/form/recovery-codes";
import { getTranslations } from "@/i18n/texts";
import type { LiveSession } from "@/server/credentials/sessions";
import { brandName } from "../session/brand";

/** The words beside recovery codes, which we show once. */
export async function codesWords({ actor }: LiveSession): Promise<CodesWords> {
  const [t, brand] = [await getTranslations("factors"), await brandName()];
  return {
    title: t("codes_of", { brand, login: actor.login ?? "" }),
    text: t("codes_text"),
    isOn: t("is_on"),
    download: t("download"),
    print: t("print"),
  };
}
