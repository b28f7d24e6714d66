// Bundles what runs outside of Next, from TypeScript for Node 20: the server, and the process that draws pictures.
import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { build } from "esbuild";
import { forNode } from "./for-node.mjs";

/** The source of each bundle below `.build`. */
export const bundles = {
  "main.mjs": "main.ts",
  "draw-picture.mjs": "server/brand/picture/process.ts",
};

/** Writes bundles below `.build` of the working directory; an unchanged one keeps its file. */
export async function bundle(names = Object.keys(bundles)) {
  mkdirSync(".build", { recursive: true });
  for (const name of names) {
    const { outputFiles } = await build({
      entryPoints: [bundles[name]],
      outfile: `.build/${name}`,
      ...forNode,
      sourcemap: true,
      write: false,
    });
    for (const { path, contents } of outputFiles) replace(path, contents);
  }
}

/** Replaces a file in one step, since somebody may be starting it. */
function replace(path, contents) {
  if (existsSync(path) && readFileSync(path).equals(contents)) return;
  const made = `${path}.${randomBytes(4).toString("hex")}`;
  writeFileSync(made, contents);
  renameSync(made, path);
}
