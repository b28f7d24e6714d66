import { type Brand, brandOf } from "../brand/find-brand";
import { cleanStylesheet } from "../brand/stylesheet/clean-stylesheet";
import { findOwnBrand, noBrand, type OwnBrand, ownBrandOf } from "../brand/write-brand";
import type { Queries } from "../database/client";
import { readId } from "../input/read-id";
import { notFound } from "../operation/demands";
import { operation } from "../operation/operation";
import { idsOn, type Node } from "../tree/tree";

/** A saved version of a brand. */
export type BrandVersionLine = {
  readonly i_brand_version: number;
  readonly at: Date;
  /** who saved it; null: somebody above the reader */
  readonly by: string | null;
};

/** What the brand editor shows. */
export type BrandView = {
  readonly self: boolean;
  readonly own: OwnBrand & { readonly css: string };
  /** the brand in force: the customer's own, or the nearest above; null: the service's own */
  readonly inForce: Omit<Brand, "i_customer"> | null;
  /** who owns it: the customer, a customer that the reader sees, or somebody above the reader; null: the service */
  readonly from: "own" | "below" | "above" | null;
  /** the owner's name, if the reader may see that customer */
  readonly owner: string | null;
  /** the newest first; at most 50 */
  readonly versions: readonly BrandVersionLine[];
};

/**
 * Returns the brand of one's own customer or of one below, with its earlier versions.
 * @param raw `i_brand_version`: start the editor from that version; `start` = `parent`: from the nearest brand above
 * @throws Refusal 404 no such customer or version, or not yours
 */
export const getBrand = operation({
  name: "getBrand",
  effect: "reads",
  tag: "brand",
  input: (raw) => ({
    i_customer: readId(raw, "i_customer"),
    i_brand_version: raw.i_brand_version === undefined ? undefined : readId(raw, "i_brand_version"),
    fromParent: raw.start === "parent",
  }),
  needs: {
    about: { what: "customer", by: ["i_customer"], whose: "own-or-below", opens: true },
    right: null,
    // only those who may restore a version may look at it
    acts: {
      of: ({ i_brand_version, fromParent }) =>
        i_brand_version !== undefined || fromParent ? ["read", "manage"] : ["read"],
      some: [["read"]],
    },
    scope: "none",
  },
  async run({ db, actor, target, input }): Promise<BrandView> {
    const { lineage, customer, relation } = target;
    const { i_customer } = customer;
    const nearest = await brandOf(customer.path);
    const home = lineage.findIndex((node) => node.i_customer === actor.i_customer);
    const owner = lineage.slice(home).find((node) => node.i_customer === nearest?.i_customer);
    return {
      self: relation === "own",
      own: await startingPoint(db, customer, lineage, { ...input, home }),
      inForce: nearest && withoutOwner(nearest),
      from: nearest === null ? null : nearest.i_customer === i_customer ? "own" : owner ? "below" : "above",
      owner: owner?.name ?? null,
      versions: await findVersions(db, customer, actor.i_customer),
    };
  },
});

type Asked = {
  readonly i_brand_version: number | undefined;
  readonly fromParent: boolean;
  /** the index of the reader's customer in the lineage */
  readonly home: number;
};

/** What the editor starts from: the present brand, an earlier version, or the nearest brand above. */
async function startingPoint(
  db: Queries,
  { i_customer }: Node,
  lineage: readonly Node[],
  { i_brand_version, fromParent, home }: Asked,
): Promise<BrandView["own"]> {
  if (i_brand_version !== undefined) {
    const version = await db.brandVersion.findFirst({ where: { i_customer, i_brand_version } });
    if (!version) throw notFound();
    return { ...ownBrandOf(version.brand), css: version.css };
  }
  if (!fromParent) return await ownOf(db, i_customer);
  const parent = lineage.at(-2);
  const above = parent ? await brandOf(parent.path) : null;
  if (!above) return { ...noBrand, css: "" };
  const brand = await ownOf(db, above.i_customer);
  const isBelow = lineage.slice(home).some((node) => node.i_customer === above.i_customer);
  // of a stylesheet from above the reader, show only what we serve anyway: no comments, nothing that we removed
  return isBelow ? brand : { ...brand, css: cleanStylesheet(brand.css).css };
}

async function ownOf(db: Queries, i_customer: number): Promise<BrandView["own"]> {
  const { css } = await db.customer.findUniqueOrThrow({ where: { i_customer }, select: { css: true } });
  return { ...(await findOwnBrand(db, i_customer)), css };
}

/** Drops the owner's id: only `from` and `owner` may say whose brand it is. */
function withoutOwner({ i_customer: _owner, ...brand }: Brand): Omit<Brand, "i_customer"> {
  return brand;
}

async function findVersions(
  db: Queries,
  { i_customer, path }: Node,
  reader: number,
): Promise<BrandVersionLine[]> {
  const rows = await db.brandVersion.findMany({
    where: { i_customer },
    select: { i_brand_version: true, at: true, set_by: true, set_by_login: true },
    orderBy: { i_brand_version: "desc" },
    take: 50,
  });
  const ids = idsOn(path);
  const above = ids.slice(0, ids.indexOf(reader));
  return rows.map(({ set_by, set_by_login, ...row }) => ({
    ...row,
    by: above.includes(set_by) ? null : (set_by_login ?? null),
  }));
}
