// What `npm start` calls: installs, builds, and then runs the program in this same process, so that signals reach it.
// Plain JavaScript, because Node 20 cannot run TypeScript, and no packages, because none may be installed yet.
import { spawnSync } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

process.chdir(dirname(dirname(fileURLToPath(import.meta.url))));

const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
if (major < 20 || major === 21 || (major === 20 && minor < 19) || (major === 22 && minor < 12)) {
  fail(`Trellis needs Node 20.19 or newer, 22.12 or newer, or 24; this is ${process.versions.node}.`);
}

const builtFrom = ".build/sources.sha256";
const asked = (flag) => process.argv.includes(flag);
const dev = asked("--dev");

try {
  // one of the processes that the program starts beside itself
  if (asked("--serve")) (await import(pathToFileURL(".build/main.mjs").href)).serve();
  else await prepareAndStart();
} catch (error) {
  fail(`Trellis could not be prepared: ${error instanceof Error ? error.message.split("\n")[0] : error}`);
}

async function prepareAndStart() {
  if (existsSync(".env")) process.loadEnvFile(".env");
  process.env.NEXT_SERVER_ACTIONS_ENCRYPTION_KEY ??= actionsKey();
  install();
  generate();
  // `--prepare` ends here, `--build` after the build
  if (!asked("--prepare")) await buildAndStart();
}

async function buildAndStart() {
  process.env.NODE_ENV = dev ? "development" : "production";
  process.env.NEXT_TELEMETRY_DISABLED ??= "1";
  // for the processes that serve: with several of its pools glibc keeps memory that nobody uses
  process.env.MALLOC_ARENA_MAX ??= "1";
  const isCurrent = !dev && buildIsCurrent();
  if (!isCurrent) await bundle();
  const { checkSettings, main } = await import(pathToFileURL(".build/main.mjs").href);
  if (!asked("--build")) sentenceOf(checkSettings);
  if (!dev && !isCurrent) buildPages();
  if (asked("--build")) return;
  await main(purpose());
}

/** Reports a bad setting before the build takes a minute of somebody's time. */
function sentenceOf(check) {
  try {
    check();
  } catch (error) {
    fail(error.message);
  }
}

/** Installs what builds and tests, too, also where NODE_ENV says production: see docs/decisions/dependencies.md. */
function install() {
  if (areInstalled() && (canBuild() || onlyRuns())) return;
  run("Installing packages", npm(), ["ci", "--no-audit", "--no-fund", "--include=dev"]);
}

function areInstalled() {
  const stamp = "node_modules/.package-lock.json";
  if (!existsSync(stamp)) return false;
  return statSync(stamp).mtimeMs >= statSync("package-lock.json").mtimeMs || sameLock();
}

/** False after `npm prune --omit=dev`. */
function canBuild() {
  return existsSync("node_modules/esbuild/package.json");
}

function onlyRuns() {
  return !dev && !asked("--prepare") && buildIsCurrent();
}

/** A checkout changes the times of files, so compare their contents. */
function sameLock() {
  const noted = ".build/package-lock.sha256";
  return existsSync(noted) && readFileSync(noted, "utf8") === digest(["package-lock.json"]);
}

function generate() {
  mkdirSync(".build", { recursive: true });
  // write only if it changed: the build folder may belong to another user
  if (!sameLock()) writeFileSync(".build/package-lock.sha256", digest(["package-lock.json"]));
  const noted = ".build/schema.sha256";
  const now = digest(["prisma/schema.prisma", "package-lock.json"]);
  if (
    existsSync("server/database/generated/client.ts") &&
    existsSync(noted) &&
    readFileSync(noted, "utf8") === now
  )
    return;
  run("Generating the database client", process.execPath, ["node_modules/prisma/build/index.js", "generate"]);
  writeFileSync(noted, now);
}

/** What the program is started for, as main.ts knows it. */
function purpose() {
  if (asked("--root-password")) return "root-password";
  if (asked("--check-sums")) return asked("--make") ? "make-sums" : "check-sums";
  return dev ? "development" : "production";
}

function buildIsCurrent() {
  const present = [builtFrom, ".next/BUILD_ID", ".build/main.mjs", ".build/draw-picture.mjs"].every((file) =>
    existsSync(file),
  );
  return present && readFileSync(builtFrom, "utf8") === sourcesNow();
}

function buildPages() {
  // so that an interrupted build is never taken for the one before
  rmSync(builtFrom, { force: true });
  const now = sourcesNow();
  run("Building the pages", process.execPath, ["node_modules/next/dist/bin/next", "build"]);
  writeFileSync(builtFrom, now);
}

function sourcesNow() {
  const key = createHash("sha256").update(process.env.NEXT_SERVER_ACTIONS_ENCRYPTION_KEY).digest("hex");
  return `${digest(sources())} ${key}`;
}

/** The key belongs to the build: its pages can only post to a server that has the same key. */
function actionsKey() {
  const file = ".build/actions-key";
  mkdirSync(".build", { recursive: true });
  if (!existsSync(file)) writeFileSync(file, randomBytes(32).toString("base64"), { mode: 0o600 });
  return readFileSync(file, "utf8");
}

async function bundle() {
  const began = performance.now();
  // esbuild is there once the packages are
  const made = await import("./bundle.mjs");
  await made.bundle();
  say("Bundling the server", began);
}

function sources() {
  const folders = [
    "app",
    "components",
    "attributes",
    "server",
    "messages",
    "i18n",
    "public",
    "prisma",
    "auth",
  ];
  const files = [
    "main.ts",
    "instrumentation.ts",
    "package-lock.json",
    "next.config.mjs",
    "postcss.config.mjs",
    "tsconfig.json",
    "scripts/start.mjs",
    "scripts/bundle.mjs",
  ];
  const inside = folders
    .filter((folder) => existsSync(folder))
    .flatMap((folder) =>
      readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath ?? entry.path, entry.name)),
    );
  return [...files, ...inside.filter((file) => !file.includes("generated")).sort()];
}

function digest(files) {
  const hash = createHash("sha256");
  for (const file of files) if (existsSync(file)) hash.update(file).update(readFileSync(file));
  return hash.digest("hex");
}

function npm() {
  return process.platform === "win32" ? "npm.cmd" : "npm";
}

function run(what, command, parameters) {
  const began = performance.now();
  console.log(`${what} …`);
  const { status, stdout, stderr } = spawnSync(command, parameters, {
    stdio: ["ignore", "pipe", "pipe"],
    encoding: "utf8",
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1" },
    maxBuffer: 64 * 1024 * 1024,
  });
  if (status !== 0) {
    console.error(`${stdout ?? ""}${stderr ?? ""}`);
    fail(`${what} failed; the lines above say why.`);
  }
  say(what, began);
}

function say(what, began) {
  console.log(`${what}: ${((performance.now() - began) / 1000).toFixed(1)} s`);
}

function fail(sentence) {
  console.error(sentence);
  process.exit(1);
}
