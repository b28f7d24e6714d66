/**
 * Lets so many at once do something, and the others wait for their turn, in the order in which they came: what is sent may be
 * hundreds at once, but the database has few connections.
 */
export function turns(atOnce: number): <Result>(act: () => Promise<Result>) => Promise<Result> {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async (act) => {
    if (running >= atOnce) await new Promise<void>((start) => waiting.push(start));
    else running += 1;
    try {
      return await act();
    } finally {
      // whoever waited longest takes this place over
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  };
}
