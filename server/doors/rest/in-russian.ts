import { createTranslator } from "use-intl/core";
import ru from "@/messages/ru.json";

/** Says a refusal in Russian, as a page of the portal does. @param key below `refusals` in messages/ */
export function inRussian(
  key: string,
  code: number,
  values: Readonly<Record<string, string | number>>,
): string {
  const t = createTranslator({ locale: "ru", messages: ru, namespace: "refusals", onError: () => {} });
  // keys are the server's own; has() sees that a text is there
  const known = key as "required";
  const general = `code_${code}` as "code_400";
  if (t.has(known)) return t(known, values as never);
  return t.has(general) ? t(general) : t("code_400");
}
