/** What came of running the tests of a mutation. */
export type Outcome = {
  /** whether the tests read the file that was to change */
  readonly loaded: boolean;
  /** what kept tests from running: code that does not compile, or a preparation that failed */
  readonly broken: readonly Problem[];
  readonly passed: number;
  readonly failed: readonly Problem[];
};

/** Something that was thrown. */
export type Problem = {
  readonly name?: string | undefined;
  readonly message: string;
  /** what a property's failure was in truth */
  readonly cause?: unknown;
};

/** `caught` is good; everything else fails the run. */
export type Verdict = { readonly caught: boolean; readonly why: string };

/** Judges the run without a change: null, or why no mutation can be judged by these tests. */
export function troubleWith({ broken, passed, failed }: Outcome): string | null {
  const [problem] = [...broken, ...failed];
  if (problem) return `fails without the change: ${firstLine(problem)}`;
  return passed === 0 ? "no test has this name" : null;
}

/** Judges the run with a change. It is caught if a test failed because something came out otherwise, and not by a crash. */
export function verdictOn({ loaded, broken, passed, failed }: Outcome): Verdict {
  const missed = (why: string) => ({ caught: false, why });
  if (!loaded) return missed("the test never loads the changed file");
  // before what is broken: where a change makes sums wrong, the end of the file says so, too
  const noticed = failed.find((one) => !isCrash(one));
  if (noticed) return { caught: true, why: firstLine(noticed) };
  const [problem] = broken;
  if (problem) return missed(`no test could run: ${firstLine(problem)}`);
  const [crash] = failed;
  if (crash) return missed(`the test fails for another reason: ${firstLine(crash)}`);
  return missed(passed === 0 ? "no test ran" : "SURVIVED: the tests pass all the same");
}

/** Whether the changed code broke, or hung, instead of doing something else. */
function isCrash({ name = "", message, cause }: Problem): boolean {
  if (["SyntaxError", "ReferenceError", "TypeError"].includes(name)) return true;
  if (/^(Test|Hook) timed out in/.test(message)) return true;
  return isProblem(cause) && isCrash(cause);
}

function isProblem(thrown: unknown): thrown is Problem {
  return typeof thrown === "object" && thrown !== null && "message" in thrown;
}

function firstLine({ name = "Error", message }: Problem): string {
  return `${name}: ${message.split("\n", 1)[0]?.slice(0, 160)}`;
}
