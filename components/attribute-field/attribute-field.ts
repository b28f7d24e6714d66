import { type AttributeName, attributeOf, type CustomerAttribute } from "@/attributes/customer";
import type { Language } from "@/i18n/languages";
import type { Texts } from "@/i18n/texts";
import { sentList } from "../choices/long-list";
import { linesOf, type Option } from "../choices/option-lines";
import { fieldText, shownText } from "./attribute-text";
import type { FieldKind, OptionLists, ShownField } from "./shown-field";

type Given = {
  /** the present value; on a new customer the default */
  readonly value?: unknown;
  /** the default that the value replaces: then the form sends the value even if nobody touches it */
  readonly base?: unknown;
  readonly required?: boolean;
  readonly placeholder?: string | undefined;
  readonly help?: string | undefined;
  /** for references: choices before and after those of its target */
  readonly before?: readonly Option[] | undefined;
  readonly after?: readonly Option[] | undefined;
};

/** The form field of an attribute, by its kind, in the reader's language. Rights have a matrix of their own. */
export function attributeField(
  { t, locale }: { readonly t: Texts; readonly locale: Language },
  name: AttributeName,
  { value, base, required = false, placeholder, help, before, after }: Given = {},
): ShownField {
  const { kind, width } = attributeOf(name) as CustomerAttribute;
  const [words, fieldKind] = [wordsOf(t, locale, name), kindOf(name)];
  const [shown, was] = [shownText(name, value, locale), fieldText(name, base === undefined ? value : base)];
  return withoutAbsent({
    name,
    // most fields are text, which goes without saying
    kind: fieldKind === "text" ? undefined : fieldKind,
    label: words.label,
    help: help ?? words.help,
    value: shown || undefined,
    was: was === shown ? undefined : was,
    required: required ? t("common.required_mark") : undefined,
    placeholder: kind.kind === "number" ? t("common.unlimited") : placeholder,
    max: kind.kind === "text" || kind.kind === "regex" ? kind.max : undefined,
    list: kind.kind === "reference" ? kind.target : undefined,
    before: before && linesOf(before),
    after: after && linesOf(after),
    width,
  });
}

type AttributeWords = { readonly label: string; readonly help: string | undefined };

const made = new Map<string, AttributeWords>();

/** The words of an attribute. A form has sixty, so those of a language are looked up once. */
function wordsOf(t: Texts, locale: Language, name: AttributeName): AttributeWords {
  const known = made.get(`${locale} ${name}`);
  if (known) return known;
  const help = `attribute_help.${name as "email"}` as const;
  const words = { label: t(`attributes.${name}`), help: t.has(help) ? t(help) : undefined };
  made.set(`${locale} ${name}`, words);
  return words;
}

/** Drops what is undefined, which would travel as a word of its own. */
function withoutAbsent(field: ShownField): ShownField {
  // nothing that a field must have is undefined
  return Object.fromEntries(Object.entries(field).filter(([, value]) => value !== undefined)) as ShownField;
}

function kindOf(name: AttributeName): FieldKind {
  const { kind } = attributeOf(name) as CustomerAttribute;
  switch (kind.kind) {
    case "text":
      return kind.multiline ? "lines" : "text";
    case "reference":
      return "choice";
    case "money":
    case "percent":
      return "amount";
    case "number":
      return kind.whole ? "whole" : "number";
    case "rights":
      throw new Error(`${name} is three boxes in the matrix of permissions, no field of its own`);
    case "flag":
    case "feature":
      return "switch";
    case "email":
    case "email list":
      return "email";
    case "hostname":
      return "host";
    case "secret":
    case "regex":
    case "stylesheet":
      return kind.kind;
    default:
      return kind satisfies never;
  }
}

/** The lists that these fields choose from, each once. */
export function listsOf(
  fields: readonly ShownField[],
  options: Readonly<Partial<Record<AttributeName, readonly Option[]>>>,
): OptionLists {
  return Object.fromEntries(
    fields.flatMap(({ name, list }) =>
      list === undefined ? [] : [[list, sentList(options[name as AttributeName] ?? [])]],
    ),
  );
}
