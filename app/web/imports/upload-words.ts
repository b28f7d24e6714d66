import { getTranslations } from "@/i18n/texts";
import type { UploadWords } from "./upload-form";

/** The words of a form that uploads a file. */
export async function uploadWords(send: "send" | "send_mended"): Promise<UploadWords> {
  const t = await getTranslations("imports");
  return {
    label: t("choose_file"),
    help: t("file_help"),
    send: t(send),
    sending: t("sending"),
    reading: t("reading"),
    lost: t("lost"),
    choose: t("no_file"),
  };
}
