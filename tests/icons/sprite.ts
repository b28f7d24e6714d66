import { type ComponentType, createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { iconNames } from "@/components/ui/icon-names";

/** One SVG file with all icons as symbols, which take the colour of the text around them. */
export async function sprite(): Promise<string> {
  const symbols = await Promise.all(iconNames.map(symbol));
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24">\n${symbols.join("\n")}\n</svg>\n`;
}

async function symbol(name: string): Promise<string> {
  const { default: Drawn }: { default: ComponentType } = await import(
    `lucide-react/dist/esm/icons/${name}.mjs`
  );
  const inside = /^<svg[^>]*>(.*)<\/svg>$/s.exec(renderToStaticMarkup(createElement(Drawn)))?.[1];
  if (inside === undefined) throw new Error(`${name} is not drawn as one picture`);
  return `<symbol id="${name}" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round">${inside}</symbol>`;
}
