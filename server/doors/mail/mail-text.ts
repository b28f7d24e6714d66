import { formatMoney } from "@/attributes/format-money";
import en from "@/messages/en.json";
import ru from "@/messages/ru.json";
import type { MailKind } from "../../outbox/mail-kinds";

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
};

/** A mail as we send it. */
export type MailText = { readonly subject: string; readonly text: string; readonly html: string };

/**
 * Writes a mail in the recipient's language, as plain text and as HTML with the same words. Whatever a customer typed
 * appears as text in both; amounts follow the language.
 */
export function writeMail({ kind, i_lang, values, link, brand }: MailSource): MailText {
  const words = messages[i_lang as "en"] ?? messages.en;
  const { subject, text, button } = words.mails[kind] as { subject: string; text: string; button?: string };
  // '' means somebody above
  const by = values.by || words.common.your_provider;
  const named = { ...spell(values, i_lang), by, brand };
  const title = fill(subject, named).replace(/\s+/g, " ").trim();
  const paragraphs = fill(text, named).split("\n\n");
  const foot = fill(words.mails.foot, named);
  const label = button === undefined ? "" : fill(button, named);
  const password = values.password ?? "";
  return {
    subject: title,
    text: [
      ...paragraphs,
      ...(password ? [password] : []),
      ...(link ? [`${label}:\n${link}`] : []),
      `—\n${foot}`,
    ].join("\n\n"),
    html: page({ title, paragraphs, password, link, label, foot, brand, i_lang }),
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

/**
 * Mail programs understand tables and inline styles and little else. Those that understand the stylesheet in the head
 * also support dark mode.
 */
function page(of: {
  readonly title: string;
  readonly paragraphs: readonly string[];
  readonly password: string;
  readonly link: string;
  readonly label: string;
  readonly foot: string;
  readonly brand: string;
  readonly i_lang: string;
}): string {
  const p = (text: string) =>
    `<p style="margin:0 0 16px;overflow-wrap:anywhere">${escapeHtml(text).replaceAll("\n", "<br>")}</p>`;
  const secret = of.password
    ? `<p class="box" style="margin:0 0 20px;padding:14px 16px;border:1px solid #e3e5e9;border-radius:6px;background:#f5f6f8;font:600 20px ui-monospace,Menlo,Consolas,'DejaVu Sans Mono',monospace;letter-spacing:.04em;overflow-wrap:anywhere">${escapeHtml(of.password)}</p>`
    : "";
  const button = of.link
    ? `<p style="margin:24px 0 16px"><a class="button" href="${escapeHtml(of.link)}" style="display:inline-block;padding:10px 18px;border-radius:6px;background:#3d57c9;color:#ffffff;text-decoration:none;font-weight:600">${escapeHtml(of.label)}</a></p><p class="quiet" style="margin:0 0 16px;font-size:13px;color:#5c6370;overflow-wrap:anywhere">${escapeHtml(of.link)}</p>`
    : "";
  return `<!doctype html>
<html lang="${escapeHtml(of.i_lang)}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark"><title>${escapeHtml(of.title)}</title>
<style>@media (prefers-color-scheme:dark){.outer{background:#0f1114!important}.card{background:#17191d!important;border-color:#2b2e34!important}.card td{color:#e8eaed!important}.box{background:#0f1114!important;border-color:#2b2e34!important}.quiet{color:#9aa1ac!important;border-color:#2b2e34!important}.button{background:#5a74e6!important;color:#0b0d10!important}}</style></head>
<body class="outer" style="margin:0;padding:0;background:#f5f6f8">
<table class="outer" role="presentation" width="100%" cellspacing="0" cellpadding="0" style="background:#f5f6f8"><tr><td align="center" style="padding:24px 12px">
<table class="card" role="presentation" width="100%" cellspacing="0" cellpadding="0" style="max-width:560px;background:#ffffff;border:1px solid #e3e5e9;border-radius:8px"><tr><td style="padding:28px 32px;font:15px/1.55 Inter,-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif;color:#1c2024">
<p class="quiet" style="margin:0 0 20px;font-weight:600;color:#5c6370">${escapeHtml(of.brand)}</p>
<h1 style="margin:0 0 16px;font-size:20px;line-height:1.3;overflow-wrap:anywhere">${escapeHtml(of.title)}</h1>
${of.paragraphs.map(p).join("\n")}
${secret}${button}<p class="quiet" style="margin:24px 0 0;padding-top:16px;border-top:1px solid #e3e5e9;font-size:13px;color:#5c6370">${escapeHtml(of.foot)}</p>
</td></tr></table></td></tr></table></body></html>`;
}

function escapeHtml(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");
}
