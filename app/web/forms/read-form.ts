import { type AttributeName, attributeOf } from "@/attributes/customer";
import { plainDecimal } from "@/attributes/reading/decimal";
import { spellNumber } from "@/attributes/reading/typed-number";
import { boxOf, maskWhere } from "@/attributes/rights";
import { getLocale } from "@/i18n/texts";
import { type CurrencyOf, typedNumber } from "./typed-number";

/** What somebody sent in a form of attributes: the changed values, and what the form had shown. */
export type FormValues = {
  readonly changed: Record<string, string | number>;
  readonly shown: Record<string, string | number>;
};

/**
 * Reads a form of attributes and returns only what changed; an empty secret means 'unchanged'. It assembles a mask from
 * its checkboxes: a disabled box is never set, because people can always take away what is set.
 * @param among the attributes that this form may change; it ignores all others
 * It reads numbers in the reader's language and returns plain decimal text, as in `was:`.
 * @param currencyOf finds the currency of an amount @throws Refusal 400 naming the field that is not a number
 */
export async function readForm(
  form: FormData,
  among: readonly AttributeName[],
  currencyOf?: CurrencyOf,
): Promise<FormValues> {
  const changed: FormValues["changed"] = {};
  const shown: FormValues["shown"] = {};
  for (const name of among) {
    const typed = typedValue(form, name);
    if (typed === null) continue;
    const was = form.get(`was:${name}`);
    const value = await plainValue(name, typed, was, currencyOf);
    const isSecret = attributeOf(name).kind.kind === "secret";
    if (isSecret ? value === "" : was !== null && String(was) === String(value)) continue;
    changed[name] = value;
    if (typeof was === "string") shown[name] = was;
  }
  return { changed, shown };
}

/** A number in plain decimal text; anything else as typed. */
async function plainValue(
  name: AttributeName,
  typed: string | number,
  was: FormDataEntryValue | null,
  currencyOf: CurrencyOf | undefined,
): Promise<string | number> {
  const { kind } = attributeOf(name).kind;
  const sort = kind === "money" ? "amount" : kind === "percent" || kind === "number" ? kind : null;
  // empty is a value of its own: no limit
  if (sort === null || typeof typed === "number" || typed.trim() === "") return typed;
  // an untouched value keeps its exact form
  if (typeof was === "string" && typed === spellNumber(was, await getLocale())) return was;
  return plainDecimal(await typedNumber(name, typed, sort, currencyOf));
}

function typedValue(form: FormData, name: AttributeName): string | number | null {
  if (attributeOf(name).kind.kind !== "rights") {
    const value = form.getAll(name).at(-1);
    // browsers send line breaks as CR LF, which would change every note that they show
    return typeof value === "string" ? value.replace(/\r\n/g, "\n") : null;
  }
  if (!form.has(`was:${name}`)) return null;
  return maskWhere((action) => form.has(boxOf(name, action)));
}
