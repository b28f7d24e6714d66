type Query = Readonly<Record<string, string | readonly string[] | undefined>>;

/** Changes the query of an address; null removes a parameter. The address of a list holds its whole state. */
export function addressOf(
  path: string,
  query: Query,
  changes: Readonly<Record<string, string | null>>,
): string {
  const next = new URLSearchParams();
  for (const [name, value] of Object.entries({ ...query, ...changes })) {
    for (const one of typeof value === "string" ? [value] : (value ?? []))
      if (one !== "") next.append(name, one);
  }
  const text = next.toString();
  return text ? `${path}?${text}` : path;
}
