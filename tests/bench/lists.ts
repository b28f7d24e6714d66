import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import type { Answer } from "./lists-of-one";

/**
 * `npm run bench:lists`: how long each list takes that somebody can ask for, on databases made by `npm run scale`, in turns:
 * FOLDERS names their data folders, the smallest first; without it, it is the one of DATA_DIR or DATABASE_URL. `EVERY=10` asks
 * for one of ten, `PLANS=1` reads the plans too, and fails on one that goes through a whole table.
 */
export async function run(): Promise<void> {
  const { FOLDERS = "", EVERY = "1", PLANS = "", SLOWEST = "15" } = process.env;
  const folders = FOLDERS.split(",").filter(Boolean);
  const bases = await Promise.all((folders.length > 0 ? folders : [null]).map(open));
  const lists = Math.min(...bases.map(({ lists: those }) => those));
  const asked: { readonly base: Base; readonly answer: Answer }[] = [];
  // a step that has no divisor in common with the loops of combinations; what everybody reads is warm first
  const every = Array.from({ length: Math.floor(lists / Number(EVERY)) }, (_, at) => (at * 7_919) % lists);
  for (const base of bases) for (const list of every.slice(0, 50)) await ask(base, list, false);
  for (const list of every)
    for (const base of bases) asked.push({ base, answer: await ask(base, list, PLANS === "1") });
  const first = figures(answersOf(asked, bases[0]));
  for (const base of bases) {
    const answers = answersOf(asked, base);
    console.log(`\n${base.name}`);
    console.table(figures(answers, first));
    const slowest = answers.toSorted((one, other) => other.ms - one.ms).slice(0, Number(SLOWEST));
    for (const { ms, place, what } of slowest) console.log(`${ms.toFixed(0)} ms  ${place}  ${what}`);
    if (PLANS === "1") tellPlans(answers);
    base.child.kill("SIGTERM");
    await once(base.child, "exit");
  }
}

/** A process that asks one database. */
type Base = { readonly child: ChildProcess; readonly name: string; readonly lists: number };

async function open(folder: string | null): Promise<Base> {
  const child = fork(".build/bench/lists-of-one.mjs", {
    env: { ...process.env, ...(folder === null ? {} : { DATA_DIR: folder }) },
  });
  const [{ lists }] = await answerFrom<{ lists: number }>(child);
  return { child, name: folder ?? "the database of the settings", lists };
}

async function ask({ child }: Base, list: number, plans: boolean): Promise<Answer> {
  child.send({ list, plans });
  const [answer] = await answerFrom<Answer>(child);
  return answer;
}

async function answerFrom<Message>(child: ChildProcess): Promise<[Message]> {
  const stop = new AbortController();
  const ended = once(child, "exit", stop).then(() => Promise.reject(new Error("it ended")));
  try {
    // a process of our own sends what it is asked for
    return (await Promise.race([once(child, "message", stop), ended])) as [Message];
  } finally {
    ended.catch(() => undefined);
    stop.abort();
  }
}

function answersOf(asked: readonly { base: Base; answer: Answer }[], of: Base | undefined): Answer[] {
  return asked.filter(({ base }) => base === of).map(({ answer }) => answer);
}

type Figures = Record<string, Record<string, number>>;

/** By place. @param first those of the smallest, to which medians are compared */
function figures(answers: readonly Answer[], first?: Figures): Figures {
  const rows: Figures = {};
  for (const place of [...new Set(answers.map((one) => one.place)), "all"]) {
    const there = answers.filter((one) => place === "all" || one.place === place);
    const sorted = there.map(({ ms }) => ms).sort((one, other) => one - other);
    const at = (share: number) => Number((sorted[Math.ceil(sorted.length * share) - 1] ?? 0).toFixed(1));
    rows[place] = {
      lists: sorted.length,
      "p50 ms": at(0.5),
      "p90 ms": at(0.9),
      "p99 ms": at(0.99),
      "most ms": at(1),
      "over 300 ms": sorted.filter((ms) => ms > 300).length,
    };
    const smallest = first?.[place]?.["p50 ms"];
    if (smallest) rows[place]["p50 : first"] = Number((at(0.5) / smallest).toFixed(2));
  }
  return rows;
}

function tellPlans(answers: readonly Answer[]): void {
  for (const { place, what, whole } of answers) {
    if (whole.length === 0) continue;
    console.log(`a whole table: ${whole.join()}, ${place} ${what}`);
    process.exitCode = 1;
  }
  const most = Math.max(...answers.map(({ rows }) => rows));
  console.log(`${answers.length} plans read; the most rows that one looked at: ${most}`);
}
