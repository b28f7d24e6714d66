import { readdirSync, readFileSync } from "node:fs";

/**
 * The processor time that a process has used in all its threads, in ms. Linux only: it counts in nanoseconds, where a
 * process can ask about itself alone, and `ps` counts in hundredths of a second.
 */
export function processorTime(process: number): number {
  return sum(readdirSync(`/proc/${process}/task`), (thread) =>
    nanoseconds(`/proc/${process}/task/${thread}/schedstat`),
  );
}

/** The processor time of the processes that a process has started and that still run, in ms. */
export function processorTimeOfChildren(parent: number): number {
  const children = readdirSync("/proc").filter((name) => /^\d+$/.test(name) && parentOf(name) === parent);
  return sum(children, (child) => nanoseconds(`/proc/${child}/schedstat`));
}

function sum(names: readonly string[], one: (name: string) => number): number {
  return names.reduce((all, name) => all + one(name), 0) / 1e6;
}

function nanoseconds(file: string): number {
  return Number(readOrEmpty(file).split(" ")[0] ?? 0);
}

function parentOf(process: string): number {
  // the name before the bracket may contain anything
  return Number(readOrEmpty(`/proc/${process}/stat`).split(") ").at(-1)?.split(" ")[1]);
}

/** What is gone meanwhile has no file. */
function readOrEmpty(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}
