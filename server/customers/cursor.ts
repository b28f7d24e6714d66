/** A place in a sorted list: the value sorted by, and the id that tells equal ones apart. */
export type Cursor = { readonly value: string; readonly id: number; readonly backwards: boolean };

/** The place as text for an address. */
export function writeCursor(value: string, id: number, backwards: boolean): string {
  return Buffer.from(JSON.stringify([value, id, backwards ? 1 : 0])).toString("base64url");
}

/** @returns null for what is no place: the list then begins at its beginning */
export function readCursor(text: string | null): Cursor | null {
  if (!text) return null;
  try {
    const [value, id, backwards]: unknown[] = JSON.parse(Buffer.from(text, "base64url").toString());
    if (typeof value !== "string" || value.includes("\0") || !Number.isInteger(id)) return null;
    return { value, id: Number(id), backwards: backwards === 1 };
  } catch {
    return null;
  }
}
