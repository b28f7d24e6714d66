// What `npm run bench:scale` calls: bundles the benchmark, since Node 20 runs no TypeScript, and runs it.
import { dirname } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";
import { forNode } from "./for-node.mjs";

process.chdir(dirname(dirname(fileURLToPath(import.meta.url))));
await build({
  entryPoints: ["tests/bench/scale.ts", "tests/bench/inside.ts"],
  outdir: ".build/bench",
  outExtension: { ".js": ".mjs" },
  ...forNode,
});
await import(pathToFileURL(".build/bench/scale.mjs").href);
