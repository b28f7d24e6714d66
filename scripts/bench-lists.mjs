// What `npm run bench:lists` calls: bundles the benchmark, since Node 20 runs no TypeScript, and runs it.
import { dirname } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";
import { forNode } from "./for-node.mjs";

process.chdir(dirname(dirname(fileURLToPath(import.meta.url))));
await build({
  entryPoints: ["tests/bench/lists.ts", "tests/bench/lists-of-one.ts"],
  outdir: ".build/bench",
  outExtension: { ".js": ".mjs" },
  ...forNode,
});
const { run } = await import(pathToFileURL(".build/bench/lists.mjs").href);
await run();
process.exit();
