import { readFileSync, writeFileSync } from "node:fs";
import type { Noted, NotedStruct } from "./notation";

/** What a call sends: one struct, a list of params, or a whole body as text. */
export type Params = NotedStruct | readonly Noted[] | string;

/**
 * What came back: a value; a fault, as its code and text; or an HTTP status that is not 200, with its challenge. Behind it
 * how many refusals were recorded under a reference.
 */
export type Answer = { readonly noted: Noted; readonly references: number };

/** A call of the corpus with its answer. */
export type Line = {
  readonly caller: string;
  readonly method: string;
  readonly params: Params;
  readonly answer: Answer;
};

/** One line of the file, in JSON: caller, method, params, answer, and its references where there are any. */
export function writeLine({ caller, method, params, answer: { noted, references } }: Line): string {
  return JSON.stringify([caller, method, params, noted, ...(references > 0 ? [references] : [])]);
}

function parseLine(text: string): Line {
  // the file is ours
  const [caller, method, params, noted, references = 0] = JSON.parse(text) as [
    string,
    string,
    Params,
    Noted,
    number?,
  ];
  return { caller, method, params, answer: { noted, references } };
}

const file = new URL("./calls.jsonl", import.meta.url);

export function readCorpus(): Line[] {
  return readFileSync(file, "utf8").trimEnd().split("\n").map(parseLine);
}

export function writeCorpus(lines: readonly Line[]): void {
  writeFileSync(file, `${lines.map(writeLine).join("\n")}\n`);
}
