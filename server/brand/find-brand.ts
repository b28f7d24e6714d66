import { database, type Queries } from "../database/client";
import { idsOn } from "../tree/tree";
import { type BrandValues, valuesOf } from "./brand-values";
import { onBrandChange } from "./changes/watch-changes";
import { customerOfAlias } from "./hosts";
import { styleVersion } from "./make-style";
import { pictureAddress } from "./picture/read-picture";
import { restyleOlder } from "./restyle";

/** A brand's picture, as a page needs it. */
export type ShownPicture = { readonly src: string; readonly width: number; readonly height: number };

/** A brand, as a page needs it. */
export type Brand = BrandValues & {
  /** the customer who owns it */
  readonly i_customer: number;
  readonly logo_light: ShownPicture | null;
  readonly logo_dark: ShownPicture | null;
  readonly favicon: string | null;
  /** the address of its stylesheet; null: it has none */
  readonly stylesheet: string | null;
};

const known = new Map<string, Brand | null>();
const mostKnown = 20_000;
/** counts changes, so that a look-up that a change overtook is not cached */
let changes = 0;
onBrandChange(() => {
  known.clear();
  changes += 1;
});

/**
 * Finds the brand of a customer's pages: its own, else the nearest above; null: the service's own. Costs one query, and
 * then none until a brand changes. Source: semantics, 'Branding'.
 * @param path the customer's
 */
export async function brandOf(path: string): Promise<Brand | null> {
  return await remembered(path, async () => {
    const [row] = await database().$queryRaw<Row[]>`
      SELECT b.*, l.width AS light_width, l.height AS light_height, d.width AS dark_width, d.height AS dark_height
        FROM brands b JOIN customers c ON c.i_customer = b.i_customer
        LEFT JOIN brand_files l ON l.i_customer = b.i_customer AND l.hash = b.logo_light
        LEFT JOIN brand_files d ON d.i_customer = b.i_customer AND d.hash = b.logo_dark
       WHERE b.i_customer = ANY (${idsOn(path)}::int[])
       ORDER BY c.depth DESC LIMIT 1`;
    if (!row) return null;
    const style = row.style_version < styleVersion ? await restyleOlder(row.i_customer) : row.style_hash;
    return brandFrom({ ...row, style_hash: style });
  });
}

/** Finds the brand of the pages before log-in: that of the customer whose alias the host is; null: the service's own. */
export async function brandOfHost(host: string): Promise<Brand | null> {
  const i_customer = await customerOfAlias(host);
  if (i_customer === null) return null;
  const path = paths.get(i_customer) ?? (await findPath(i_customer));
  return path === null ? null : await brandOf(path);
}

/** The paths of customers, which never change. */
const paths = new Map<number, string>();

async function findPath(i_customer: number): Promise<string | null> {
  const found = await database().customer.findUnique({ where: { i_customer }, select: { path: true } });
  if (paths.size >= mostKnown) paths.clear();
  if (found) paths.set(i_customer, found.path);
  return found?.path ?? null;
}

/** The brand under which a customer knows the service, for mail to that customer; null: the product's own. */
export async function brandFor(db: Queries, i_customer: number): Promise<Brand | null> {
  const found = await db.customer.findUnique({ where: { i_customer }, select: { path: true } });
  return found && (await brandOf(found.path));
}

async function remembered(key: string, find: () => Promise<Brand | null>): Promise<Brand | null> {
  const held = known.get(key);
  if (held !== undefined) return held;
  const before = changes;
  const found = await find();
  if (changes !== before) return found;
  // anybody can send any name, and those must not fill the memory
  if (known.size >= mostKnown) known.clear();
  known.set(key, found);
  return found;
}

type Row = Readonly<Record<keyof BrandValues, unknown>> & {
  readonly i_customer: number;
  readonly logo_light: string | null;
  readonly logo_dark: string | null;
  readonly favicon: string | null;
  readonly style_hash: string;
  readonly style_version: number;
  readonly light_width: number | null;
  readonly light_height: number | null;
  readonly dark_width: number | null;
  readonly dark_height: number | null;
};

function brandFrom(row: Row): Brand {
  return {
    ...valuesOf(row),
    i_customer: row.i_customer,
    logo_light: shown(row.logo_light, row.light_width, row.light_height),
    logo_dark: shown(row.logo_dark, row.dark_width, row.dark_height),
    favicon: row.favicon ? pictureAddress(row.favicon) : null,
    stylesheet: row.style_hash === "" ? null : `/branding/${row.style_hash}.css`,
  };
}

function shown(hash: string | null, width: number | null, height: number | null): ShownPicture | null {
  return hash && width && height ? { src: pictureAddress(hash), width, height } : null;
}
