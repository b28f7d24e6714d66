import { readdir } from "node:fs/promises";
import type { BrowserContext } from "playwright-core";
import { readTable } from "@/tests/read-table";
import type { Program } from "./program";
import type { Trace } from "./vault";

/** How many more pages of one pattern to visit besides the requested ones. */
const ofOnePattern = 2;
const atOnce = 4;

/**
 * Visits every page and file of the portal as a logged-in person: each route of `app/`, filled in, and what it links to.
 * The recorder keeps the answers; this unpacks the cells of workbooks.
 */
export async function crawl(
  { base }: Pick<Program, "base">,
  as: BrowserContext | null,
  values: Readonly<Record<string, readonly string[]>>,
): Promise<Trace[]> {
  const cookie = (await as?.cookies())?.map(({ name, value }) => `${name}=${value}`).join("; ") ?? "";
  const waiting = (await patterns()).flatMap((pattern) => filledIn(pattern, values));
  const seen = new Set(waiting);
  const looked = new Map<string, number>();
  const cells: Trace[] = [];
  const look = async (path: string) => {
    const response = await fetch(base + path, { headers: { cookie }, redirect: "manual" });
    const bytes = Buffer.from(await response.arrayBuffer());
    const type = response.headers.get("content-type") ?? "";
    if (type.includes("spreadsheetml")) cells.push({ place: `cells of ${path}`, text: await cellsOf(bytes) });
    for (const next of type.includes("text/html") ? linksIn(bytes.toString("utf8")) : []) {
      const pattern = next.replace(/\d+/g, "N").replace(/=[^&]*/g, "");
      const times = looked.get(pattern) ?? 0;
      if (seen.has(next) || times >= ofOnePattern) continue;
      looked.set(pattern, times + 1);
      seen.add(next);
      waiting.push(next);
    }
  };
  while (waiting.length > 0) await Promise.all(waiting.splice(0, atOnce).map(look));
  return cells;
}

/** Lists the addresses in `app/` that have a page or a route. */
async function patterns(): Promise<string[]> {
  const files = await readdir("app", { recursive: true });
  return files
    .filter((file) => /(^|\/)(page\.tsx|route\.ts)$/.test(file) && !file.includes("logout"))
    .map((file) => `/${file.replace(/(^|\/)(page\.tsx|route\.ts)$/, "").replace(/\([^)]*\)\//, "")}`);
}

function filledIn(pattern: string, values: Readonly<Record<string, readonly string[]>>): string[] {
  const name = /\[(\w+)\]/.exec(pattern)?.[1];
  if (name === undefined)
    return pattern.endsWith("/export")
      ? ["csv", "xlsx"].map((format) => `${pattern}?format=${format}`)
      : [pattern];
  return (values[name] ?? []).flatMap((value) => filledIn(pattern.replace(`[${name}]`, value), values));
}

function linksIn(html: string): string[] {
  return [...html.matchAll(/ href="(\/[^"#]*)/g)]
    .map(([, path = ""]) => path.replaceAll("&amp;", "&"))
    .filter((path) => !/^\/(_next|logout|icon)/.test(path));
}

async function cellsOf(bytes: Uint8Array): Promise<string> {
  return (await readTable(bytes)).map((row) => row.join("\t")).join("\n");
}
