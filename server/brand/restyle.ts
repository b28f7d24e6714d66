import { database, type Queries } from "../database/client";
import { valuesOf } from "./brand-values";
import { makeStyle, type Style, styleVersion } from "./make-style";

/**
 * Makes the stylesheet of a customer's own brand and stores it under its hash.
 * @returns the hash; '' if there is nothing to serve
 */
export async function restyle(db: Queries, i_customer: number): Promise<string> {
  const row = await db.brand.findUnique({
    where: { i_customer },
    include: { customer: { select: { css: true } } },
  });
  if (!row) return "";
  const style = makeStyle({
    values: valuesOf(row),
    logo_light: row.logo_light,
    logo_dark: row.logo_dark,
    css: row.customer.css,
  });
  await keepStyle(db, i_customer, style);
  return style.hash;
}

async function keepStyle(db: Queries, i_customer: number, { hash, css }: Style): Promise<void> {
  // open pages still link the previous one, so keep it for a while
  await db.$executeRaw`
    UPDATE brand_styles SET used_at = now()
     WHERE hash = (SELECT style_hash FROM brands WHERE i_customer = ${i_customer})`;
  if (hash !== "") {
    await db.$executeRaw`
      INSERT INTO brand_styles (hash, css) VALUES (${hash}, ${css})
      ON CONFLICT (hash) DO UPDATE SET used_at = now()`;
  }
  await db.brand.update({
    where: { i_customer },
    data: { style_hash: hash, style_version: styleVersion },
    select: { i_customer: true },
  });
}

/**
 * Does the same for a stylesheet that another version of the program made. Whoever comes first does it once, from what
 * is stored at that moment.
 * @returns the hash; leaves a newer program's stylesheet alone
 */
export async function restyleOlder(i_customer: number): Promise<string> {
  return await database().$transaction(async (db) => {
    // the same lock that saving takes
    await db.$queryRaw`SELECT 1 FROM customers WHERE i_customer = ${i_customer} FOR NO KEY UPDATE`;
    const row = await db.brand.findUnique({
      where: { i_customer },
      select: { style_hash: true, style_version: true },
    });
    if (!row) return "";
    return row.style_version < styleVersion ? await restyle(db, i_customer) : row.style_hash;
  });
}

/** Finds a stylesheet by its hash; null: there is none. */
export async function findStyle(db: Queries, hash: string): Promise<string | null> {
  const found = await db.brandStyle.findUnique({ where: { hash }, select: { css: true } });
  return found?.css ?? null;
}
