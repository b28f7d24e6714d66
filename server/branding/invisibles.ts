// marks and overrides of direction, joiners, spaces without width; not the sign that makes an emoji of a letter
const invisibles = /(?!\uFE0F)\p{Default_Ignorable_Code_Point}|[\uFFF9-\uFFFB]/gu;

/**
 * A text without characters that are not seen, and without those that turn the direction of what follows, each of them
 * replaced. Source: Unicode, Default_Ignorable_Code_Point.
 */
export function withoutInvisibles(text: string, replacement = ""): string {
  return text.replace(invisibles, replacement);
}
