import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { transform } from "esbuild";
import { afterAll, beforeAll, expect, it } from "vitest";
import { operations } from "@/server/doors/operations";
import {
  keyHere,
  type ProgramLanguage,
  programIn,
  programLanguages,
} from "@/server/doors/rest/programs/programs";
import { customer } from "../builders";
import { givenFreshDatabase } from "../database/fresh";
import { demand, type Foreign, runsWell } from "../foreign";
import { curlItself } from "../xmlapi/stage/curl";
import { keyOf } from "./stage/ask-rest";
import { givenRest, rest } from "./stage/served-rest";

givenFreshDatabase();
givenRest();

const runs: Readonly<Record<ProgramLanguage, readonly [command: string, file: string]>> = {
  curl: ["sh", "program.sh"],
  python: ["python3", "program.py"],
  php: ["php", "program.php"],
  typescript: ["node", "program.mjs"],
};

const interpreters: Readonly<Record<ProgramLanguage, Foreign>> = {
  curl: curlItself,
  python: { what: "Python", isThere: runsWell("python3", "--version"), packages: "python3" },
  php: { what: "PHP's curl", isThere: runsWell("php", "-r", "curl_init();"), packages: "php-cli php-curl" },
  typescript: { what: "Node", isThere: true, packages: "nodejs" },
};

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "trellis-programs-"));
});
afterAll(async () => await rm(folder, { recursive: true, force: true }));

// Object.keys returns string[], but the object has exactly these keys
it.for(Object.keys(programLanguages) as ProgramLanguage[])(
  "the program in %s, as it stands, lists, creates, pays once, changes, is refused, and knows a signature",
  async (language, { skip }) => {
    demand(interpreters[language], skip);
    const { i_customer, actor } = await customer();
    for (let i = 0; i < 3; i += 1) await customer(i_customer);
    const key = await keyOf(actor);
    const text = programIn(language, { root: rest.url })
      .replace(keyHere, key)
      .replace("limit=100", "limit=2");
    const [command, file] = runs[language];
    // Node 20 cannot run types
    const program = language === "typescript" ? (await transform(text, { loader: "ts" })).code : `${text}\n`;
    await writeFile(join(folder, file), program);
    const { stdout } = await promisify(execFile)(command, [join(folder, file)]);
    const [, made] = /created: (\d+)/.exec(stdout) ?? [];
    expect(stdout).toContain("refused: Parameter email");
    expect(stdout).toContain("signature: right");
    const { customer: now } = await operations.getCustomerInfo(actor, { i_customer: Number(made) });
    expect([now.balance, now.city]).toEqual(["25.000000", "Riga"]);
    expect(stdout.match(/customer \d+ \w+/g)?.length).toBeGreaterThanOrEqual(3);
  },
);
