import { isLocalAlias, unicodeAlias } from "../brand/alias/alias-name";
import { recordName } from "../brand/alias/alias-proof";
import { servedForMs } from "../brand/alias/judge-check";
import type { Queries } from "../database/client";
import { Prisma } from "../database/generated/client";
import { readRows } from "../database/rows";
import { notFound } from "../operation/demands";

export const aliasStates = ["none", "waiting", "taken", "verified", "lost"] as const;

/** The state of a customer's alias. */
export type AliasStanding = {
  readonly i_customer: number;
  /** in its ASCII form; '': the customer has none */
  readonly alias: string;
  /** the international spelling, if there is one and nobody can mistake it for another name */
  readonly alias_unicode: string | null;
  /** `taken`: the record is right, but another customer holds the alias; never says who */
  readonly state: (typeof aliasStates)[number];
  /** the TXT record to set; null: the alias needs none */
  readonly record: { readonly name: string; readonly value: string } | null;
  /** null: nobody has looked yet */
  readonly looked_at: Date | null;
  /** DNS did not answer the last check, which proves nothing */
  readonly unanswered: boolean;
  /** when a lost alias was lost */
  readonly lost_at: Date | null;
  readonly served_until: Date | null;
  /** how many passkeys stop working if the alias ends */
  readonly passkeys: number;
};

type Row = {
  readonly alias: string;
  readonly verified: boolean;
  readonly token: string | null;
  readonly looked_at: Date | null;
  readonly seen: string | null;
  readonly lost_at: Date | null;
  readonly passkeys: number;
};

/** Reads the state of an alias. The caller has already checked who may. @throws Refusal 404 */
export async function findAliasStanding(db: Queries, i_customer: number): Promise<AliasStanding> {
  const [row] = await readRows<Row>(
    db,
    Prisma.sql`
    SELECT a.dns_alias AS alias, a.alias_verified_at IS NOT NULL AS verified, p.token, p.looked_at, p.seen, p.lost_at,
           (${passkeysOf(Prisma.sql`a.path`, Prisma.sql`a.dns_alias`)}) AS passkeys
      FROM customers a LEFT JOIN alias_proofs p USING (i_customer) WHERE a.i_customer = ${i_customer}`,
  );
  if (!row) throw notFound();
  const { alias, token, looked_at, seen, lost_at } = row;
  const needsRecord = alias !== "" && !isLocalAlias(alias) && token !== null;
  return {
    i_customer,
    alias,
    alias_unicode: unicodeAlias(alias),
    state: stateOf(row),
    record: needsRecord ? { name: recordName(alias), value: token } : null,
    looked_at,
    unanswered: seen === "failed",
    lost_at,
    served_until: lost_at ? new Date(lost_at.getTime() + servedForMs) : null,
    passkeys: row.passkeys,
  };
}

function stateOf({ alias, verified, lost_at, seen }: Row): AliasStanding["state"] {
  if (alias === "") return "none";
  if (isLocalAlias(alias)) return "verified";
  if (verified) return lost_at ? "lost" : "verified";
  return seen === "taken" ? "taken" : "waiting";
}

/**
 * Counts the passkeys that an alias takes with it: a passkey works only on the host that created it, and only the
 * alias's customer and those below log in there.
 * @param path the customer's materialised path
 */
export async function countPasskeys(db: Queries, path: string, alias: string): Promise<number> {
  const [row] = await readRows<{ count: number }>(db, passkeysOf(Prisma.sql`${path}`, Prisma.sql`${alias}`));
  return row?.count ?? 0;
}

/** No alias is the host of a passkey. */
function passkeysOf(path: Prisma.Sql, alias: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
    SELECT count(*)::int AS count
      FROM factors f JOIN web_users w USING (i_web_user) JOIN customers c USING (i_customer)
     WHERE f.kind = 'passkey' AND f.host = ${alias} AND f.host <> '' AND starts_with(c.path, ${path})`;
}
