import type { ShownEntry } from "./history-view";

const hour = 3600;

/**
 * Makes one of equal entries in a row within an hour, the newest first, which keeps the times of the others. Entries are
 * equal if they differ in nothing that a reader sees but the time; so nothing is lost.
 * @param countText says how many there are
 */
export function equalAsOne(
  entries: readonly ShownEntry[],
  countText: (count: number) => string,
): ShownEntry[] {
  const runs: ShownEntry[][] = [];
  let text = "";
  for (const entry of entries) {
    const { at: _at, time: _time, ...rest } = entry;
    const own = JSON.stringify(rest);
    const run = runs.at(-1);
    const [first] = run ?? [];
    if (run && first && !entry.visit && own === text && first.at - entry.at <= hour) run.push(entry);
    else runs.push([entry]);
    text = own;
  }
  return runs.flatMap(([first, ...others]) => {
    if (!first) return [];
    if (others.length === 0) return [first];
    const at = others.map((entry) => [entry.at, entry.time] as const);
    return [{ ...first, same: { count: countText(others.length + 1), at } }];
  });
}
