import { z } from "zod";
import { type BrandFont, brandFonts } from "@/attributes/brand-contract";
import { email } from "@/attributes/kinds/email";
import { Unreadable } from "@/attributes/kinds/kind";
import { contact, name, text } from "@/attributes/kinds/text";
import { Refusal } from "../ground/refusal";
import { byKind, readOptional } from "../input/read-parameter";
import { readColour } from "./colours";

/** A link in the footer of the pages before log-in. */
export type FooterLink = { readonly label: string; readonly href: string };

/** The values of a brand, apart from its stylesheet and pictures. '' means the product's own. */
export type BrandValues = {
  readonly product_name: string;
  /** `#rrggbb` */
  readonly accent: string;
  readonly font: BrandFont | "";
  readonly support_email: string;
  readonly support_phone: string;
  readonly support_url: string;
  readonly footer_links: readonly FooterLink[];
};

export const noValues: BrandValues = {
  product_name: "",
  accent: "",
  font: "",
  support_email: "",
  support_phone: "",
  support_url: "",
  footer_links: [],
};

export const mostLinks = 5;

type Raw = Readonly<Record<string, unknown>>;

const readName = byKind(name({ min: 0, max: 40 }));
const readPhone = byKind(contact({ max: 32 }));
const readLabel = byKind(text({ max: 40 }));
const readMail = byKind(email());

/**
 * Reads a brand's values from a form. An absent value means the product's own. Links come as `footer_label.N` and
 * `footer_href.N`, of programs as `footer_links`.
 * @throws Refusal 400 naming the field
 */
export function readBrandValues(raw: Raw): BrandValues {
  return {
    product_name: readOptional(raw, "product_name", readName) ?? "",
    accent: readOptional(raw, "accent", readAccent) ?? "",
    font: readOptional(raw, "font", readFont) ?? "",
    support_email: readOptional(raw, "support_email", readMail) ?? "",
    support_phone: readOptional(raw, "support_phone", readPhone) ?? "",
    support_url: readOptional(raw, "support_url", readAddress) ?? "",
    footer_links: readLinks(raw),
  };
}

function readAccent(raw: unknown): string {
  if (raw === "" || raw === null) return "";
  const colour = typeof raw === "string" && raw.length <= 64 ? readColour(raw) : null;
  if (colour === null)
    throw new Unreadable({ message: "must be a colour, such as #3d57c9", key: "colour_expected" });
  return colour;
}

function readFont(raw: unknown): BrandFont | "" {
  if (raw === "" || raw === null) return "";
  const found = (Object.keys(brandFonts) as BrandFont[]).find((font) => font === raw);
  if (!found) throw new Unreadable({ message: "must be one of the list", key: "not_in_dictionary" });
  return found;
}

/** Reads the address of a link: https or mailto. */
function readAddress(raw: unknown): string {
  if (raw === "" || raw === null) return "";
  const typed = typeof raw === "string" ? raw.trim() : "";
  const url = typed.length <= 512 && URL.canParse(typed) ? new URL(typed) : null;
  if (!url || !["https:", "mailto:"].includes(url.protocol) || url.username || url.password)
    throw new Unreadable({
      message: "must be an address that begins with https://",
      key: "address_expected",
    });
  return url.href;
}

function readLinks(given: Raw): FooterLink[] {
  const raw = Array.isArray(given.footer_links) ? asFields(given.footer_links) : given;
  return Array.from({ length: mostLinks }, (_, at) => at).flatMap((at) => {
    const [labelName, hrefName] = [`footer_label.${at}`, `footer_href.${at}`];
    const label = readOptional(raw, labelName, readLabel) ?? "";
    const href = readOptional(raw, hrefName, readAddress) ?? "";
    if (label === "" && href === "") return [];
    const missing = label === "" ? labelName : href === "" ? hrefName : null;
    if (missing) throw new Refusal(400, `Parameter ${missing} is required`, missing, { key: "required" });
    return [{ label, href }];
  });
}

/** Links that a program gives, as a form has them. @throws Refusal 400 */
function asFields(links: readonly unknown[]): Raw {
  if (links.length > mostLinks)
    throw new Refusal(400, `Parameter footer_links must have at most ${mostLinks} links`, "footer_links", {
      key: "too_many_links",
      values: { max: mostLinks },
    });
  return Object.fromEntries(
    links.flatMap((link, at) => {
      const { label, href } = (link ?? {}) as Partial<Record<keyof FooterLink, unknown>>;
      return [
        [`footer_label.${at}`, label],
        [`footer_href.${at}`, href],
      ];
    }),
  );
}

const storedLinks = z.array(z.object({ label: z.string(), href: z.string() })).catch([]);

/** Turns a database row into values. Only `readBrandValues` makes what the row holds. */
export function valuesOf(row: Readonly<Record<keyof BrandValues, unknown>>): BrandValues {
  const { product_name, accent, font, support_email, support_phone, support_url, footer_links } = row;
  return {
    product_name: String(product_name),
    accent: String(accent),
    font: (Object.keys(brandFonts) as BrandFont[]).find((one) => one === font) ?? "",
    support_email: String(support_email),
    support_phone: String(support_phone),
    support_url: String(support_url),
    footer_links: storedLinks.parse(footer_links),
  };
}
