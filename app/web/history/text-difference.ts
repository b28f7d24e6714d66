/** How a long text differs: the first place where it does, and how many lines came and went. */
type TextDifference = {
  /** the first line that differs, from 1 */
  readonly line: number;
  /** an excerpt of that line; '' if the text had, or has, no such line */
  readonly before: string;
  readonly after: string;
  readonly added: number;
  readonly removed: number;
};

const longestShort = 80;

/** Whether a text is too long to be said whole in a row. */
export function isLong(text: string): boolean {
  return text.includes("\n") || text.length > longestShort;
}

export function linesOf(text: string): string[] {
  return text === "" ? [] : text.replace(/\n$/, "").split("\n");
}

/** What a change made of a text of several lines, or of a long one. */
export function textDifference(before: string, after: string): TextDifference {
  const [was, is] = [linesOf(before), linesOf(after)];
  let same = 0;
  while (same < was.length && same < is.length && was[same] === is[same]) same += 1;
  let tail = 0;
  const shorter = Math.min(was.length, is.length) - same;
  while (tail < shorter && was.at(-1 - tail) === is.at(-1 - tail)) tail += 1;
  const [gone, come] = [was.slice(same, was.length - tail), is.slice(same, is.length - tail)];
  const [removed, added] = [withoutThose(gone, come), withoutThose(come, gone)];
  // the same lines in another order: what was moved went and came
  const moved = removed + added === 0;
  const [old = "", now = ""] = [was[same], is[same]];
  const at = firstDifference(old, now);
  return {
    line: same + 1,
    before: excerpt(old, at),
    after: excerpt(now, at),
    added: moved ? come.length : added,
    removed: moved ? gone.length : removed,
  };
}

/** How many lines are left over once each of the others took one like itself away. */
function withoutThose(lines: readonly string[], others: readonly string[]): number {
  const counts = new Map<string, number>();
  for (const line of others) counts.set(line, (counts.get(line) ?? 0) + 1);
  return lines.filter((line) => {
    const left = counts.get(line) ?? 0;
    counts.set(line, left - 1);
    return left <= 0;
  }).length;
}

function firstDifference(one: string, other: string): number {
  const [letters, others] = [[...one], [...other]];
  const at = letters.findIndex((letter, index) => letter !== others[index]);
  return at < 0 ? letters.length : at;
}

/** So much of a line as fits, with the letter at a place in it. */
function excerpt(line: string, at: number): string {
  const letters = [...line.trimEnd()];
  if (letters.length <= longestShort) return letters.join("").trim();
  const from = Math.max(0, Math.min(at - 24, letters.length - longestShort));
  const part = letters.slice(from, from + longestShort).join("");
  return `${from > 0 ? "…" : ""}${part.trim()}${from + longestShort < letters.length ? "…" : ""}`;
}
