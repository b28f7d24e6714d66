import "./globals.css";
import type { Metadata, Viewport } from "next";
import { cookies, headers } from "next/headers";
import type { ReactNode } from "react";
import { StyleNonce } from "@/components/shell/style-nonce";
import { type Words, WordsProvider } from "@/components/words";
import { getLocale, getTranslations } from "@/i18n/texts";
import { brandName, currentBrand } from "./web/session/brand";
import { currentSession } from "./web/session/session";

export async function generateMetadata(): Promise<Metadata> {
  const [name, brand, session] = [await brandName(), await currentBrand(), await currentSession()];
  // the brand's name is text, so a `%s` in it must not become the page's title
  const text = (of: string) => of.replaceAll("%s", "%\u2060s");
  const support = session?.support ?? null;
  const t = await getTranslations("support");
  const as = support && t("title_as", { customer: support.customer });
  return {
    title: {
      default: as ?? name,
      template: as === null ? `%s · ${text(name)}` : `${text(as)} · %s`,
    },
    robots: { index: false, follow: false },
    icons: { icon: support ? "/support.svg" : (brand?.favicon ?? "/icon.svg") },
  };
}

export const viewport: Viewport = { width: "device-width", initialScale: 1, colorScheme: "light dark" };

export default async function RootLayout({ children }: { readonly children: ReactNode }) {
  const [theme, brand] = [(await cookies()).get("theme")?.value, await currentBrand()];
  const chosen = theme === "light" || theme === "dark" ? theme : undefined;
  return (
    <html lang={await getLocale()} data-theme={chosen}>
      <head>
        <StyleNonce nonce={nonceIn(await headers())} />
        {/* in the first bytes, so that nobody sees the page without it */}
        {brand?.stylesheet ? <link rel="stylesheet" href={brand.stylesheet} /> : null}
      </head>
      <body>
        <WordsProvider words={await wordsForBrowser()}>{children}</WordsProvider>
      </body>
    </html>
  );
}

/** The nonce of this answer, which the front put into the request's policy. */
function nonceIn(given: { get(name: string): string | null }): string | undefined {
  return /'nonce-([^']+)'/.exec(given.get("content-security-policy") ?? "")?.[1];
}

async function wordsForBrowser(): Promise<Words> {
  const t = await getTranslations();
  return {
    problems: t("common.problems"),
    reference: t("common.quote"),
    breadcrumbs: t("common.breadcrumbs"),
    // only the browser knows whose limit is exceeded
    too_large: String(t.raw("refusals.too_large")),
    acting: (await currentSession())?.support ? t("support.acting") : "",
    copy: t("common.copy"),
    copied: t("common.copied"),
    // only the browser that makes the password knows the time
    until: String(t.raw("one_time_password.until")),
  };
}
