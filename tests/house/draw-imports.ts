import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";

/** A file imports another one; both by their paths from the project's folder. */
export type Arrow = { readonly from: string; readonly to: string };

/** The folders whose imports the house draws. */
const drawn = ["app", "attributes", "components", "server"];

/**
 * Reads the imports between the project's own files from their text, those of types and those at run time alike.
 * @param root the project's folder, or a planted one
 */
export function drawImports(root: string): { readonly files: string[]; readonly arrows: Arrow[] } {
  const files = drawn
    .flatMap((folder) => filesBelow(root, folder))
    .filter((file) => /\.tsx?$/.test(file))
    .filter((file) => !file.startsWith("server/database/generated/"))
    .toSorted();
  return { files, arrows: files.flatMap((from) => arrowsOf(root, from)) };
}

function filesBelow(root: string, folder: string): string[] {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { recursive: true, encoding: "utf8" }).map((file) =>
    join(folder, file),
  );
}

/** As the formatter writes them: `import "…"`, `from "…"` and `import("…")`. */
const importing = /\b(?:import|from) "([^"\n]+)"|\bimport\("([^"\n]+)"\)/g;

function arrowsOf(root: string, from: string): Arrow[] {
  const text = readFileSync(join(root, from), "utf8");
  return [...text.matchAll(importing)].flatMap(([, plain, dynamic]) => {
    const to = resolve(root, from, plain ?? dynamic ?? "");
    return to === null || to.startsWith("server/database/generated/") ? [] : [{ from, to }];
  });
}

/** The project's file that an import names; null: it is of a package. */
function resolve(root: string, from: string, name: string): string | null {
  if (!name.startsWith("@/") && !name.startsWith(".")) return null;
  const path = name.startsWith("@/") ? name.slice(2) : relative(root, join(root, dirname(from), name));
  const found = ["", ".ts", ".tsx", ".d.ts"].find(
    (end) => /\.\w+$/.test(path + end) && existsSync(join(root, path + end)),
  );
  return found === undefined ? null : path + found;
}
