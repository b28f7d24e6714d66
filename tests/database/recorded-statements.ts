import pg from "pg";

/** A statement as the driver sent it; the name is '' if it was not prepared by name. */
export type Sent = { readonly text: string; readonly name: string; readonly values: readonly unknown[] };

/** Calls `see` with each statement that the driver sends, in their order, and the connection. @returns ends it */
export function watchStatements(see: (sent: Sent, client: pg.Client) => void): () => void {
  const original = pg.Client.prototype.query;
  // the driver's method has many signatures; we only look at them, and pass everything on
  const spy = function (this: pg.Client, ...given: unknown[]): unknown {
    const [first, second] = given;
    const config = typeof first === "string" ? { text: first, values: second } : (first as pg.QueryConfig);
    const { text = "", name = "", values } = config as Partial<pg.QueryConfig>;
    see({ text, name, values: Array.isArray(values) ? values : [] }, this);
    return Reflect.apply(original, this, given);
  };
  pg.Client.prototype.query = spy as typeof original;
  return () => {
    pg.Client.prototype.query = original;
  };
}

/** Records the statements that the driver sends while `act` runs. */
export async function statementsOf(act: () => Promise<unknown>): Promise<Sent[]> {
  const sent: Sent[] = [];
  const end = watchStatements((one) => sent.push(one));
  try {
    await act();
  } finally {
    end();
  }
  return sent;
}
