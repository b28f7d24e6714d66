import pg from "pg";

/** A statement, as the driver sent it. */
export type Sent = {
  readonly text: string;
  readonly values: readonly unknown[];
  /** whether the first value of its first row is the id of a new customer */
  readonly makesId: boolean;
};

/** Records the statements that the driver sends while `act` runs, including those of the transaction itself. */
export async function record(act: () => Promise<unknown>): Promise<Sent[]> {
  const statements: Sent[] = [];
  const original = pg.Client.prototype.query;
  // the driver's method has many signatures; we read text and values and pass everything on
  const spy = function (this: pg.Client, ...given: unknown[]): unknown {
    const [first, second] = given;
    const config = typeof first === "string" ? { text: first, values: second } : (first as QueryConfig);
    const values = Array.isArray(config.values) ? config.values : [];
    statements.push({ text: config.text, values, makesId: config.text.includes("nextval") });
    return Reflect.apply(original, this, given);
  };
  pg.Client.prototype.query = spy as typeof original;
  try {
    await act();
  } finally {
    pg.Client.prototype.query = original;
  }
  return statements;
}

type QueryConfig = { readonly text: string; readonly values?: unknown };

/** Replaces what is new in each call by placeholders: a name, a nonce, and the id that the database assigns. */
export function withMarks(statements: readonly Sent[], name: string, nonce: string, id: number): Sent[] {
  const mark = (value: unknown): unknown => {
    if (value === id || value === String(id)) return "{id}";
    if (value === nonce) return "{fresh}";
    if (typeof value !== "string") return value;
    return value.replaceAll(name, "{fresh}").replaceAll(`/${id}/`, "/{id}/").replaceAll(`:${id}`, ":{id}");
  };
  return statements.map((statement) => ({ ...statement, values: statement.values.map(mark) }));
}
