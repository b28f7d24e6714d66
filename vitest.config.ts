import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

const root = fileURLToPath(new URL(".", import.meta.url));

// read when a process begins, those of the tests as well: who signs the certificates of receivers of webhooks
process.env.NODE_EXTRA_CA_CERTS = fileURLToPath(
  new URL("tests/server/webhooks/certificates/ca.pem", import.meta.url),
);

/** The files that take longest, the longest first. What is not here is short, or has a size that says it. */
const longest = [
  "tests/browser/branding/brands.test.ts",
  "tests/browser/frame/pages.test.ts",
  "tests/browser/levels/levels.test.ts",
  "tests/browser/identity/secrets.test.ts",
  "tests/demonstration/load.test.ts",
  "tests/server/doors/crafted.test.ts",
  "tests/server/model/rules.property.test.ts",
  "tests/server/identity/throttling.test.ts",
  "tests/server/identity/log-in-timing.test.ts",
  "tests/server/doors/jobs.test.ts",
  "tests/server/jobs/killed.test.ts",
  "tests/server/doors/doors.test.ts",
  "tests/xmlapi/corpus/corpus.test.ts",
  "tests/xmlapi/methods/attributes.test.ts",
  "tests/xmlapi/codec/fuzz.test.ts",
  "tests/ground/embedded.test.ts",
  "tests/ground/start.test.ts",
  "tests/browser/frame/support.test.ts",
];

/** What attacks the served program: `npm run test:hostile`, beside the other tests, whose times it would disturb. */
const hostile = ["tests/browser/front/hostile.test.ts", "tests/browser/front/pictures.test.ts"];

/** What tries thousands of inputs, or the same thing hundreds of times: `npm run test:thousands`. */
const thousands = [
  "tests/demonstration/scale.test.ts",
  "tests/server/identity/log-in-timing.test.ts",
  "tests/server/support/support.property.test.ts",
  "tests/rest/fuzz-thousands.test.ts",
  "tests/rest/same-rights-thousands.test.ts",
  "tests/rest/streams.test.ts",
  "tests/server/branding/pictures.test.ts",
  "tests/server/customers/alphabets.property.test.ts",
  "tests/server/customers/phone-search.property.test.ts",
  "tests/server/doors/crafted.test.ts",
  "tests/server/identity/throttling.test.ts",
  "tests/server/model/rules.property.test.ts",
  "tests/xmlapi/codec/fuzz.test.ts",
  "tests/xmlapi/corpus/corpus.test.ts",
];

/** What stops, kills and starts processes, and mostly waits for them: `npm run test:endings`. */
const endings = [
  "tests/ground/crash.test.ts",
  "tests/ground/processes.test.ts",
  "tests/ground/stop.test.ts",
  "tests/rest/story.test.ts",
  "tests/server/doors/jobs.test.ts",
  "tests/server/jobs/killed.test.ts",
  "tests/server/operation/killed-calls.test.ts",
  "tests/server/webhooks/killed.test.ts",
];

/** REST, webhooks, and the API by clients of seven languages: `npm run test:programs`. */
const programs = [
  "tests/rest/**/*.test.ts",
  "tests/server/webhooks/**/*.test.ts",
  "tests/xmlapi/clients/**/*.test.ts",
];

/** What goes through all pages, as everybody and in every look, and looks for secrets in them: `npm run test:pages`. */
const pages = [
  "tests/browser/branding/brands.test.ts",
  "tests/browser/branding/branding-corpus.test.ts",
  "tests/browser/frame/look.test.ts",
  "tests/browser/frame/pages.test.ts",
  "tests/browser/frame/paper.test.ts",
  "tests/browser/frame/screens.test.ts",
  "tests/browser/identity/secrets.test.ts",
  "tests/browser/levels/levels.test.ts",
];

/** Begins with the files that take longest, so that no worker ends long after the other; on a clean clone, too. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification) => {
      const found = longest.findIndex((file) => moduleId.endsWith(`/${file}`));
      return found === -1 ? longest.length : found;
    };
    return (await super.sort(files)).toSorted((one, other) => place(one) - place(other));
  }
}

/** Tests mirror the rooms of the house. Each file that needs a database has one of its own, see tests/database. */
export default defineConfig({
  resolve: { alias: { "@": root.replace(/\/$/, "") } },
  test: {
    testTimeout: 180_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        extends: true,
        test: {
          name: "fast",
          include: [
            "tests/*.test.ts",
            "tests/{who-may-do-what,mutations}/*.test.ts",
            "tests/attributes/**/*.test.ts",
            "tests/server/**/*.test.ts",
          ],
          exclude: [...thousands, ...endings, ...programs],
          globalSetup: ["tests/database/template.ts"],
        },
      },
      {
        extends: true,
        test: {
          name: "programs",
          include: programs,
          // the generated client brings packages of its own, and their tests
          exclude: ["**/node_modules/**", ...thousands, ...endings],
          globalSetup: ["tests/database/template.ts"],
        },
      },
      {
        extends: true,
        test: {
          name: "xmlapi",
          include: ["tests/xmlapi/**/*.test.ts"],
          exclude: [...thousands, ...programs],
          globalSetup: ["tests/database/template.ts"],
        },
      },
      {
        extends: true,
        test: {
          name: "demonstration",
          include: ["tests/demonstration/**/*.test.ts"],
          exclude: thousands,
          globalSetup: ["tests/database/template.ts"],
        },
      },
      {
        extends: true,
        test: {
          name: "ground",
          include: ["tests/ground/**/*.test.ts"],
          exclude: endings,
          globalSetup: ["tests/ground/built.ts"],
        },
      },
      {
        extends: true,
        test: {
          name: "endings",
          include: endings,
          globalSetup: ["tests/ground/built.ts", "tests/database/template.ts"],
        },
      },
      {
        extends: true,
        test: {
          name: "thousands",
          include: thousands,
          globalSetup: ["tests/database/template.ts"],
        },
      },
      {
        extends: true,
        test: {
          name: "cluster",
          include: ["tests/cluster/**/*.test.ts"],
          globalSetup: ["tests/ground/built.ts"],
        },
      },
      {
        extends: true,
        test: {
          name: "hostile",
          include: hostile,
          globalSetup: ["tests/browser/stage/served.ts"],
        },
      },
      {
        extends: true,
        test: {
          name: "browser",
          // All files share one demonstration and one browser on a busy machine: we try once more what failed there, and the
          // report says how often it was tried.
          retry: 1,
          include: ["tests/browser/**/*.test.ts"],
          exclude: [...hostile, ...pages],
          globalSetup: ["tests/browser/stage/served.ts"],
        },
      },
      {
        extends: true,
        test: {
          name: "pages",
          include: pages,
          globalSetup: ["tests/browser/stage/served.ts"],
        },
      },
    ],
  },
});
