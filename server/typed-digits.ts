import { withAsciiDigits } from "@/attributes/plain-digits";

/**
 * A code as its owner typed or pasted it, in any digits and letter case, without what people put between its groups:
 * blanks, dashes, dots, and marks that nobody sees.
 */
export function withoutGroups(typed: string): string {
  return withAsciiDigits(typed.normalize("NFKC"))
    .replace(/[\s.\p{Pd}\u2212\p{Cf}\p{Default_Ignorable_Code_Point}]/gu, "")
    .toLowerCase();
}
