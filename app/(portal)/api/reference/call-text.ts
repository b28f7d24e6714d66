import { getTranslations } from "@/i18n/texts";
import { calls } from "@/server/doors/calls/calls";
import { inJson } from "@/server/doors/openapi/in-json";

/** What a call does, in the reader's language. */
export async function callText(): Promise<(name: keyof typeof calls) => string> {
  const t = await getTranslations("api_methods");
  return (name) => {
    // has() checks that a text exists
    const key = name as "createCustomer";
    return inJson(t.has(key) ? t(key) : calls[name].meaning);
  };
}
