// Bundles what runs outside of Next: the server, and the process that draws pictures. TypeScript becomes what Node 20 runs.
import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { build } from "esbuild";

/** What each bundle below `.build` is made from. */
export const bundles = {
  "main.mjs": "main.ts",
  "draw-picture.mjs": "server/branding/drawing/process.ts",
};

/** Writes bundles below `.build` of the working directory; one that is as it was keeps its file. */
export async function bundle(names = Object.keys(bundles)) {
  mkdirSync(".build", { recursive: true });
  for (const name of names) {
    const { outputFiles } = await build({
      entryPoints: [bundles[name]],
      outfile: `.build/${name}`,
      bundle: true,
      platform: "node",
      target: "node20",
      format: "esm",
      packages: "external",
      sourcemap: true,
      logLevel: "error",
      write: false,
    });
    for (const { path, contents } of outputFiles) replace(path, contents);
  }
}

/** In one step: somebody may be starting what stands there. */
function replace(path, contents) {
  if (existsSync(path) && readFileSync(path).equals(contents)) return;
  const made = `${path}.${randomBytes(4).toString("hex")}`;
  writeFileSync(made, contents);
  renameSync(made, path);
}
