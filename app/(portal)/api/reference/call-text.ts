import { getTranslations } from "@/i18n/texts";
import { calls } from "@/server/doors/calls/calls";

/** What a call does, in the reader's language. */
export async function callText(): Promise<(name: keyof typeof calls) => string> {
  const t = await getTranslations("api_methods");
  return (name) => {
    // has() checks that a text exists
    const key = name as "createCustomer";
    return t.has(key) ? t(key) : calls[name].meaning;
  };
}
