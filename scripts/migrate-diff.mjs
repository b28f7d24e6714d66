// `npm run migrate:diff NAME` writes the next migration, see prisma/tools/write-migration.ts.
import { dirname } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";

process.chdir(dirname(dirname(fileURLToPath(import.meta.url))));
const outfile = ".build/write-migration.mjs";
await build({
  entryPoints: ["prisma/tools/write-migration.ts"],
  outfile,
  bundle: true,
  platform: "node",
  format: "esm",
  packages: "external",
  logLevel: "error",
});
const { writeMigration } = await import(pathToFileURL(outfile).href);
const written = await writeMigration(process.argv[2] ?? "change");
console.log(written ? `Written: ${written}` : "The migrations say all that schema.prisma says.");
process.exit(0);
