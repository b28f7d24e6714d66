/** A page asks who may by hand where it should ask an operation: what it wrote. */
const byHand: readonly RegExp[] = [
  // what says who may: the table of levels, and the rights that are in force
  /import\s[^;]*\b(?:mayAct|demandAct|Act|Powers)\b[^;]*from "[^"]*\/(?:access-levels|demands)"/g,
  /import\s[^;]*\b(?:demand|effectiveRights)\b[^;]*from "[^"]*\/tree\/rights"/g,
  /import\s[^;]*\b(?:holds|actions|Right)\b[^;]*from "[^"]*\/attributes\/rights"/g,
  // a right, written down
  /\barea:\s*"\w+",\s*action\b/g,
  /\bflag:\s*"\w+"/g,
  // acts of the table, asked of a level
  /\b(?:mayAct|demandAct)\(/g,
];

/** The reader's rights, which `app/web/session/may.tsx` alone hands to the questions. */
const ownRights = [/\b(?:currentStanding|Standing)\b/, /\brights\b/];

/**
 * Finds where a page's code asks for rights or levels itself, instead of asking the operation that a link, a button or the
 * page leads to.
 */
export function findAskedByHand(code: string): string[] {
  const text = code.replace(/\/\*[\s\S]*?\*\/|(?<![:\w])\/\/[^\n]*/g, "");
  const found = byHand.flatMap((one) => [...text.matchAll(one)].map(([what]) => what.replace(/\s+/g, " ")));
  return ownRights.every((part) => part.test(text)) ? [...found, "the reader's rights"] : found;
}
