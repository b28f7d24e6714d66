import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const root = fileURLToPath(new URL("../..", import.meta.url)).replace(/\/$/, "");

// as in the project's own: who signs the certificates of receivers of webhooks
process.env.NODE_EXTRA_CA_CERTS = `${root}/tests/server/webhooks/certificates/ca.pem`;

/** The tests that can notice a changed rule, one file after the other: `npm run mutate` itself runs two at once. */
export default defineConfig({
  root,
  resolve: { alias: { "@": root } },
  test: {
    testTimeout: 60_000,
    hookTimeout: 120_000,
    maxWorkers: 1,
    include: ["tests/*.test.ts", "tests/{who-may-do-what,attributes,rest,server,xmlapi}/**/*.test.ts"],
    globalSetup: ["tests/database/template.ts"],
  },
});
