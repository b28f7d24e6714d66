import type { Page } from "playwright-core";
import { noValues } from "@/server/brand/brand-values";
import { makeStyle } from "@/server/brand/make-style";
import { corpus } from "../../branding-corpus";

/** A stylesheet as we would serve it, and whether its tokens may colour what they cannot hide. */
type Sheet = readonly [name: string, css: string, coloured: boolean];

/** The whole hostile corpus, cleaned like a brand's stylesheet. */
export function servedCorpus(): Sheet[] {
  return Object.values(corpus)
    .flat()
    .map(({ name, css }) => {
      const style = makeStyle({ values: noValues, logo_light: null, logo_dark: null, css });
      return [name, style.css, Object.keys(style.accepted).length > 0] as const;
    });
}

/** Tries stylesheets on the open page. @returns the parts that moved, or that are covered, hidden or restyled */
export async function partsTouched(
  page: Page,
  parts: readonly string[],
  sheets: readonly Sheet[],
): Promise<string[]> {
  return await page.evaluate(
    ([selectors, texts]) => {
      const looks = (coloured: boolean) =>
        selectors.map((selector) => {
          const part = document.querySelector<HTMLElement>(selector);
          if (!part) return `${selector} is not there`;
          const { x, y, width, height } = part.getBoundingClientRect();
          const top = document.elementFromPoint(x + width / 2, y + Math.min(height, 300) / 2);
          const isSeen = top !== null && (part.contains(top) || top.contains(part));
          const style = getComputedStyle(part);
          const { color, opacity, visibility, fontFamily, fontSize, filter, transform, clipPath } = style;
          const shape = [opacity, visibility, fontSize, filter, transform, clipPath];
          const look = [...shape, ...(coloured ? [] : [color, fontFamily])].join();
          return `${[x, y, width, height].map(Math.round).join()} ${isSeen} ${look}`;
        });
      scrollTo(0, 0);
      const before = [looks(false), looks(true)] as const;
      const sheet = new CSSStyleSheet();
      document.adoptedStyleSheets = [sheet];
      const differing: string[] = before[0].filter((look) => look.includes("is not there"));
      for (const [name, text, coloured] of texts) {
        sheet.replaceSync(text);
        looks(coloured).forEach((look, place) => {
          if (look !== before[coloured ? 1 : 0][place])
            differing.push(`${name}: ${selectors[place]}: ${look}`);
        });
      }
      return differing;
    },
    [parts, sheets] as const,
  );
}
