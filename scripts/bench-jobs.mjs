// What `npm run bench:jobs` calls: bundles the benchmark, since Node 20 runs no TypeScript, and runs it. On Linux, whose /proc it
// reads. ROWS=10000 for fewer than 100,000.
import { dirname } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";
import { forNode } from "./for-node.mjs";

process.chdir(dirname(dirname(fileURLToPath(import.meta.url))));
await build({
  entryPoints: ["tests/bench/jobs.ts", "tests/bench/inside.ts"],
  outdir: ".build/bench",
  outExtension: { ".js": ".mjs" },
  ...forNode,
});
const { run } = await import(pathToFileURL(".build/bench/jobs.mjs").href);
await run();
process.exit();
