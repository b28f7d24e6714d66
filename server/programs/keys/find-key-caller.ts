import { timingSafeEqual } from "node:crypto";
import type { KeyAreas } from "@/attributes/key-areas";
import { type AccessLevel, isAccessLevel } from "../../actor/access-levels";
import type { KeyOfActor } from "../../actor/actor";
import {
  type ProgramStanding,
  type StandingRow,
  standingColumns,
  standingIn,
} from "../../credentials/api-access";
import { isValidKey } from "../../credentials/keys/key-row";
import { prefixOf } from "../../credentials/keys/key-text";
import { database } from "../../database/client";
import { Prisma } from "../../database/generated/client";
import { readRows } from "../../database/rows";
import { hashToken } from "../../ground/keys/token";
import { inNetworks, parseNetwork } from "../../ground/network/networks";
import { sharedReads } from "../../ground/shared-reads";
import { noteKeyUse } from "./key-uses";

/** The caller behind a key, with everything that decides whether we let the call in. */
export type KeyCaller = ProgramStanding & {
  readonly i_customer: number;
  readonly i_web_user: number;
  readonly login: string;
  readonly access_level: AccessLevel;
  /** the customer's path, for what only some hosts serve */
  readonly path: string;
  /** the customer whose user had set the password in force when the key was made; null: its owner had */
  readonly credential_set_by: number | null;
  readonly key: KeyOfActor;
  /** whether the key is taken from this address */
  readonly here: boolean;
};

/**
 * Finds who calls with a key that is valid now, in one query, which calls of the same moment share. An unknown key, one that
 * has ended and one with a wrong secret are alike, and cost the same work: for an unknown one it does the same for root and
 * discards it. Whether the caller is let in says `standingRefusal`, and `here`. Notes the use for the key's owner.
 * @param text what came in
 * @param address the caller's; null: unknown, and then a key for some networks is not taken
 * @returns null: it is no valid key
 */
export async function findKeyCaller(text: string, address: string | null): Promise<KeyCaller | null> {
  const prefix = prefixOf(text);
  if (prefix === null) return null;
  const row = await rowOf(prefix);
  const same = timingSafeEqual(Buffer.from(hashToken(text)), Buffer.from(row.key_hash ?? hashToken(prefix)));
  if (!same || row.i_key === null || !row.valid || !isAccessLevel(row.access_level)) return null;
  const { i_customer, path, i_web_user, login, access_level, credential_set_by, i_key, line, areas } = row;
  noteKeyUse(i_key, address);
  const here = isTakenFrom(row.networks ?? [], address);
  return {
    ...standingIn(row),
    i_customer,
    path,
    i_web_user,
    login,
    access_level,
    credential_set_by,
    key: { i_key, line: line ?? i_key, prefix, areas: areas ?? {} },
    here,
  };
}

const rowOf = sharedReads(async (prefix) => {
  const [row] = await readRows<Row>(
    database(),
    Prisma.sql`
    WITH k AS MATERIALIZED (SELECT * FROM api_keys WHERE prefix = ${prefix})
    SELECT k.i_key, k.line, k.key_hash, to_json(k.areas) AS areas, to_json(k.networks) AS networks, k.credential_set_by,
           ${isValidKey} AS valid,
           c.i_customer, c.path, w.i_web_user, w.login, w.access_level, ${standingColumns}
      FROM (SELECT) AS one
      LEFT JOIN k ON true
      JOIN web_users w ON w.i_web_user = coalesce(k.i_web_user,
                            (SELECT r.i_web_user FROM web_users r WHERE r.i_customer = 1 AND r.default_user))
      JOIN customers c ON c.i_customer = w.i_customer`,
  );
  if (!row) throw new Error("root has a default web user");
  return row;
});

/** The key's own columns are null where there is none. */
type Row = StandingRow & {
  readonly i_key: number | null;
  readonly line: number | null;
  readonly key_hash: string | null;
  readonly areas: KeyAreas | null;
  readonly networks: readonly string[] | null;
  readonly credential_set_by: number | null;
  readonly valid: boolean | null;
  readonly i_customer: number;
  readonly path: string;
  readonly i_web_user: number;
  readonly login: string;
  readonly access_level: string;
};

function isTakenFrom(networks: readonly string[], address: string | null): boolean {
  if (networks.length === 0) return true;
  const parsed = networks.map(parseNetwork).filter((network) => network !== null);
  return address !== null && inNetworks(parsed, address);
}
