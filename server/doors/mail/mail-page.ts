import { isWordmark } from "@/attributes/wordmark";
import type { BrandLook, ThemeColours } from "../../brand/brand-look";

/** A picture that goes with the mail. */
export type MailPicture = { readonly cid: string; readonly width: number; readonly height: number };

/** Our mark, for a brand without a logo. */
export const ownMark: MailPicture = { cid: "mark@mail", width: 28, height: 28 };

/** How a mail looks: the colours of the brand, and what stands on top. */
export type MailLook = BrandLook & {
  readonly logo: MailPicture;
  /** in place of it on dark grounds */
  readonly logo_dark: MailPicture | null;
};

/** What a mail says, as text. */
export type MailWords = {
  readonly title: string;
  readonly paragraphs: readonly string[];
  /** a one-time password; '': none */
  readonly password: string;
  /** '': no button */
  readonly link: string;
  readonly label: string;
  /** names the link for those who copy it */
  readonly copied: string;
  readonly foot: string;
  readonly brand: string;
  readonly i_lang: string;
};

const letters = "Inter,-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";
const fixed = "ui-monospace,Menlo,Consolas,'DejaVu Sans Mono',monospace";

/**
 * Draws a mail. Mail programs understand tables and inline styles and little else, so these carry the light look. Those that
 * understand the stylesheet in the head also have the dark one; Outlook, which knows no greatest width, gets one by a comment.
 */
export function mailPage(words: MailWords, look: MailLook): string {
  const { light, dark, radius, cardRadius } = look;
  const p = (text: string) =>
    `<p style="margin:0 0 16px;overflow-wrap:anywhere">${escapeHtml(text).replaceAll("\n", "<br>")}</p>`;
  const quiet = `font-size:13px;line-height:20px;color:${light.muted};overflow-wrap:anywhere`;
  const secret = words.password
    ? `<p class="box" style="margin:0 0 20px;padding:14px 16px;border:1px solid ${light.line};border-radius:${radius};background:${light.ground};font:600 20px ${fixed};letter-spacing:.04em;overflow-wrap:anywhere">${escapeHtml(words.password)}</p>`
    : "";
  const button = words.link
    ? `<table role="presentation" cellspacing="0" cellpadding="0" style="margin:24px 0 16px"><tr><td class="button" bgcolor="${light.accent}" style="border:1px solid ${light.accentEdge};border-radius:${radius};background:${light.accent}"><a href="${escapeHtml(words.link)}" style="display:inline-block;padding:10px 18px;color:${light.onAccent};text-decoration:none;font-weight:600">${escapeHtml(words.label)}</a></td></tr></table><p class="quiet" style="margin:0 0 16px;${quiet}">${escapeHtml(words.copied)}</p>`
    : "";
  return `<!doctype html>
<html lang="${escapeHtml(words.i_lang)}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark"><title>${escapeHtml(words.title)}</title>
<style>${darkStyle(dark, look.logo_dark !== null)}</style></head>
<body class="outer" style="margin:0;padding:0;background:${light.ground}">
<table class="outer" role="presentation" width="100%" cellspacing="0" cellpadding="0" bgcolor="${light.ground}" style="background:${light.ground}"><tr><td align="center" style="padding:24px 12px">
<!--[if mso]><table role="presentation" width="560" cellspacing="0" cellpadding="0"><tr><td><![endif]-->
<table class="card" role="presentation" width="100%" cellspacing="0" cellpadding="0" bgcolor="${light.card}" style="max-width:560px;background:${light.card};border:1px solid ${light.line};border-radius:${cardRadius}"><tr><td align="left" style="padding:28px 32px;font:15px/1.55 ${letters};color:${light.text}">
${head(words.brand, look)}
<h1 style="margin:0 0 16px;font-size:20px;line-height:1.3;overflow-wrap:anywhere">${escapeHtml(words.title)}</h1>
${words.paragraphs.map(p).join("\n")}
${secret}${button}<p class="quiet" style="margin:24px 0 0;padding-top:16px;border-top:1px solid ${light.line};${quiet}">${escapeHtml(words.foot)}</p>
</td></tr></table>
<!--[if mso]></td></tr></table><![endif]-->
</td></tr></table></body></html>`;
}

/** The brand's logo, with its name beside it unless the logo says that itself. */
function head(brand: string, { logo, logo_dark }: MailLook): string {
  const isWord = isWordmark(logo);
  const name = escapeHtml(brand);
  const image = ({ cid, width, height }: MailPicture, more: string) =>
    `<img src="cid:${cid}" width="${width}" height="${height}" alt="${isWord ? name : ""}" ${more}>`;
  const images =
    logo_dark === null
      ? image(logo, 'style="display:block"')
      : `${image(logo, 'class="day" style="display:block"')}${image(logo_dark, 'class="night" style="display:none"')}`;
  return `<table role="presentation" cellspacing="0" cellpadding="0" style="margin:0 0 20px"><tr><td>${images}</td>${
    isWord ? "" : `<td style="padding-left:10px;font-weight:600;overflow-wrap:anywhere">${name}</td>`
  }</tr></table>`;
}

function darkStyle(dark: ThemeColours, hasLogo: boolean): string {
  const rules = [
    `.outer{background:${dark.ground}!important}`,
    `.card{background:${dark.card}!important;border-color:${dark.line}!important}`,
    `.card td{color:${dark.text}!important}`,
    `.box{background:${dark.ground}!important;border-color:${dark.line}!important}`,
    `.quiet{color:${dark.muted}!important;border-color:${dark.line}!important}`,
    `.button{background:${dark.accent}!important;border-color:${dark.accentEdge}!important}`,
    `.button a{color:${dark.onAccent}!important}`,
    ...(hasLogo ? [".day{display:none!important}", ".night{display:block!important}"] : []),
  ];
  return `@media (prefers-color-scheme:dark){${rules.join("")}}`;
}

function escapeHtml(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");
}
