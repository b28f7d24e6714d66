import pg from "pg";

/** A statement as the driver sent it; the name is '' if it was not prepared by name. */
export type Sent = { readonly text: string; readonly name: string };

/** Records the statements that the driver sends while `act` runs, in their order. */
export async function statementsOf(act: () => Promise<unknown>): Promise<Sent[]> {
  const sent: Sent[] = [];
  const original = pg.Client.prototype.query;
  // the driver's method has many signatures; only text and name are looked at, and everything is passed on
  const spy = function (this: pg.Client, ...given: unknown[]): unknown {
    const [first] = given;
    const { text, name } = typeof first === "string" ? { text: first } : (first as Partial<Sent>);
    sent.push({ text: text ?? "", name: name ?? "" });
    return Reflect.apply(original, this, given);
  };
  pg.Client.prototype.query = spy as typeof original;
  try {
    await act();
  } finally {
    pg.Client.prototype.query = original;
  }
  return sent;
}
