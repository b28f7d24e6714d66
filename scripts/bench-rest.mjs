// What `npm run bench:rest` calls: bundles the benchmark, since Node 20 runs no TypeScript, and runs it.
import { dirname } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";
import { forNode } from "./for-node.mjs";

process.chdir(dirname(dirname(fileURLToPath(import.meta.url))));
await build({
  entryPoints: [
    "tests/bench/rest.ts",
    "tests/xmlapi/stage/door-process.ts",
    "tests/bench/bare-read-process.ts",
  ],
  outdir: ".build/bench",
  outbase: "tests",
  outExtension: { ".js": ".mjs" },
  ...forNode,
});
await import(pathToFileURL(".build/bench/bench/rest.mjs").href);
