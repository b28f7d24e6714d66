import { addressLines, linesOf } from "@/attributes/address";
import type { CustomerValues } from "@/attributes/customer";
import { type ContactName, contactNames, eachOf } from "@/attributes/lists";
import { lookOf } from "../brand/brand-look";
import { brandOf, type ShownPicture } from "../brand/find-brand";
import { tokensOfBrand } from "../brand/tokens-of-brand";
import type { Queries } from "../database/client";

/** Seller or buyer on a receipt: a name, and the lines of an address. */
export type Party = { readonly name: string; readonly lines: readonly string[] };

/** Who issues a receipt. */
export type Issuer = {
  /** null: the reader may know nothing of it, and the receipt says 'your provider' */
  readonly seller: Party | null;
  /** the name that the seller's customers see; null: 'your provider' */
  readonly told: string | null;
  /** the seller has set its name or address for receipts */
  readonly isSaid: boolean;
  /** the name of the seller's brand; '': the product's own */
  readonly brand: string;
  /** the colour of its rule, `#rrggbb`, which is seen on white */
  readonly accent: string;
  /** null: its name stands there */
  readonly logo: ShownPicture | null;
  /** in place of it on a dark page; null: the same */
  readonly logo_dark: ShownPicture | null;
  /** whom to ask, according to the brand */
  readonly contact: readonly string[];
};

type Contact = Pick<CustomerValues, "name" | ContactName>;

const contact = { name: true, ...eachOf(contactNames, () => true) } as const;

/** A customer as the buyer, by its present contact data, with its e-mail addresses; null once it is deleted. */
export async function buyerOf(
  db: Queries,
  i_customer: number,
): Promise<{ readonly buyer: Party; readonly email: string } | null> {
  const row = await db.customer.findUnique({ where: { i_customer }, select: { ...contact, email: true } });
  return row && { buyer: partyOf(row), email: row.email };
}

/**
 * The parent of a customer as the seller. Customers see what it has set for receipts, else its brand's name, and nothing
 * else of somebody above them. Readers who may see the parent see its own contact data if it has set nothing.
 * Source: semantics, 'The tree'.
 * @param parent its id and path
 */
export async function issuerOf(
  db: Queries,
  parent: { readonly i_customer: number; readonly path: string },
  maySee: boolean,
): Promise<Issuer> {
  const [row, brand] = await Promise.all([
    db.customer.findUnique({
      where: { i_customer: parent.i_customer },
      select: { ...contact, own_preferences: { select: { receipt_name: true, receipt_address: true } } },
    }),
    brandOf(parent.path),
  ]);
  const { receipt_name: said = "", receipt_address: address = "" } = row?.own_preferences ?? {};
  const brandName = brand?.product_name ?? "";
  const name = said || brandName;
  const own = row && maySee ? partyOf(row) : null;
  const lines = linesOf(address);
  const seller =
    said || address ? { name: name || own?.name || "", lines } : (own ?? (name ? { name, lines } : null));
  return {
    told: name || null,
    isSaid: said !== "" || address !== "",
    // there is only an address, and the reader may not know the name
    seller: seller?.name === "" ? null : seller,
    brand: brandName,
    accent: lookOf(await tokensOfBrand(db, brand)).light.accentEdge,
    logo: brand?.logo_light ?? brand?.logo_dark ?? null,
    logo_dark: brand?.logo_dark ?? null,
    contact: [
      brand?.support_email,
      brand?.support_phone,
      brand?.support_url?.replace(/^(https:\/\/|mailto:)/, ""),
    ].filter((line): line is string => line !== undefined && line !== ""),
  };
}

function partyOf(row: Contact): Party {
  const { salutation, first_name, mid_init, last_name } = row;
  const person = [salutation, first_name, mid_init, last_name].filter(Boolean).join(" ");
  return {
    name: row.company_name || person || row.name,
    lines: [...(row.company_name && person ? [person] : []), ...addressLines(row)],
  };
}
