import { type Line, writeLine } from "./line";
import { perform } from "./perform";
import type { World } from "./world";

/** Makes all calls again, one after the other. @returns what differs, readably: the first of them in full */
export async function replay(lines: readonly Line[], world: World): Promise<string> {
  const told: string[] = [];
  let differing = 0;
  for (const [at, line] of lines.entries()) {
    const expected = writeLine(line);
    const seen = await again(line, world);
    if (seen === expected) continue;
    differing += 1;
    if (differing <= mostTold) told.push(difference(at + 1, line, expected, seen));
  }
  if (differing === 0) return "";
  return `${differing} of ${lines.length} answers differ; the first of them:\n\n${told.join("\n\n")}\n`;
}

const mostTold = 20;

async function again(line: Line, world: World): Promise<string> {
  try {
    return writeLine({ ...line, answer: await perform(world, line) });
  } catch (error) {
    return `no answer: ${error instanceof Error ? error.message : String(error)}`;
  }
}

/** The call, and both answers from a little before the place where they part. */
function difference(place: number, { caller, method, params }: Line, expected: string, seen: string): string {
  const call = JSON.stringify(params);
  const from = Math.max(0, firstDifference(expected, seen) - 60);
  return [
    `line ${place}: ${caller} calls ${method} ${shortened(call)}`,
    `  recorded … ${shortened(expected.slice(from))}`,
    `  now      … ${shortened(seen.slice(from))}`,
  ].join("\n");
}

function firstDifference(one: string, other: string): number {
  let at = 0;
  while (at < one.length && one[at] === other[at]) at += 1;
  return at;
}

function shortened(text: string): string {
  return text.length <= 300 ? text : `${text.slice(0, 300)}…`;
}
