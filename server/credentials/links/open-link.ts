import { database, type Queries } from "../../database/client";
import { Prisma } from "../../database/generated/client";
import { hashToken, makeToken } from "../../ground/keys/token";
import { Refusal } from "../../ground/refusal";
import { idsAlong } from "../../tree/tree";
import type { LinkKind } from "./make-link";

/** A link that a browser has opened. It allows only what the link is for. */
export type OpenLink = {
  readonly i_link: number;
  readonly kind: LinkKind;
  readonly i_web_user: number;
  readonly i_customer: number;
  readonly login: string;
  readonly email: string;
  readonly set_by: number | null;
};

/**
 * Exchanges the token of a mailed link for a cookie, so that it no longer appears in an address. This does not use the
 * link up, because programs that scan mail open links too.
 * @returns null if the link is unknown, used or too old
 */
export async function exchangeLink(token: string): Promise<string | null> {
  const held = makeToken();
  const { count } = await database().link.updateMany({
    where: { token_hash: hashToken(token), used_at: null, expires_at: { gt: new Date() } },
    data: { browser_hash: hashToken(held) },
  });
  return count === 0 ? null : held;
}

/** The link that a browser holds; null if it is used or too old, or its web user is blocked. */
export async function findLink(db: Queries, held: string): Promise<OpenLink | null> {
  const [row] = await db.$queryRaw<OpenLink[]>`
    SELECT l.i_link, l.kind, l.i_web_user, w.i_customer, w.login, l.email, l.set_by
      FROM links l JOIN web_users w ON w.i_web_user = l.i_web_user JOIN customers c ON c.i_customer = w.i_customer
     WHERE l.browser_hash = ${hashToken(held)} AND l.used_at IS NULL AND l.expires_at > now()
       AND NOT EXISTS (SELECT FROM blocks b WHERE b.i_web_user = w.i_web_user
                          OR b.i_customer = ANY (${idsAlong(Prisma.sql`c.path`)}))`;
  return row ?? null;
}

/** The same, for a page. */
export async function findOpenLink(held: string): Promise<OpenLink | null> {
  return await findLink(database(), held);
}

/** Uses a link up. Of two concurrent tries one wins. @returns whether this one did */
export async function spendLink(db: Queries, { i_link }: OpenLink): Promise<boolean> {
  const { count } = await db.link.updateMany({
    where: { i_link, used_at: null, expires_at: { gt: new Date() } },
    data: { used_at: new Date() },
  });
  return count === 1;
}

/** The refusal of a link that is used, too old, or replaced by a newer one. */
export function linkGone(): Refusal {
  return new Refusal(410, "The link has been used or is too old; ask for a new one", undefined, {
    key: "link_gone",
  });
}
