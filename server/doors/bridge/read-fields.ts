/** The fields of a call, by name. */
export type Fields = ReadonlyMap<FieldName, string>;

const fieldNames = ["username", "apipassword", "action", "JSONString"] as const;
type FieldName = (typeof fieldNames)[number];

/**
 * Reads the four fields of a query or a form. What cannot be decoded, or stands twice, is not there: an error of ours could
 * quote a secret. Others are ignored.
 */
export function fieldsIn(text: string): Fields {
  const fields = new Map<FieldName, string>();
  const twice = new Set<FieldName>();
  for (const part of text.split("&")) {
    const at = part.indexOf("=");
    const name = fieldNames.find((one) => one === part.slice(0, at));
    const value = decoded(part.slice(at + 1));
    if (name === undefined || value === null) continue;
    if (fields.has(name)) twice.add(name);
    fields.set(name, value);
  }
  for (const name of twice) fields.delete(name);
  return fields;
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch {
    return null;
  }
}
