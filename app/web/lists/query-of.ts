/** The query of an address in the form that pages get it: a repeated name has a list. */
export function queryOf(request: Request): Record<string, string | string[]> {
  return queryIn(new URL(request.url).search);
}

/** The same of its text. */
export function queryIn(text: string): Record<string, string | string[]> {
  const given = new URLSearchParams(text);
  const query: Record<string, string | string[]> = {};
  for (const name of new Set(given.keys())) {
    const [first = "", ...others] = given.getAll(name);
    query[name] = others.length ? [first, ...others] : first;
  }
  return query;
}
