import { formatMoney } from "@/attributes/format-money";
import en from "@/messages/en.json";
import ru from "@/messages/ru.json";
import { lookOf } from "../../brand/brand-look";
import type { MailKind } from "../../outbox/mail-kinds";
import { type MailLook, mailPage, ownMark } from "./mail-page";

const messages = { en, ru };

/** Everything that a mail is made from. */
export type MailSource = {
  readonly kind: MailKind;
  readonly i_lang: string;
  readonly values: Readonly<Record<string, string>>;
  /** the link of its button; '': none */
  readonly link: string;
  /** the name of the sender's brand */
  readonly brand: string;
  /** the colours and the logo of that brand; absent: the product's own */
  readonly look?: MailLook;
};

const ownLook: MailLook = { ...lookOf({}), logo: ownMark, logo_dark: null };

/** A mail as we send it. */
export type MailText = { readonly subject: string; readonly text: string; readonly html: string };

/**
 * Writes a mail in the recipient's language, as plain text and as HTML with the same words. Whatever a customer typed
 * appears as text in both; amounts follow the language.
 */
export function writeMail({ kind, i_lang, values, link, brand, look = ownLook }: MailSource): MailText {
  const words = messages[i_lang as "en"] ?? messages.en;
  const { subject, text, button } = words.mails[kind] as { subject: string; text: string; button?: string };
  // '' means somebody above
  const by = values.by || words.common.your_provider;
  const named = { ...spell(values, i_lang), by, brand };
  const title = fill(subject, named).replace(/\s+/g, " ").trim();
  const paragraphs = fill(text, named).split("\n\n");
  const foot = fill(words.mails.foot, named);
  const label = button === undefined ? "" : fill(button, named);
  const copied = fill(words.mails.or_open, { link });
  const password = values.password ?? "";
  return {
    subject: title,
    text: [
      ...paragraphs,
      ...(password ? [password] : []),
      ...(link ? [`${label}:\n${link}`] : []),
      `—\n${foot}`,
    ].join("\n\n"),
    html: mailPage({ title, paragraphs, password, link, label, copied, foot, brand, i_lang }, look),
  };
}

/** Spells amounts and times in the person's language and time zone (`zone`). */
function spell(values: MailSource["values"], i_lang: string): Record<string, string> {
  const { currency, zone } = values;
  const one = (value: string): string => {
    if (currency !== undefined && /^-?\d+\.\d{6}$/.test(value)) return formatMoney(value, currency, i_lang);
    if (zone !== undefined && /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value))
      return new Intl.DateTimeFormat(i_lang, {
        dateStyle: "long",
        timeStyle: "long",
        timeZone: zone,
      }).format(new Date(value));
    return value;
  };
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, one(value)]));
}

/** Replaces `{name}` by its value; a missing value becomes ''. */
function fill(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? "");
}
