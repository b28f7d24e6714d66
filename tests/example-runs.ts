import { execFile } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { transform } from "esbuild";
import type { ExampleLanguage } from "@/server/doors/http/example-languages";
import { type Foreign, runsWell } from "./foreign";
import { curlItself } from "./xmlapi/stage/curl";

const runs: Readonly<Record<ExampleLanguage, readonly [command: string, file: string]>> = {
  curl: ["sh", "example.sh"],
  python: ["python3", "example.py"],
  php: ["php", "example.php"],
  typescript: ["node", "example.mjs"],
};

/** What runs the examples of a language. */
export const interpreters: Readonly<Record<ExampleLanguage, Foreign>> = {
  curl: curlItself,
  python: { what: "Python", isThere: runsWell("python3", "--version"), packages: "python3" },
  php: { what: "PHP's curl", isThere: runsWell("php", "-r", "curl_init();"), packages: "php-cli php-curl" },
  typescript: { what: "Node", isThere: true, packages: "nodejs" },
};

/** Runs an example as its reader would. @returns what it prints */
export async function outputOfExample(
  language: ExampleLanguage,
  text: string,
  folder: string,
): Promise<string> {
  const [command, file] = runs[language];
  // Node 20 cannot run types
  const program = language === "typescript" ? (await transform(text, { loader: "ts" })).code : `${text}\n`;
  await writeFile(join(folder, file), program);
  return (await promisify(execFile)(command, [join(folder, file)])).stdout;
}
