/** The pattern of LIKE for texts that contain a part, whatever signs are in it. */
export function containing(part: string): string {
  return `%${beginningWith(part)}`;
}

/** The same for texts that begin with it. */
export function beginningWith(part: string): string {
  return `${part.replace(/[\\%_]/g, "\\$&")}%`;
}
