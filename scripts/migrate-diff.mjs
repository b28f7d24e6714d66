// `npm run migrate:diff NAME` writes the next migration, see prisma/tools/write-migration.ts.
import { dirname } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";
import { forNode } from "./for-node.mjs";

process.chdir(dirname(dirname(fileURLToPath(import.meta.url))));
const outfile = ".build/write-migration.mjs";
await build({
  entryPoints: ["prisma/tools/write-migration.ts"],
  outfile,
  ...forNode,
});
const { writeMigration } = await import(pathToFileURL(outfile).href);
const written = await writeMigration(process.argv[2] ?? "change");
console.log(written ? `Written: ${written}` : "The migrations say all that schema.prisma says.");
process.exit(0);
