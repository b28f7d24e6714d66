import { getLocale, getTranslations } from "next-intl/server";
import { formatMoney } from "@/components/ui/money";
import type { Refusal } from "@/server/refusal";
import { spellReference } from "@/server/refusals/reference";

/** How a refusal is told: its text's key, and what the text names. */
type Told = {
  readonly code: number | null;
  readonly key: string;
  readonly values: Readonly<Record<string, string | number>>;
};

/** The text of a refusal in the reader's language. */
export async function refusalText({ code, reason }: Refusal): Promise<string> {
  return await reasonText({ code, key: reason?.key ?? "", values: reason?.values ?? {} });
}

/** The same with the reference behind it, for where there is no form that shows it beside the message. */
export async function quotableText(refusal: Refusal): Promise<string> {
  const text = await refusalText(refusal);
  if (refusal.reference === undefined) return text;
  const t = await getTranslations("common");
  return `${text} ${t("reference", { reference: spellReference(refusal.reference) })}.`;
}

/** The same of a refusal that was recorded. */
export async function reasonText({ code, key, values }: Told): Promise<string> {
  const t = await getTranslations("refusals");
  // keys come from the server's code; whether there is a text is asked first
  const known = key as "required";
  if (t.has(known)) return t(known, (await inWords(values)) as never);
  const general = `code_${code}` as "code_400";
  return t.has(general) ? t(general) : t("code_400");
}

/** What a text names, as a person reads it: rights in its language, money with its currency. */
export async function inWords(values: Told["values"]): Promise<Told["values"]> {
  const t = await getTranslations("rights");
  const words: Record<string, string | number> = { ...values };
  if (typeof values.bits === "string") {
    const bits = (["add", "edit", "delete"] as const).filter((bit) => String(values.bits).includes(bit));
    words.bits = bits.map((bit) => t(bit).toLowerCase()).join(", ");
  }
  const { amount, currency } = values;
  // the text has both: 'amount currency'
  if (typeof amount === "string" && typeof currency === "string" && /^-?\d+\.\d{6}$/.test(amount)) {
    words.amount = formatMoney(amount, currency, await getLocale());
    words.currency = "";
  }
  return words;
}
