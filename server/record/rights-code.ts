import { attributeOf } from "@/attributes/customer";
import { delegatedNames } from "@/attributes/lists";
import { areaOf, everyAction, sourceOf } from "@/attributes/rights";
import { Prisma } from "../database/generated/client";
import type { EffectiveRights } from "../tree/rights";

/** How many bits a right takes in the code: a mask as many as it has, all others one. */
function widthOf(name: string): number {
  return areaOf(name) === undefined ? 1 : Math.ceil(Math.log2(everyAction + 1));
}

/** The place of each right's first bit. */
const places = new Map<string, number>();
for (const name of delegatedNames) {
  const [last] = [...places].slice(-1);
  places.set(name, last ? last[1] + widthOf(last[0]) : 0);
}

/**
 * All that somebody can be given and hold as a right, as one number: an expression on the columns of `customers`. The index
 * `customers_rights_idx` has it, so that we find those of one parent who hold something without looking at all others.
 * @param table what columns are named with, such as `c.`
 */
export function rightsCode(table: "" | "c." = "c."): Prisma.Sql {
  return Prisma.raw(
    `(${delegatedNames.map((name) => `(${table}"${name}"::int << ${places.get(name)})`).join(" | ")})`,
  );
}

/** The bits of the code that stand for bits of rights, each by its attribute. */
export function codeOf(bits: Readonly<Record<string, number>>): number {
  return delegatedNames.reduce((code, name) => code | ((bits[name] ?? 0) << (places.get(name) ?? 0)), 0);
}

/** What a customer can give, as an expression of a code, as another code. */
export function givableCode(code: Prisma.Sql): Prisma.Sql {
  const others = delegatedNames.filter((name) => sourceOf(name) !== name);
  const given = others.map((name) => {
    const [source, all] = [codeOf({ [sourceOf(name)]: 1 }), codeOf({ [name]: 1 })];
    return Prisma.sql`CASE WHEN (${code} & ${source}::int) <> 0 THEN ${all}::int ELSE 0 END`;
  });
  const kept = ~codeOf(Object.fromEntries(others.map((name) => [name, 1])));
  return Prisma.sql`((${code} & ${kept}::int) | ${Prisma.join(given, " | ")})`;
}

/** The bits of the code that somebody with some effective rights cannot have given: 0 if they have everything. */
export function dormantBits(rights: EffectiveRights): number {
  return delegatedNames.reduce((bits, name) => {
    const all = 2 ** widthOf(name) - 1;
    // a feature that its holder has is whole; of a mask they may have some bits
    const kind = attributeOf(name).kind.kind;
    const given = rights[sourceOf(name)] ?? 0;
    const held = kind === "feature" ? (given ? all : 0) : given & all;
    return bits | ((all & ~held) << (places.get(name) ?? 0));
  }, 0);
}

/** The codes that occur among somebody's direct sub-customers and have some of these bits, each found by one look at the index. */
export function codesWith(bits: number, i_wholesaler: number): Prisma.Sql {
  const next = (beyond: Prisma.Sql) => Prisma.sql`(
    SELECT ${rightsCode()} AS code FROM customers c WHERE c.i_wholesaler = ${i_wholesaler}::int ${beyond}
     ORDER BY ${rightsCode()} LIMIT 1)`;
  return Prisma.sql`
    WITH RECURSIVE codes (code) AS (
      SELECT ${next(Prisma.empty)} AS code
       UNION ALL
      SELECT ${next(Prisma.sql`AND ${rightsCode()} > codes.code`)} FROM codes WHERE codes.code IS NOT NULL)
    SELECT code FROM codes WHERE (code & ${bits}::int) <> 0`;
}
