import { z } from "zod";
import { type Actor, authorOf } from "../actor/actor";
import type { Queries } from "../database/client";
import type { Prisma } from "../database/generated/client";
import { type BrandValues, noValues, valuesOf } from "./brand-values";
import { noteBrandChange } from "./changes/change-hosts";
import { restyle } from "./restyle";

/** A customer's own brand, apart from its stylesheet. */
export type OwnBrand = {
  readonly values: BrandValues;
  readonly logo_light: string | null;
  readonly logo_dark: string | null;
  readonly favicon: string | null;
};

export const noBrand: OwnBrand = { values: noValues, logo_light: null, logo_dark: null, favicon: null };

const stored = z.record(z.string(), z.unknown()).catch({});
const hash = z.string().nullable().catch(null);

/** Parses a stored version. Only `writeBrand` writes them. */
export function ownBrandOf(kept: unknown): OwnBrand {
  const brand = { ...noValues, ...stored.parse(kept) };
  const { logo_light, logo_dark, favicon } = brand as Readonly<Record<string, unknown>>;
  return {
    values: valuesOf(brand),
    logo_light: hash.parse(logo_light),
    logo_dark: hash.parse(logo_dark),
    favicon: hash.parse(favicon),
  };
}

/** Finds a customer's own brand; without a row, nothing is set. */
export async function findOwnBrand(db: Queries, i_customer: number): Promise<OwnBrand> {
  const row = await db.brand.findUnique({ where: { i_customer } });
  if (!row) return noBrand;
  const { logo_light, logo_dark, favicon } = row;
  return { values: valuesOf(row), logo_light, logo_dark, favicon };
}

/** How many versions we keep: as many as the page shows. */
const mostVersions = 50;

/**
 * Writes a customer's own brand in the caller's transaction: a version, the stylesheet to serve (its source is in the
 * customer's row), and the note for all processes. If nothing is set any longer, the customer has no brand of its own and
 * the nearest above is in force.
 */
export async function writeBrand(
  db: Queries,
  actor: Actor,
  i_customer: number,
  brand: OwnBrand,
): Promise<void> {
  const { css } = await db.customer.findUniqueOrThrow({ where: { i_customer }, select: { css: true } });
  const { values, ...pictures } = brand;
  const { footer_links, ...fields } = values;
  const columns = { ...fields, ...pictures, footer_links: [...footer_links], updated_at: new Date() };
  const isNone =
    css === "" &&
    footer_links.length === 0 &&
    [...Object.values(fields), ...Object.values(pictures)].every((value) => value === "" || value === null);
  if (isNone) await db.brand.deleteMany({ where: { i_customer } });
  else {
    await db.brand.upsert({
      where: { i_customer },
      create: { i_customer, ...columns },
      update: columns,
      select: { i_customer: true },
    });
    await restyle(db, i_customer);
  }
  if (!(await dropVersionSince(db, actor, i_customer)))
    await keepVersion(db, actor, i_customer, {
      css,
      columns: { ...fields, ...pictures, footer_links: [...footer_links] },
    });
  await noteBrandChange(db);
}

/** Takes back the only version since the one that an undoing names: the one that its job saved. */
async function dropVersionSince(db: Queries, { job }: Actor, i_customer: number): Promise<boolean> {
  const before = job?.back?.brand_version;
  if (before === undefined) return false;
  const since = { i_customer, i_brand_version: { gt: before } };
  if ((await db.brandVersion.count({ where: since })) !== 1) return false;
  await db.brandVersion.deleteMany({ where: since });
  return true;
}

async function keepVersion(
  db: Queries,
  actor: Actor,
  i_customer: number,
  { css, columns }: { readonly css: string; readonly columns: Prisma.InputJsonObject },
): Promise<void> {
  await db.brandVersion.create({
    data: {
      i_customer,
      set_by: authorOf(actor).i_customer,
      set_by_login: authorOf(actor).login,
      brand: columns,
      css,
    },
    select: { i_brand_version: true },
  });
  await db.$executeRaw`
    DELETE FROM brand_versions WHERE i_customer = ${i_customer} AND i_brand_version NOT IN (
      SELECT v.i_brand_version FROM brand_versions v WHERE v.i_customer = ${i_customer}
       ORDER BY v.i_brand_version DESC LIMIT ${mostVersions})`;
}
