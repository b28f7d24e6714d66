/** The pattern of LIKE for texts that contain a part, whatever signs are in it. */
export function containing(part: string): string {
  return `%${part.replace(/[\\%_]/g, "\\$&")}%`;
}
