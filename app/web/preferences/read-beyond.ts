import { customerPreferences, preferenceNames } from "@/attributes/preferences";
import type { FormState } from "@/components/form/form-state";
import { getTranslations } from "@/i18n/texts";
import type { Actor } from "@/server/actor/actor";
import type { LiveSession } from "@/server/credentials/sessions";
import { previewFunds } from "@/server/money/preview-funds";
import { getPreferences } from "@/server/preferences/preferences";
import { askIfSure } from "../forms/sure-first";
import { typedNumber } from "../forms/typed-number";

type Typed = Readonly<Record<string, unknown>>;

/**
 * Reads a form's preferences that are not attributes: those that differ from what the form came with, if it says that.
 * @throws Refusal 400 naming the field that is not a number
 */
export async function readBeyond(
  form: FormData,
  { actor, customer }: LiveSession,
  i_customer: number,
): Promise<Typed> {
  const typed: Record<string, unknown> = {};
  for (const name of preferenceNames) {
    const text = plainText(form.getAll(name).at(-1));
    if (text === undefined || text === plainText(form.get(`was:${name}`))) continue;
    const isAmount = customerPreferences[name].kind.kind === "money";
    if (!isAmount || !text.trim()) typed[name] = text;
    else
      typed[name] = await typedNumber(name, text, "amount", async () =>
        i_customer === actor.i_customer
          ? customer.base_currency
          : (await previewFunds(actor, { i_customer })).currency,
      );
  }
  return typed;
}

/** Browsers send line breaks as CR LF. */
function plainText(given: FormDataEntryValue | null | undefined): string | undefined {
  return typeof given === "string" ? given.replace(/\r\n/g, "\n") : undefined;
}

/** The switches that keep others out, or report them: we ask before somebody switches one off. */
const protecting = ["require_factor", "refuse_support", "mail_support_changes"] as const;

/** Asks whether people mean to switch off something that protects them. */
export async function askIfWeaker(
  form: FormData,
  actor: Actor,
  i_customer: number,
  typed: Typed,
): Promise<Partial<FormState> | null> {
  const { preferences } = await getPreferences(actor, { i_customer });
  const ending = protecting.filter((name) => preferences[name] && typed[name] === "0");
  if (ending.length === 0) return null;
  const t = await getTranslations("own_settings");
  return await askIfSure(form, {
    title: t("end_title"),
    text: ending.map((name) => t(`end_${name}`)).join("\n"),
    act: t("end"),
    href: i_customer === actor.i_customer ? "/preferences/company" : `/customers/${i_customer}/self-care`,
  });
}
