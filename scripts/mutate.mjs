// What `npm run mutate` calls: breaks one rule after the other, see tests/mutations, and sees that a test notices each.
// `npm run mutate NOC` tries those with NOC in their name.
import { spawnSync } from "node:child_process";
import { dirname } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { forNode } from "./for-node.mjs";

process.chdir(dirname(dirname(fileURLToPath(import.meta.url))));
const { status } = spawnSync(process.execPath, ["scripts/start.mjs", "--prepare"], { stdio: "inherit" });
if (status !== 0) process.exit(1);

const { build } = await import("esbuild");
const outdir = ".build/mutations";
await build({
  entryPoints: ["mutate", "table", "run-process"].map((name) => `tests/mutations/${name}.ts`),
  outdir,
  outExtension: { ".js": ".mjs" },
  ...forNode,
});
const { tryAll } = await import(pathToFileURL(`${outdir}/mutate.mjs`).href);
const { mutations } = await import(pathToFileURL(`${outdir}/table.mjs`).href);
const asked = mutations.filter(({ name }) => name.includes(process.argv[2] ?? ""));
process.exit((await tryAll(asked, `${outdir}/run-process.mjs`, console.log)) ? 0 : 1);
