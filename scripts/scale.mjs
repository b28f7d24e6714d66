// `npm run scale -- 1000000` makes that many customers, see prisma/scale/run.ts.
import { dirname } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";
import { forNode } from "./for-node.mjs";

process.chdir(dirname(dirname(fileURLToPath(import.meta.url))));
const outfile = ".build/scale.mjs";
await build({ entryPoints: ["prisma/scale/run.ts"], outfile, ...forNode });
const { run } = await import(pathToFileURL(outfile).href);
await run(process.argv.slice(2));
