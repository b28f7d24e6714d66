import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const root = fileURLToPath(new URL(".", import.meta.url));

/** Tests mirror the rooms of the house. Each file that needs a database has one of its own, see tests/database. */
export default defineConfig({
  resolve: { alias: { "@": root.replace(/\/$/, "") } },
  test: {
    testTimeout: 60_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        test: {
          name: "fast",
          include: ["tests/*.test.ts", "tests/attributes/**/*.test.ts", "tests/server/**/*.test.ts"],
          globalSetup: ["tests/database/template.ts"],
        },
      },
      {
        extends: true,
        test: {
          name: "xmlapi",
          include: ["tests/xmlapi/**/*.test.ts"],
          globalSetup: ["tests/database/template.ts"],
        },
      },
      {
        extends: true,
        test: {
          name: "demonstration",
          include: ["tests/demonstration/**/*.test.ts"],
          globalSetup: ["tests/database/template.ts"],
        },
      },
      {
        extends: true,
        test: {
          name: "ground",
          include: ["tests/ground/**/*.test.ts"],
          globalSetup: ["tests/ground/built.ts"],
        },
      },
      {
        extends: true,
        test: {
          name: "browser",
          include: ["tests/browser/**/*.test.ts"],
          globalSetup: ["tests/browser/served.ts"],
        },
      },
    ],
  },
});
