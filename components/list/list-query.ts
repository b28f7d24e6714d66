/** The query of an address, as Next gives it to a page. */
export type Query = Readonly<Record<string, string | readonly string[] | undefined>>;

/** Changes the query of an address; null removes a parameter. The address of a list holds its whole state. */
export function addressOf(
  path: string,
  query: Query,
  changes: Readonly<Record<string, string | null>>,
): string {
  const text = queryText({ ...query, ...changes });
  return text ? `${path}?${text}` : path;
}

/** The address of a list without some parameters, and so from its first page on: that without a filter, by its fields. */
export function addressWithout(path: string, query: Query, ...names: readonly string[]): string {
  return addressOf(path, query, Object.fromEntries(["after", ...names].map((name) => [name, null])));
}

/** A query as text, without empty values. */
export function queryText(
  query: Readonly<Record<string, string | readonly string[] | null | undefined>>,
): string {
  const next = new URLSearchParams();
  for (const [name, value] of Object.entries(query))
    for (const one of typeof value === "string" ? [value] : (value ?? []))
      if (one !== "") next.append(name, one);
  return next.toString();
}

/** The same whatever the order of the parameters, to tell whether two addresses ask for the same. */
export function sameQuery(one: string, other: string): boolean {
  const sorted = (text: string) =>
    [...new URLSearchParams(text)]
      .filter(([, value]) => value !== "")
      .map(([name, value]) => `${name}=${value}`)
      .toSorted()
      .join("&");
  return sorted(one) === sorted(other);
}
