/** A one-line change that breaks a rule, and the test that must notice it. */
export type Mutation = {
  /** what would then be so, as a sentence: 'a NOC blocks a colleague' */
  readonly name: string;
  /** the file that holds the rule */
  readonly file: string;
  /** what the rule reads as, once in that file */
  readonly before: string;
  readonly after: string;
  /** the test file that must notice it */
  readonly test: string;
  /** the beginning, or another part, of the names of the tests that must notice it; absent: any of the file */
  readonly only?: string;
};

/** Changes a source. @throws Error if the rule does not stand in it exactly once */
export function mutate(source: string, { file, before, after }: Mutation): string {
  const times = source.split(before).length - 1;
  if (times !== 1) throw new Error(`${file} has ${times} times instead of once: ${before}`);
  if (before === after) throw new Error(`nothing changes: ${before}`);
  return source.replace(before, () => after);
}
