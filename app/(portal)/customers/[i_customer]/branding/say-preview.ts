import { getFormatter, getTranslations } from "next-intl/server";
import type { Style } from "@/server/branding/make-style";

/** A brand that is tried out, in the reader's words. */
export type Preview = {
  readonly css: string;
  readonly removed: readonly { readonly place: string; readonly what: string; readonly why: string }[];
  readonly contrast: readonly {
    readonly token: string;
    readonly text: string;
    readonly proposed: string | null;
  }[];
};

/** What was removed of a stylesheet and why, and which colours cannot be read, in words. */
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
