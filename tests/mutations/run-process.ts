import { join } from "node:path";
import { createVitest, type Vitest } from "vitest/node";
import { type Mutation, mutate } from "./mutation";
import { type Outcome, troubleWith, type Verdict, verdictOn } from "./verdict";

/** What this process answers for each mutation that it is sent. */
export type Judged = Verdict & { readonly mutation: Mutation; readonly seconds: number };

/**
 * Judges the mutations that `npm run mutate` sends, one after the other, in one vitest with one PostgreSQL. It changes
 * the source while vitest reads it, and never the file, so there is nothing to put back.
 */
async function judgeWhatComes(): Promise<void> {
  let current: Mutation | null = null;
  let loaded = false;
  const changed = {
    name: "mutation",
    enforce: "pre" as const,
    transform(code: string, id: string) {
      if (!current || id !== join(process.cwd(), current.file)) return null;
      loaded = true;
      return mutate(code, current);
    },
  };
  const vitest = await createVitest(
    "test",
    { config: "tests/mutations/vitest.config.ts", watch: false, reporters: [{}] },
    { plugins: [changed] },
  );
  await vitest.standalone();
  const run = async (tests: Mutation, mutation: Mutation | null): Promise<Outcome> => {
    current = mutation;
    loaded = false;
    vitest.invalidateFile(join(process.cwd(), tests.file));
    const outcome = await outcomeOf(vitest, tests);
    vitest.invalidateFile(join(process.cwd(), tests.file));
    return { ...outcome, loaded };
  };
  const troubles = new Map<string, string | null>();
  const judge = async (mutation: Mutation): Promise<Verdict> => {
    const tests = JSON.stringify([mutation.test, mutation.only]);
    if (!troubles.has(tests)) troubles.set(tests, troubleWith(await run(mutation, null)));
    const trouble = troubles.get(tests) ?? null;
    return trouble === null ? verdictOn(await run(mutation, mutation)) : { caught: false, why: trouble };
  };
  // vitest itself leaves PostgreSQL running where somebody ends it
  process.once("disconnect", () => void vitest.close().finally(() => process.exit()));
  process.on("message", async (mutation: Mutation) => {
    const began = performance.now();
    const verdict = await judge(mutation).catch((error: unknown) => ({ caught: false, why: String(error) }));
    if (process.connected)
      process.send?.({ ...verdict, mutation, seconds: (performance.now() - began) / 1000 } satisfies Judged);
  });
  process.send?.("ready");
}

/** Runs the tests of a mutation on whatever the sources are now. */
async function outcomeOf(vitest: Vitest, { test, only }: Mutation): Promise<Omit<Outcome, "loaded">> {
  if (only === undefined) vitest.resetGlobalTestNamePattern();
  else vitest.setGlobalTestNamePattern(new RegExp(only.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")));
  const specifications = await vitest.globTestSpecifications([test]);
  const { testModules } = await vitest.runTestSpecifications(specifications);
  const module = testModules.findLast(({ moduleId }) => moduleId === join(process.cwd(), test));
  if (!module) return { broken: [{ message: `there is no ${test}` }], passed: 0, failed: [] };
  const suites = [...module.children.allSuites()];
  return {
    broken: [module, ...suites].flatMap((one) => one.errors()),
    passed: [...module.children.allTests("passed")].length,
    failed: [...module.children.allTests("failed")].flatMap((one) => one.result().errors ?? []),
  };
}

await judgeWhatComes();
