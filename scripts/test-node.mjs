// `npm run test:node -- 24` runs the fast part of the tests on another Node than the one that is installed.
// The binary comes from npm, in the package on which npm's `node` hangs for this kind of machine.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync } from "node:fs";
import { delimiter, dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

process.chdir(dirname(dirname(fileURLToPath(import.meta.url))));

const version = process.argv[2] ?? "";
if (!/^\d+(\.\d+){0,2}$/.test(version)) fail("Say which Node: npm run test:node -- 24");

// beside the builds, so that the next run has it already
const folder = resolve(".build", `node-${version}`);
const carrier = `node-${process.platform === "win32" ? "win" : process.platform}-${process.arch}`;
const binaries = join(folder, "node_modules", carrier, "bin");
const node = join(binaries, process.platform === "win32" ? "node.exe" : "node");
if (!existsSync(node)) {
  mkdirSync(folder, { recursive: true });
  run(process.platform === "win32" ? "npm.cmd" : "npm", [
    "install",
    "--prefix",
    folder,
    "--no-save",
    "--no-audit",
    "--no-fund",
    `${carrier}@${version}`,
  ]);
}
run(node, ["--version"]);
run(node, ["scripts/test.mjs", "--fast"]);

/** Programs that tests start by the name `node` are the same one. */
function run(command, parameters) {
  const env = { ...process.env, PATH: `${binaries}${delimiter}${process.env.PATH}` };
  const { status, error } = spawnSync(command, parameters, { stdio: "inherit", env });
  if (error) fail(error.message);
  if (status !== 0) process.exit(status ?? 1);
}

function fail(sentence) {
  console.error(sentence);
  process.exit(1);
}
