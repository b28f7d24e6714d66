import { headers } from "next/headers";
import { cache } from "react";
import type { BrandFoot, ShownBrand } from "@/components/brand/shown-brand";
import { getTranslations } from "@/i18n/texts";
import { type Brand, brandOf, brandOfHost } from "@/server/brand/find-brand";
import { currentSession } from "./session";
import { hostOf } from "./visitor";

/**
 * Finds the brand of this request's page: that of the person logged in, else the host's; null: the product's own.
 * Source: semantics, 'Branding'.
 */
export const currentBrand = cache(async (): Promise<Brand | null> => {
  const session = await currentSession();
  if (!session) return await brandOfHost(hostOf(await headers()));
  const brand = await brandOf(session.customer.path);
  // support sees the customer's colours and logo, and its stylesheet only when switched on
  const isPlain = session.support !== null && !session.support.styled;
  return brand?.stylesheet && isPlain ? { ...brand, stylesheet: tokensOnly(brand.stylesheet) } : brand;
});

/** The address of a brand's stylesheet without the brand's own rules. */
function tokensOnly(stylesheet: string): string {
  return stylesheet.replace(/\.css$/, ".tokens.css");
}

/** The name to show on pages and on paper. */
export async function brandName(): Promise<string> {
  return (await currentBrand())?.product_name || (await getTranslations("common"))("product");
}

/** What the frame of a page shows of the brand. */
export async function shownBrand(): Promise<ShownBrand> {
  const brand = await currentBrand();
  return {
    name: await brandName(),
    logo_light: brand?.logo_light ?? null,
    logo_dark: brand?.logo_dark ?? null,
  };
}

/** The footer of the pages before log-in: whom to ask, and the brand's links. */
export function footOf(brand: Brand | null): BrandFoot {
  if (!brand) return { links: [], support: [] };
  const { support_email, support_phone, support_url, footer_links } = brand;
  return {
    links: footer_links,
    support: [
      ...(support_email ? [{ label: support_email, href: `mailto:${support_email}` }] : []),
      ...(support_phone
        ? [{ label: support_phone, href: `tel:${support_phone.replace(/[^\d+]/g, "")}` }]
        : []),
      ...(support_url
        ? [{ label: support_url.replace(/^(https:\/\/|mailto:)/, ""), href: support_url }]
        : []),
    ],
  };
}
