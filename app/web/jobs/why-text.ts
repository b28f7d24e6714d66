import { isAttributeName } from "@/attributes/customer";
import { getTranslations } from "@/i18n/texts";
import type { KeptRefusal } from "@/server/jobs/job/kept-refusal";
import { reasonText } from "../forms/refusal-text";

/** Why a job did not do something, in the reader's words, with the field that it is about. */
export async function whyText({ code, key, values, attribute }: KeptRefusal): Promise<string> {
  const [a, text] = [
    await getTranslations("attributes"),
    await reasonText({ code, key, values: values ?? {} }),
  ];
  return attribute !== null && isAttributeName(attribute) ? `${a(attribute)}: ${text}` : text;
}
