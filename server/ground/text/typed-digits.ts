import { withAsciiDigits } from "@/attributes/reading/plain-digits";

/**
 * Reads a code that its owner typed or pasted, in any digits and letter case. Drops what people put between its groups:
 * blanks, dashes, dots and invisible marks.
 */
export function withoutGroups(typed: string): string {
  return withAsciiDigits(typed.normalize("NFKC"))
    .replace(/[\s.\p{Pd}\u2212\p{Cf}\p{Default_Ignorable_Code_Point}]/gu, "")
    .toLowerCase();
}
