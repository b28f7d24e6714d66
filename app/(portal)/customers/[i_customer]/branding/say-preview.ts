import { getFormatter, getTranslations } from "@/i18n/texts";
import type { Style } from "@/server/brand/make-style";

/** The preview of a brand, in the reader's words. */
export type Preview = {
  readonly css: string;
  readonly removed: readonly { readonly place: string; readonly what: string; readonly why: string }[];
  readonly contrast: readonly {
    readonly token: string;
    readonly text: string;
    readonly proposed: string | null;
  }[];
};

/** Says what we removed from a stylesheet and why, and which colours are hard to read. */
export async function sayPreview({ css, removed, contrast }: Omit<Style, "hash">): Promise<Preview> {
  const [t, format] = [await getTranslations("branding"), await getFormatter()];
  return {
    css,
    removed: removed.slice(0, 200).map(({ line, column, what, why }) => ({
      place: t("place", { line, column }),
      what,
      why: t(`removed.${why}`),
    })),
    contrast: contrast.map(({ token, ratio, proposed }) => ({
      token,
      text: t("contrast_text", { ratio: format.number(ratio, { maximumFractionDigits: 1 }) }),
      proposed,
    })),
  };
}
