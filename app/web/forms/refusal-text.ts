import { isAttributeName } from "@/attributes/customer";
import { formatMoney } from "@/attributes/format-money";
import { withUnseenShown } from "@/attributes/reading/unseen";
import { actionNames } from "@/attributes/rights";
import { formatNumber } from "@/components/ui/number";
import { getLocale, getTranslations } from "@/i18n/texts";
import { isAccessLevel } from "@/server/actor/access-levels";
import type { Told as Shown } from "@/server/doors/front/course";
import type { Refusal } from "@/server/ground/refusal";
import { spellReference } from "@/server/ground/text/reference";
import { rightWords } from "./right-words";

/** The text of a refusal: its message key and the values that it names. */
type Told = {
  readonly code: number | null;
  readonly key: string;
  readonly values: Readonly<Record<string, string | number>>;
};

/** Says a refusal in the reader's language. */
export async function refusalText({ code, reason }: Pick<Shown, "code" | "reason">): Promise<string> {
  return await reasonText({ code, key: reason?.key ?? "", values: reason?.values ?? {} });
}

/** The same with the reference, for places without a form to show it beside the message. */
export async function quotableText(refusal: Refusal): Promise<string> {
  const [text, reference] = [await refusalText(refusal), quoted(refusal)];
  if (reference === null) return text;
  const t = await getTranslations("common");
  return `${text} ${t("reference", { reference })}.`;
}

/** The reference by which people can quote a refusal. null: there is none, or it is a typing error, which needs no help */
export function quoted({ code, reference }: Pick<Shown, "code" | "reference">): string | null {
  return reference === undefined || code === 400 ? null : spellReference(reference);
}

/** The same for a recorded refusal. */
export async function reasonText({ code, key, values }: Told): Promise<string> {
  const t = await getTranslations("refusals");
  // the server's code makes these keys; has() below checks that a text exists
  const known = key as "required";
  if (t.has(known)) return t(known, (await inWords(values)) as never);
  const general = `code_${code}` as "code_400";
  return t.has(general) ? t(general) : t("code_400");
}

/** Spells the values for people: rights in the reader's language, money with its currency. */
export async function inWords(values: Told["values"]): Promise<Told["values"]> {
  const t = await getTranslations("rights");
  // a value may be what somebody typed
  const words: Record<string, string | number> = Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      typeof value === "string" ? withUnseenShown(value) : value,
    ]),
  );
  if (typeof values.bits === "string") {
    const bits = actionNames.filter((action) => String(values.bits).includes(action));
    words.bits = bits.map((bit) => t(bit).toLowerCase()).join(", ");
  }
  if (typeof values.action === "string" && typeof values.area === "string")
    Object.assign(words, await rightWords(values.action, values.area));
  if (typeof values.attributes === "string") words.attributes = await attributeWords(values.attributes);
  const locale = await getLocale();
  for (const name of ["min", "max"]) {
    const bound = values[name];
    if (typeof bound === "number" || /^-?\d+(\.\d+)?$/.test(bound ?? ""))
      words[name] = formatNumber(String(bound), locale);
  }
  const { amount, currency } = values;
  // the text says 'amount currency'
  if (typeof amount === "string" && typeof currency === "string" && /^-?\d+\.\d{6}$/.test(amount)) {
    words.amount = formatMoney(amount, currency, locale);
    words.currency = "";
  }
  const levels = await getTranslations("web_users");
  if (typeof values.level === "string" && isAccessLevel(values.level))
    words.level = levels(`level_${values.level}`);
  return words;
}

/** Attributes, and what else can have been changed, in the reader's words. */
async function attributeWords(names: string): Promise<string> {
  const t = await getTranslations();
  return names
    .split(", ")
    .map((name) => {
      const key = `${isAttributeName(name) ? "attributes" : "acts.since"}.${name}` as "acts.since.log_in";
      return t.has(key) ? t(key) : name;
    })
    .join(", ");
}
