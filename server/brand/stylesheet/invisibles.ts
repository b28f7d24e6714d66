// direction marks and overrides, joiners, zero-width spaces; but not the variation selector that makes an emoji
const invisibles = /(?!\uFE0F)\p{Default_Ignorable_Code_Point}|[\uFFF9-\uFFFB]/gu;

/**
 * Replaces every invisible character and every one that changes the direction of the text. Source: Unicode,
 * Default_Ignorable_Code_Point.
 */
export function withoutInvisibles(text: string, replacement = ""): string {
  return text.replace(invisibles, replacement);
}
