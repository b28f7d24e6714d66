import fc from "fast-check";

/**
 * What chance begins with, in a file of tests. `SEED=… npx vitest run …` has again what a run found; in CI it is the
 * tree's own number (see scripts/test.mjs).
 */
export const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 1e9));

fc.configureGlobal({ ...fc.readConfigureGlobal(), seed });

export { fc };
