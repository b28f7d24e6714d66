import type { Queries } from "../../database/client";
import { Prisma } from "../../database/generated/client";
import { insertion, writeRows } from "../../database/rows";
import { hashToken, makeToken } from "../../ground/keys/token";

const hour = 60 * 60 * 1000;

/** The kinds of mailed links and how long each is valid, in milliseconds. */
export const goodFor = {
  invitation: 7 * 24 * hour,
  reset: hour / 2,
  "verify-email": 24 * hour,
  "undo-email": 7 * 24 * hour,
} as const;

export type LinkKind = keyof typeof goodFor;

/**
 * Makes a link for a web user and ends earlier ones of the same kind, except those that undo a change.
 * @returns the path of the link with its token, which is a secret
 */
export async function makeLink(
  db: Queries,
  kind: LinkKind,
  {
    i_web_user,
    email,
    set_by,
  }: {
    readonly i_web_user: number;
    /** the address in question */
    readonly email: string;
    /** the customer whose user sent it; null: the owner asked for it */
    readonly set_by: number | null;
  },
): Promise<string> {
  const token = makeToken();
  const link = insertion({
    kind,
    i_web_user,
    email,
    set_by,
    token_hash: hashToken(token),
    expires_at: new Date(Date.now() + goodFor[kind]),
  });
  await writeRows(
    db,
    kind === "undo-email"
      ? Prisma.sql`INSERT INTO links ${link}`
      : Prisma.sql`
        WITH ended AS (DELETE FROM links WHERE i_web_user = ${i_web_user} AND kind = ${kind})
        INSERT INTO links ${link}`,
  );
  // in the query, because we log paths but not queries
  return `/link/open?token=${token}`;
}
