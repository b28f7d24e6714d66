/** A choice of a select: what the form sends, and what people read. */
export type Option = { readonly id: string; readonly label: string };

/**
 * A list of choices in one text, a line each: the id, a space and the label. A page sends a list of four hundred time zones
 * once, and in half the bytes.
 */
export type OptionLines = string;

const made = new WeakMap<readonly Option[], OptionLines>();

/** Ids are numbers or codes, without spaces. The lines of a list that stays the same are made once. */
export function linesOf(options: readonly Option[]): OptionLines {
  const known = made.get(options);
  if (known !== undefined) return known;
  const lines = options.map(({ id, label }) => `${id} ${label.replaceAll("\n", " ")}`).join("\n");
  made.set(options, lines);
  return lines;
}

/** Lists one after the other, as one. */
export function joined(...lists: readonly (OptionLines | undefined)[]): OptionLines {
  return lists.filter(Boolean).join("\n");
}

/** Whether an id is among them. */
export function hasChoice(lines: OptionLines, id: string): boolean {
  return `\n${lines}`.includes(`\n${id} `);
}

/**
 * The options of a select as markup, as short as HTML allows. Four hundred elements cost React more than all the rest of a
 * form; the labels of customers stay text.
 * @param chosen the id of the choice that the page shows; null: none of them is marked
 */
export function optionMarkup(lines: OptionLines, chosen: string | null): string {
  if (lines === "") return "";
  const markup = asText(lines)
    .split("\n")
    .map((line) => {
      const end = line.indexOf(" ");
      const [id, label] = [line.slice(0, end), line.slice(end + 1)];
      return id === label && isBare(id) ? `<option>${label}` : `${beginOf(id)}>${label}`;
    })
    .join("");
  return chosen === null ? markup : withChosen(markup, chosen);
}

/** Marks one of the options in markup that has none marked. */
export function withChosen(markup: string, chosen: string): string {
  const id = asText(chosen);
  const begin = beginOf(id);
  const marked = markup.replace(`${begin}>`, () => `${begin} selected>`);
  if (marked !== markup || !isBare(id)) return marked;
  // one whose label is its id
  const whole = `<option>${id}`;
  const at = `${markup}<`.indexOf(`${whole}<`);
  return at < 0 ? markup : `${markup.slice(0, at)}<option selected>${markup.slice(at + "<option>".length)}`;
}

/** @param id as it stands in markup */
function beginOf(id: string): string {
  return `<option value=${isBare(id) ? id : `"${id}"`}`;
}

const isBare = (id: string) => /^\w+$/.test(id);

const signs: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#x27;",
};

/** A text as it stands in markup, between tags or in an attribute. */
export function asText(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => signs[sign] ?? sign);
}
