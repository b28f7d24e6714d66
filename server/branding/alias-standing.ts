import type { Queries } from "../database/client";
import { notFound } from "../operation";
import { countPasskeys } from "./count-passkeys";
import { recordName } from "./find-token";
import { servedForMs } from "./judge-look";
import { isLocalAlias } from "./local-alias";
import { unicodeAlias } from "./unicode-alias";

export const aliasStates = ["none", "waiting", "taken", "verified", "lost"] as const;

/** How it stands with a customer's alias. */
export type AliasStanding = {
  readonly i_customer: number;
  /** in its ASCII form; '': it has none */
  readonly alias: string;
  /** as its people write it, where that differs and cannot be taken for another name */
  readonly alias_unicode: string | null;
  /** `taken`: the record is there, and the alias another's; never whose */
  readonly state: (typeof aliasStates)[number];
  /** the TXT record to set; null: none is needed */
  readonly record: { readonly name: string; readonly value: string } | null;
  /** null: it was not looked at yet */
  readonly looked_at: Date | null;
  /** the last look got no answer from DNS, which proves nothing */
  readonly unanswered: boolean;
  /** of a lost one */
  readonly lost_at: Date | null;
  readonly served_until: Date | null;
  /** how many passkeys end with it */
  readonly passkeys: number;
};

type Row = {
  readonly alias: string;
  readonly path: string;
  readonly verified: boolean;
  readonly token: string | null;
  readonly looked_at: Date | null;
  readonly seen: string | null;
  readonly lost_at: Date | null;
};

/** Reads it; who may was asked before. @throws Refusal 404 */
export async function findAliasStanding(db: Queries, i_customer: number): Promise<AliasStanding> {
  const [row] = await db.$queryRaw<Row[]>`
    SELECT c.dns_alias AS alias, c.path, c.alias_verified_at IS NOT NULL AS verified, p.token, p.looked_at, p.seen, p.lost_at
      FROM customers c LEFT JOIN alias_proofs p USING (i_customer) WHERE c.i_customer = ${i_customer}`;
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
    passkeys: await countPasskeys(db, row.path, alias),
  };
}

function stateOf({ alias, verified, lost_at, seen }: Row): AliasStanding["state"] {
  if (alias === "") return "none";
  if (isLocalAlias(alias)) return "verified";
  if (verified) return lost_at ? "lost" : "verified";
  return seen === "taken" ? "taken" : "waiting";
}
