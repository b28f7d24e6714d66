/**
 * Gives what differs from run to run (ids, one-time passwords) names that do not: those of the fixed world by their own
 * names, all others numbered by first appearance within their kind. `{customer alpha}` in a call is turned back.
 */
export class IdBook {
  readonly #marks = new Map<string, string>();
  readonly #values = new Map<string, string>();
  readonly #counts = new Map<string, number>();

  /** Enters something of the world. */
  name(kind: string, value: number | string, label: string): void {
    const mark = `{${kind} ${label}}`;
    this.#marks.set(`${kind} ${value}`, mark);
    this.#values.set(mark, String(value));
  }

  /** The mark of a value; a new one for what has not appeared before. */
  markOf(kind: string, value: string): string {
    const known = this.#marks.get(`${kind} ${value}`);
    if (known) return known;
    const count = (this.#counts.get(kind) ?? 0) + 1;
    this.#counts.set(kind, count);
    this.name(kind, value, String(count));
    return `{${kind} ${count}}`;
  }

  /** Puts this run's values in the place of marks. @throws if one has not appeared in this run */
  resolve(text: string): string {
    return text.replace(/\{(customer|web_user|tariff|group|entry|audit|password) [^{}]+\}/g, (mark) => {
      const value = this.#values.get(mark);
      if (value === undefined) throw new Error(`${mark} has not appeared`);
      return value;
    });
  }
}
