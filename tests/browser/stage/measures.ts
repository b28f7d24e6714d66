import type { Page } from "playwright-core";

/**
 * What of a page at 1280 pixels is not as every page looks: an amount with a hyphen for a minus; more than one primary
 * action; two lines within 40 pixels with nothing between them; what does not end on the page's right edge.
 */
export async function unlikeOthers(page: Page): Promise<string[]> {
  return await page.evaluate(() => {
    const main = document.querySelector("main");
    if (!main) return ["no main"];
    const found: string[] = [];
    const hyphen = /(?:^|[^\p{L}\p{N}])-\s?[$€£₽]|-\d[\d\s.,]*\s?[$€£₽]/u.exec(main.textContent);
    if (hyphen) found.push(`a hyphen for a minus: ${hyphen[0]}`);

    const isSeen = (one: Element) => one.checkVisibility({ checkVisibilityCSS: true });
    const primary = [...main.querySelectorAll(".button-primary:not([data-brand-preview] *)")].filter(isSeen);
    if (primary.length > 1) found.push(`${primary.length} primary actions`);

    // lines: borders of a whole side, and the backgrounds that rows and heads draw as theirs
    const probe = document.createElement("i");
    probe.style.color = "var(--line)";
    main.append(probe);
    const ink = getComputedStyle(probe).color;
    probe.remove();
    type Line = { y: number; left: number; right: number; of: string };
    const lines: Line[] = [];
    for (const one of main.querySelectorAll<HTMLElement>("*")) {
      if (!isSeen(one) || one.closest("svg, [popover]")) continue;
      const style = getComputedStyle(one);
      // what stays in sight covers what goes by below it
      if (style.position === "sticky") continue;
      const { top, bottom, left, right, width } = one.getBoundingClientRect();
      if (width < 80) continue;
      const of = `${one.localName}.${one.className}`.slice(0, 60);
      const sides = [style.borderTopColor, style.borderBottomColor, style.borderLeftColor];
      // a box of its own has four sides
      const isBox = Number.parseFloat(style.borderLeftWidth) > 0 && sides[2] === ink;
      if (!isBox && Number.parseFloat(style.borderTopWidth) > 0 && sides[0] === ink)
        lines.push({ y: top, left, right, of });
      if (!isBox && Number.parseFloat(style.borderBottomWidth) > 0 && sides[1] === ink)
        lines.push({ y: bottom, left, right, of });
      if (style.backgroundImage.startsWith("linear-gradient") && one.localName === "tr")
        lines.push({ y: bottom, left, right, of });
    }
    const marks: DOMRect[] = [];
    const walker = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (!node.textContent?.trim()) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      marks.push(...range.getClientRects());
    }
    for (const one of main.querySelectorAll("input, select, textarea, button, svg, img, .mark, iframe"))
      if (isSeen(one)) marks.push(one.getBoundingClientRect());
    lines.sort((one, other) => one.y - other.y);
    for (const [at, one] of lines.entries())
      for (const other of lines.slice(at + 1)) {
        const apart = other.y - one.y;
        if (apart >= 40) break;
        const [left, right] = [Math.max(one.left, other.left), Math.min(one.right, other.right)];
        if (apart < 1.5 || right - left < 24) continue;
        const isBetween = (box: DOMRect) => {
          const middle = box.top + box.height / 2;
          return middle > one.y && middle < other.y && box.right > left && box.left < right;
        };
        if (!marks.some(isBetween))
          found.push(`two lines ${Math.round(apart)} px apart: ${one.of}, ${other.of}`);
      }

    /** Where it ends for the eye: a quiet button is but its words. */
    const endOf = (one: Element | undefined) => {
      if (one === undefined) return undefined;
      const padding = one.matches(".button-quiet")
        ? Number.parseFloat(getComputedStyle(one).paddingRight)
        : 0;
      return one.getBoundingClientRect().right - padding;
    };
    const actions = [...main.querySelectorAll('.heading [data-part="actions"] > *')].filter(isSeen).at(-1);
    const ends: [string, number | undefined][] = [
      ["actions", endOf(actions)],
      ["tabs", main.querySelector('[data-part="tabs"]')?.getBoundingClientRect().right],
      ["filters", endOf([...main.querySelectorAll(".filter-end > *")].filter(isSeen).at(-1))],
      // rows answer to the pointer a little beyond their text
      ...[...main.querySelectorAll(".rows.head-stays")].map((rows): [string, number] => [
        "table",
        rows.getBoundingClientRect().right - 12,
      ]),
    ];
    const known = ends.filter((one): one is [string, number] => one[1] !== undefined);
    for (const [what, right] of known.slice(1))
      if (Math.abs(right - (known[0]?.[1] ?? right)) > 1)
        found.push(
          `${what} end at ${Math.round(right)}, ${known[0]?.[0]} at ${Math.round(known[0]?.[1] ?? 0)}`,
        );
    return [...new Set(found)];
  });
}
