import { statementsOf } from "../database/recorded-statements";

/** A statement, as the driver sent it. */
export type Sent = {
  readonly text: string;
  readonly values: readonly unknown[];
  /** whether the first value of its first row is the id of a new customer */
  readonly makesId: boolean;
};

/** Records the statements that the driver sends while `act` runs, including those of the transaction itself. */
export async function record(act: () => Promise<unknown>): Promise<Sent[]> {
  const sent = await statementsOf(act);
  return sent.map(({ text, values }) => ({ text, values, makesId: text.includes("nextval") }));
}

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
