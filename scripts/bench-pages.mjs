// What `npm run bench:pages` calls: bundles the benchmark, since Node 20 runs no TypeScript, and runs it.
import { dirname } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";
import { forNode } from "./for-node.mjs";

process.chdir(dirname(dirname(fileURLToPath(import.meta.url))));
await build({
  entryPoints: ["tests/bench/pages.ts", "tests/bench/inside.ts", "tests/bench/bare-process.ts"],
  outdir: ".build/bench",
  outExtension: { ".js": ".mjs" },
  ...forNode,
});
await import(pathToFileURL(".build/bench/pages.mjs").href);
