import { at, type Case, inTurns, type Measured } from "./in-turns";
import { operationCases } from "./operation-cases";
import { pageCases } from "./page-cases";
import { closeSize, memoryOf, openSize, type Size } from "./sizes";
import { findPeople } from "./stage-of-size";

/** How often each thing is asked of each size, after three times to warm up. */
const rounds = Number(process.env.ROUNDS ?? 30);
/** Only what has this in its row: `ONLY=/history`, `ONLY=API`. */
const only = process.env.ONLY ?? "";
const folders = (process.env.FOLDERS ?? "").split(",").filter(Boolean);

/** What a page or an operation at the largest size may take, beside the smallest, and in ms. */
const goal = { ratio: 1.5, p99: 300 };

/**
 * Measures all pages and operations on databases of several sizes, in one run and in turns, and prints Markdown: FOLDERS
 * names data folders that `DATA_DIR=… npm run scale -- …` has filled, the smallest first. It writes into them: payments,
 * history, a profile.
 */
async function main(): Promise<void> {
  if (folders.length === 0) throw new Error("FOLDERS=folder,folder names the data folders");
  const sizes: Size[] = [];
  try {
    for (const folder of folders) sizes.push(await openSize(folder));
    const sets = await Promise.all(sizes.map(async (size) => [size, await casesOf(size)] as const));
    const names = [...new Set(sets.flatMap(([, cases]) => [...cases.keys()]))];
    printHead(sizes);
    const missed: string[] = [];
    for (const name of names) {
      if (!name.includes(only)) continue;
      const given = sets.flatMap(([size, cases]): [Size, Case][] => {
        const one = cases.get(name);
        return one ? [[size, one]] : [];
      });
      const measured = await inTurns(given, rounds).catch((error: unknown) => {
        // the others of a long run are still of use
        console.log(`| ${name} | failed: ${String(error).split("\n")[0]} |`);
        process.exitCode = 1;
      });
      if (!measured) continue;
      print(name, sizes, measured);
      missed.push(
        ...missedBy(
          name,
          measured,
          given.some(([, { long }]) => long),
        ),
      );
    }
    printMemory(sizes);
    if (missed.length > 0)
      console.log(`\nMissed (over ${goal.ratio} times, or ${goal.p99} ms at p99):\n\n${missed.join("\n")}`);
  } finally {
    await Promise.all(sizes.map(closeSize));
  }
}

/** By the beginning of their row. */
async function casesOf(size: Size): Promise<Map<string, Case>> {
  const people = await findPeople(size);
  const all = [...(await pageCases(size, people)), ...operationCases(size, people)];
  return new Map(all.map((one) => [`${one.who} | \`${one.what}\``, one]));
}

function printHead(sizes: readonly Size[]): void {
  for (const { folder, customers, entries } of sizes)
    console.log(
      `- ${folder}: ${customers.toLocaleString("en")} customers, ${entries.toLocaleString("en")} entries in the history`,
    );
  console.log("");
  const heads = [
    "who",
    "what",
    ...sizes.map(({ customers }) => customers.toLocaleString("en")),
    "last : first",
    "statements",
    "rows read",
    "KB",
  ];
  console.log(`| ${heads.join(" | ")} |\n| ${heads.map(() => "---").join(" | ")} |`);
}

function print(name: string, sizes: readonly Size[], measured: readonly Measured[]): void {
  const cells = sizes.map((size) => {
    const { wall } = measured.find((one) => one.size === size) ?? { wall: [] };
    return wall.length === 0 ? "" : `${ms(at(0.5, wall))} · ${ms(at(0.99, wall))}`;
  });
  const last = measured.at(-1);
  if (!last) return;
  const counts = [at(0.5, last.statements), at(0.5, last.rows), Math.ceil(last.bytes / 1024)];
  console.log(`| ${[name, ...cells, ratioOf(measured).toFixed(2), ...counts].join(" | ")} |`);
}

function ms(value: number): string {
  return value < 10 ? value.toFixed(1) : value.toFixed(0);
}

function ratioOf(measured: readonly Measured[]): number {
  return at(0.5, measured.at(-1)?.wall ?? []) / at(0.5, measured[0]?.wall ?? []);
}

function missedBy(name: string, measured: readonly Measured[], isLong: boolean): string[] {
  // what answers with more at a larger size takes longer
  if (isLong) return [];
  const p99 = at(0.99, measured.at(-1)?.wall ?? []);
  const ratio = ratioOf(measured);
  return ratio > goal.ratio || p99 > goal.p99
    ? [`- ${name.replace(" | ", " ")}: ${ratio.toFixed(2)} times, p99 ${ms(p99)} ms`]
    : [];
}

function printMemory(sizes: readonly Size[]): void {
  console.log(
    "\n| the program's memory, MB | at its start | at the end | at most |\n| --- | --- | --- | --- |",
  );
  for (const size of sizes) {
    const figures = [size.memoryAtStart, memoryOf(size, "VmRSS"), memoryOf(size, "VmHWM")];
    console.log(
      `| ${[size.customers.toLocaleString("en"), ...figures.map((mb) => mb.toFixed(0))].join(" | ")} |`,
    );
  }
}

await main();
