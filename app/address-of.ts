type Query = Readonly<Record<string, string | readonly string[] | undefined>>;

/** An address with its query changed: what is null is left out. Every list has an address that says all of it. */
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
