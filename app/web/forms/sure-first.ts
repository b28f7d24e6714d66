import type { FormState } from "@/components/form/form-state";
import { getTranslations } from "@/i18n/texts";

/**
 * Asks, before an act that makes an account weaker, whether people mean it: shows the form again with the question and a
 * button to confirm. Works without JavaScript.
 * @param asked what the act is, what follows from it, and the page that the form is on
 * @returns the action's answer; null: the sender has confirmed
 */
export async function askIfSure(
  form: FormData,
  asked: { readonly title: string; readonly text: string; readonly act: string; readonly href: string },
): Promise<Partial<FormState> | null> {
  if (form.get("sure") === "1") return null;
  return { sure: { ...asked, cancel: (await getTranslations("common"))("cancel") } };
}
