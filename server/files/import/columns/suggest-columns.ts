import { attributeNames } from "@/attributes/customer";
import type { Language } from "@/i18n/languages";
import { blockedSaid } from "../cells/words";
import { foldWord } from "../fold";
import { headerWord, type Program } from "../program";
import { programOf } from "../programs";
import type { Source, Suggestion, Target } from "../target";
import { type Meaning, meaningsOf } from "./header-words";

/** What we take a file's columns for, and who seems to have written it. */
export type Suggested = {
  /** one for each header, in their order; no target twice but `ignore` */
  readonly columns: readonly Suggestion[];
  /** null: nobody that we know, so numbers are read as people type them */
  readonly source: Source | null;
  /** the language of the headers; null: any */
  readonly language: Language | null;
};

/**
 * Suggests what each column of a file is, by its header in either language.
 * @param samples some of the first rows, which tell a customer's state from the state it lives in
 */
export function suggestColumns(
  headers: readonly string[],
  samples: readonly (readonly string[])[] = [],
): Suggested {
  const program = programOf(headers);
  if (program) return { columns: columnsOf(program, headers), source: program.source, language: null };
  const meanings = headers.map((header, at) => {
    const all = meaningsOf(header);
    return all.some(({ target }) => target === "blocked") && !saysBlocked(samples, at)
      ? all.filter(({ target }) => target !== "blocked")
      : all;
  });
  const taken = new Set<Target>();
  const columns: Suggestion[] = headers.map(() => unknown);
  const settle = (among: (all: readonly Meaning[]) => readonly Meaning[]) => {
    for (const [at, all] of meanings.entries()) {
      if (columns[at] !== unknown) continue;
      const found = among(all).find(({ target }) => !taken.has(target));
      if (found === undefined) continue;
      const { target, sure } = found;
      columns[at] = { target, sure: all.length > 1 && all[0] !== found ? "likely" : sure };
      if (target !== "ignore") taken.add(target);
    }
  };
  // the surest take their attribute first
  settle((all) => (all.length === 1 && all[0]?.sure === "certain" ? all : []));
  const isPerson = taken.has("last_name") && headers.filter((one) => foldWord(one) === "имя").length === 1;
  if (isPerson) settle((all) => all.filter(({ target }) => target === "first_name"));
  settle((all) => all.filter(({ sure }) => sure === "certain"));
  settle((all) => all);
  return { columns, source: isOurs(columns) ? "trellis" : null, language: languageOf(meanings) };
}

/** The columns of a program that we know: what its mapping says, and what we have added. */
function columnsOf({ columns, adds }: Program, headers: readonly string[]): Suggestion[] {
  const taken = new Set<Target>();
  return headers.map((header) => {
    const word = headerWord(header);
    const added = adds.find((name) => name === header);
    const mapped = Object.hasOwn(columns, word) ? columns[word] : attributes.get(word);
    const target = added ?? mapped;
    if (target === undefined || taken.has(target)) return { target: "ignore", sure: "certain" };
    taken.add(target);
    return { target, sure: "certain" };
  });
}

const attributes = new Map(attributeNames.map((name) => [foldWord(name), name]));

const unknown: Suggestion = { target: "ignore", sure: "unknown" };

/**
 * Whether it is an export of ours: these have the ID and the name, and columns that only an export has. Others have our labels,
 * too, but their numbers are written as people write them.
 */
function isOurs(columns: readonly Suggestion[]): boolean {
  const has = (wanted: Target) => columns.some(({ target }) => target === wanted);
  return columns.every(({ sure }) => sure === "certain") && has("i_customer") && has("name") && has("ignore");
}

function languageOf(meanings: readonly (readonly Meaning[])[]): Language | null {
  const counts = { en: 0, ru: 0 };
  for (const [first] of meanings) if (first?.language) counts[first.language] += 1;
  if (counts.en === counts.ru) return null;
  return counts.en > counts.ru ? "en" : "ru";
}

/** Whether a column has words for blocked and active, and no others. */
function saysBlocked(samples: readonly (readonly string[])[], at: number): boolean {
  const values = samples.map((row) => (row[at] ?? "").trim()).filter(Boolean);
  return values.length > 0 && values.every((value) => blockedSaid(value) !== undefined);
}
