// What `npm run bench:processes` calls: bundles the benchmark, since Node 20 runs no TypeScript, and runs it. On Linux, whose
// /proc it reads.
import { dirname } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";
import { forNode } from "./for-node.mjs";

process.chdir(dirname(dirname(fileURLToPath(import.meta.url))));
await build({ entryPoints: ["tests/bench/processes.ts"], outfile: ".build/bench/processes.mjs", ...forNode });
await import(pathToFileURL(".build/bench/processes.mjs").href);
