import { Prisma } from "./generated/client";

/**
 * Put into a statement whose best plan hangs on its values, or whose text on its input, such as a list or a search: it is
 * planned anew each time. A statement that is prepared by name has one plan for all values after five runs.
 */
export const plannedAnew = Prisma.sql`/* planned anew */`;

/** How many statements a connection keeps prepared at most; all others are planned anew. */
export const mostNames = 500;

/** How many texts we remember that came once. */
const mostSeen = 1_000;

/**
 * Names statements of a fixed text, from their second use on: PostgreSQL then parses and plans each once for a connection,
 * and planning costs several times what running a point read does. A text gets no name if it is a list, if it has as many
 * parameters as there are values, or if there are `mostNames` already.
 */
export class StatementNames {
  readonly #names = new Map<string, string>();
  #seen = new Set<string>();
  #round = 0;

  /** @returns '' for a statement that has none, which is how the protocol calls it */
  nameOf(text: string): string {
    const known = this.#names.get(text);
    if (known !== undefined) return known;
    if (!isFixed(text) || this.#names.size >= mostNames) return "";
    if (!this.#seen.delete(text)) {
      if (this.#seen.size >= mostSeen) this.#seen = new Set();
      this.#seen.add(text);
      return "";
    }
    const name = `trellis_${this.#round}_${this.#names.size}`;
    this.#names.set(text, name);
    return name;
  }

  /** Gives all statements other names from now on, as those that are prepared fit the tables no longer. */
  forget(): void {
    this.#round += 1;
    this.#names.clear();
  }
}

function isFixed(text: string): boolean {
  return planned.test(text) && !text.includes(plannedAnew.sql) && !isList.test(text) && !grows.test(text);
}

/** Not those that begin and end transactions, which have no plan. */
const planned = /^\s*(SELECT|WITH|INSERT|UPDATE|DELETE)\b/i;
/** An order of which a parameter says how much. */
const isList = /\bORDER BY\b[\s\S]*\b(LIMIT|OFFSET) \$\d/i;
/** One parameter, or one row of them, for each of several values. */
const grows = /\bIN \(\$\d+\s*,|\$\d+\)\s*,\s*\(\$\d/i;
