import type { Queries } from "../database/client";

/** Notes, in the transaction that changes a brand or an alias, that every process must forget what it knows of them. */
export async function noteBrandChange(db: Queries): Promise<void> {
  await db.brandChange.create({ data: {}, select: { i_brand_change: true } });
}
