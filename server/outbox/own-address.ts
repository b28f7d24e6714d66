import type { Queries } from "../database/client";
import { Prisma } from "../database/generated/client";
import { readRows } from "../database/rows";
import { timeZoneName } from "../dictionaries/dictionaries";

/** The address and language of mail to a web user. */
export type OwnAddress = {
  readonly i_customer: number;
  readonly i_web_user: number;
  readonly login: string;
  readonly name: string;
  /** '': none */
  readonly email: string;
  readonly i_lang: string;
  /** the person's time zone, an IANA name */
  readonly zone: string;
};

/**
 * Finds a web user's own address: the verified one, or for a default user without one, the first of the customer's
 * `email`. Never a list, never `cc` or `bcc`.
 * @returns null if there is no such web user
 */
export async function ownAddress(db: Queries, i_web_user: number): Promise<OwnAddress | null> {
  const [row] = await readRows<Omit<OwnAddress, "zone"> & AddressRow & { readonly i_time_zone: number }>(
    db,
    Prisma.sql`
    SELECT w.i_customer, w.i_web_user, w.login, w.name, w.default_user, c.email AS listed,
           CASE WHEN w.email_verified_at IS NULL THEN '' ELSE w.email END AS email,
           coalesce(w.i_lang, c.i_lang) AS i_lang, coalesce(w.i_time_zone, c.i_time_zone) AS i_time_zone
      FROM web_users w JOIN customers c ON c.i_customer = w.i_customer
     WHERE w.i_web_user = ${i_web_user}`,
  );
  if (!row) return null;
  const { default_user, listed, i_time_zone, ...rest } = row;
  return { ...rest, email: addressIn({ ...rest, default_user, listed }), zone: timeZoneName(i_time_zone) };
}

/** What a web user's own address is made of: its verified one or '', and the customer's `email`. */
export type AddressRow = { readonly email: string; readonly default_user: boolean; readonly listed: string };

/** A web user's own address; '': none. */
export function addressIn({ email, default_user, listed }: AddressRow): string {
  return email === "" && default_user ? firstAddress(listed) : email;
}

/** The first of a list of addresses; '' if it is empty. */
export function firstAddress(list: string): string {
  return list.split(/[,;\s]+/).find((part) => part !== "") ?? "";
}
