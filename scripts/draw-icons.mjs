// What `npm run icons` calls: lays the icons that components/ui/icon-names.ts names into one file, so that a page names an
// icon in one element and the browser fetches all of them once.
import { writeFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { forNode } from "./for-node.mjs";

process.chdir(dirname(dirname(fileURLToPath(import.meta.url))));
await build({ entryPoints: ["tests/icons/sprite.ts"], outfile: ".build/sprite.mjs", ...forNode });
const { sprite } = await import(resolve(".build/sprite.mjs"));
writeFileSync("components/ui/icons.svg", await sprite());
