// What `npm test` calls: runs every step and prints its time. The tests use a database of their own.
// `--fast` (npm run check) runs the part that you want while you work; `--hostile` (npm run test:hostile) attacks the served
// program alone, so that the times it measures are its own; `--thousands` (npm run test:thousands) tries thousands of inputs;
// `--pages` (npm run test:pages) goes through all pages;
// `--programs` (npm run test:programs) calls as programs of today do, and of seven languages;
// `--endings` (npm run test:endings) stops, kills and starts processes; `--cluster` (npm run test:cluster) starts several
// machines of the program and of the database, and kills one.
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

process.chdir(dirname(dirname(fileURLToPath(import.meta.url))));
const fast = process.argv.includes("--fast");
const hostile = process.argv.includes("--hostile");
const thousands = process.argv.includes("--thousands");
const pages = process.argv.includes("--pages");
const endings = process.argv.includes("--endings");
const programs = process.argv.includes("--programs");
const cluster = process.argv.includes("--cluster");
const reports = mkdtempSync(join(tmpdir(), "trellis-reports-"));
const counts = { passed: 0, failed: 0 };
// tests note here which programs of others they miss (tests/foreign.ts)
const missing = join(reports, "missing");
let broken = false;

if (process.env.DATABASE_URL) {
  console.error("DATABASE_URL is set: the tests use a database of their own and refuse any other; unset it.");
  process.exit(1);
}

// in CI the seed follows from the tree, so that anybody can repeat a failure by running the same commit (tests/chance.ts)
if (process.env.CI && !process.env.SEED) {
  const { stdout } = spawnSync("git", ["rev-parse", "HEAD^{tree}"], { encoding: "utf8" });
  if (stdout) process.env.SEED = `${Number.parseInt(stdout.slice(0, 7), 16)}`;
}

// installs and generates; the tests build the pages they need
step("install and generate", process.execPath, [
  "scripts/start.mjs",
  fast || thousands || programs ? "--prepare" : "--build",
]);
if (!hostile && !thousands && !pages && !endings && !programs && !cluster) {
  step("types of routes", process.execPath, ["node_modules/next/dist/bin/next", "typegen"]);
  step("types", process.execPath, ["node_modules/typescript/bin/tsc", "--noEmit", "-p", "."]);
  step("lint", process.execPath, ["node_modules/@biomejs/biome/bin/biome", "check", "."]);
  step("unused code", process.execPath, ["node_modules/knip/bin/knip.js", "--no-config-hints"]);
}
if (hostile) {
  tests("hostile requests and pictures", ["hostile"], ["--no-file-parallelism"]);
} else if (cluster) {
  tests("several machines", ["cluster"]);
} else if (pages) {
  tests("all pages, as everybody and in every look", ["pages"]);
} else if (endings) {
  tests("stopping, crashing, taking over", ["endings"]);
} else if (programs) {
  tests("REST, webhooks, and the API by clients of seven languages", ["programs"]);
} else if (thousands) {
  tests("thousands of inputs", ["thousands"]);
} else if (fast) {
  tests("unit, property and operation tests", ["fast"]);
} else {
  // in one run, so that no core idles while the other finishes a project's last file
  const without = ["fast", "xmlapi", "demonstration", "ground"];
  tests("rules and operations; the API; starting", without);
  tests("browser", ["browser"]);
}
for (const sentence of new Set(existsSync(missing) ? readFileSync(missing, "utf8").split("\n") : []))
  if (sentence) console.log(`Not tested: ${sentence}`);
rmSync(reports, { recursive: true, force: true });
// a step without tests (types, lint) counts as a failure too
if (broken && counts.failed === 0) counts.failed = 1;
console.log(`${counts.passed} passed, ${counts.failed} failed`);
process.exit(broken ? 1 : 0);

function step(name, command, parameters) {
  if (broken) return;
  const began = performance.now();
  console.log(`── ${name}`);
  const { status } = spawnSync(command, parameters, {
    stdio: "inherit",
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1", FORCE_COLOR: "0", MISSING_PROGRAMS: missing },
  });
  console.log(
    `── ${name}: ${status === 0 ? "passed" : "FAILED"} in ${((performance.now() - began) / 1000).toFixed(1)} s`,
  );
  if (status !== 0) broken = true;
}

function tests(name, projects, options = []) {
  const report = join(reports, `${projects[0]}.json`);
  step(name, process.execPath, [
    "node_modules/vitest/vitest.mjs",
    "run",
    ...projects.flatMap((project) => ["--project", project]),
    ...options,
    "--reporter=verbose",
    "--reporter=json",
    `--outputFile.json=${report}`,
  ]);
  count(report);
}

function count(report) {
  if (!existsSync(report)) return;
  const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(report, "utf8"));
  counts.passed += numPassedTests;
  counts.failed += numFailedTests;
}
