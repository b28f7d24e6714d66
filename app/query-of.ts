/** What an address asks, as a page is given it: a name that comes more than once has a list. */
export function queryOf(request: Request): Record<string, string | string[]> {
  const given = new URL(request.url).searchParams;
  const query: Record<string, string | string[]> = {};
  for (const name of new Set(given.keys())) {
    const [first = "", ...others] = given.getAll(name);
    query[name] = others.length ? [first, ...others] : first;
  }
  return query;
}
