/** A text in which what somebody typed stands out. */
export function Matched({ text, typed }: { readonly text: string; readonly typed: string }) {
  return partsOf(text, typed).map(([part, isTyped], at) =>
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text have no other name
    isTyped ? <b key={at}>{part}</b> : part,
  );
}

/**
 * Cuts a text where the typed words begin a word of it, as the search does: without regard to case and accents.
 * @returns the parts in their order, each with whether somebody typed it
 */
export function partsOf(text: string, typed: string): (readonly [part: string, isTyped: boolean])[] {
  const letters = [...text];
  const plain = letters.map(plainly);
  const isTyped = letters.map(() => false);
  for (const word of typed.split(/[\s/-]+/).map(plainly)) {
    for (let at = 0; word !== "" && at < letters.length; at++) {
      if (/[\p{L}\p{N}]/u.test(letters[at - 1] ?? "")) continue;
      let end = at;
      while (end < letters.length && plain.slice(at, end).join("").length < word.length) end++;
      if (plain.slice(at, end).join("").startsWith(word)) isTyped.fill(true, at, end);
    }
  }
  const parts: [string, boolean][] = [];
  letters.forEach((letter, at) => {
    const last = parts.at(-1);
    if (last && last[1] === isTyped[at]) last[0] += letter;
    else parts.push([letter, isTyped[at] ?? false]);
  });
  return parts;
}

function plainly(text: string): string {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}
