/** A literal in code that lists names: where it stands, and which it lists. */
export type NameList = { readonly line: number; readonly names: readonly string[] };

/**
 * Finds the literals that list several of some names: arrays and unions of texts, and objects that have them as keys
 * with no more than a fixed value each. A query's own choice of columns (`select`) is none: its code uses each by name.
 */
export function findNameLists(code: string, isName: (text: string) => boolean, most = 2): NameList[] {
  const text = withoutComments(code);
  const found = [...arrays(text), ...unions(text), ...objects(text)];
  return found
    .map(({ at, texts }) => ({
      line: text.slice(0, at).split("\n").length,
      names: [...new Set(texts)].filter(isName),
    }))
    .filter(({ names }) => names.length > most)
    .toSorted((one, other) => one.line - other.line);
}

type Found = { readonly at: number; readonly texts: readonly string[] };

/** The same length, so that places stay; texts stay too. */
function withoutComments(code: string): string {
  return code.replace(/"(?:[^"\\\n]|\\.)*"|\/\*[\s\S]*?\*\/|(?<![:\w])\/\/[^\n]*/g, (part) =>
    part.startsWith('"') ? part : part.replace(/[^\n]/g, " "),
  );
}

const textsIn = (code: string) => [...code.matchAll(/"([^"\n]*)"/g)].map(([, text]) => text ?? "");

/** Arrays without other brackets in them, and arrays of tuples by their first text. */
function arrays(text: string): Found[] {
  const flat = [...text.matchAll(/\[([^[\]{}()]*)\]/g)];
  const tuples = [...text.matchAll(/\[(\s*(?:\[\s*"[^"]*",[^[\]]*\],?\s*){3,})\]/g)];
  return [...flat, ...tuples].map(({ index, 1: inside = "" }) => ({ at: index, texts: textsIn(inside) }));
}

function unions(text: string): Found[] {
  return [...text.matchAll(/"[^"\n]*"(?:\s*\|\s*"[^"\n]*")+/g)].map(({ index, 0: whole }) => ({
    at: index,
    texts: textsIn(whole),
  }));
}

/** Objects whose values are all fixed: `{ name: true, email: true }`. */
function objects(text: string): Found[] {
  const fixed =
    /(select:\s*)?\{((?:\s*(?:\.\.\.\w+|"?\w+"?\s*:\s*(?:true|false|null|undefined|-?\d+|"[^"\n]*")),?)+\s*)\}/g;
  return [...text.matchAll(fixed)].flatMap(({ index, 1: select, 2: inside = "" }) =>
    select ? [] : [{ at: index, texts: [...inside.matchAll(/"?(\w+)"?\s*:/g)].map(([, key]) => key ?? "") }],
  );
}
