/** The parts of a postal address. */
export type Address = Readonly<Record<"street_addr" | "postal_code" | "city" | "state" | "country", string>>;

/** The attributes that make an address, the one that names it first. */
export const addressParts = ["street_addr", "postal_code", "city", "state", "country"] as const;

/** An address as lines, the way it stands on an envelope: street, postal code and city, state, country. */
export function addressLines({ street_addr, postal_code, city, state, country }: Address): string[] {
  return [...linesOf(street_addr), [postal_code, city].filter(Boolean).join(" "), state, country].filter(
    Boolean,
  );
}

/** The lines of a text that have something in them. */
export function linesOf(text: string): string[] {
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean);
}
