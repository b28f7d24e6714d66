// What `npm run corpus:record` calls: records the corpus of XML-RPC calls anew, which tests/xmlapi/corpus/corpus.test.ts replays.
import { spawnSync } from "node:child_process";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";

process.chdir(dirname(dirname(fileURLToPath(import.meta.url))));
const { status } = spawnSync(
  process.execPath,
  ["node_modules/vitest/vitest.mjs", "run", "--project", "thousands", "tests/xmlapi/corpus/corpus.test.ts"],
  { stdio: "inherit", env: { ...process.env, RECORD_CORPUS: "1" } },
);
process.exit(status ?? 1);
