import type { Page } from "playwright-core";

/** Lists the ordinary words of a page that are broken over two lines, and the headings of folds and columns that stand on each other. */
export async function misplacedTextOn(page: Page): Promise<string[]> {
  return await page.evaluate(() => {
    const rectsOf = (text: Node, from: number, to: number) => {
      const range = document.createRange();
      range.setStart(text, from);
      range.setEnd(text, to);
      return [...range.getClientRects()].filter(({ width }) => width > 0.5);
    };
    const textsIn = (root: Element) => {
      const texts: Node[] = [];
      const walk = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
      while (walk.nextNode()) {
        const { parentElement: parent, textContent: text } = walk.currentNode;
        if (!text?.trim() || !parent?.checkVisibility() || parent.closest("script, option, pre, code"))
          continue;
        // what only screen readers read is a pixel wide
        if (parent.getBoundingClientRect().width > 2) texts.push(walk.currentNode);
      }
      return texts;
    };
    const found: string[] = [];
    for (const text of textsIn(document.body)) {
      // longer words may have to break
      const words = (text.textContent ?? "").matchAll(
        /(?<![\p{L}\p{N}])[\p{L}\p{N}]{2,10}(?![\p{L}\p{N}])/gu,
      );
      for (const { 0: word, index } of words) {
        const lines = rectsOf(text, index, index + word.length).map(({ top }) => Math.round(top / 6));
        if (new Set(lines).size > 1) found.push(`${word} is broken`);
      }
    }
    for (const row of document.querySelectorAll("main :is(summary, [data-matrix] thead)")) {
      const boxes = textsIn(row).flatMap((text) =>
        rectsOf(text, 0, text.textContent?.length ?? 0).map((box) => ({ text, box })),
      );
      for (const one of boxes)
        for (const other of boxes) {
          const beside = one.box.right <= other.box.left || other.box.right <= one.box.left;
          const apart = one.box.bottom <= other.box.top + 2 || other.box.bottom <= one.box.top + 2;
          if (one.text !== other.text && !beside && !apart)
            found.push(`${one.text.textContent} stands on ${other.text.textContent}`);
        }
    }
    return found;
  });
}
