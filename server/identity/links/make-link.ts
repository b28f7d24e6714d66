import type { Queries } from "../../database/client";
import { hashToken, makeToken } from "../token";

const hour = 60 * 60 * 1000;

/** The links that are mailed, and how long each is good, in milliseconds. */
export const goodFor = {
  invitation: 7 * 24 * hour,
  reset: hour / 2,
  "verify-email": 24 * hour,
  "undo-email": 7 * 24 * hour,
} as const;

export type LinkKind = keyof typeof goodFor;

/**
 * Makes a link for a web user; one of the same kind that was made before ends, but for the ones that undo.
 * @returns the path of the link, with its token: a secret
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
    /** the address that it is about */
    readonly email: string;
    /** for which customer acted who sent it; null: its owner asked for it */
    readonly set_by: number | null;
  },
): Promise<string> {
  if (kind !== "undo-email") await db.link.deleteMany({ where: { i_web_user, kind } });
  const token = makeToken();
  await db.link.create({
    data: {
      kind,
      i_web_user,
      email,
      set_by,
      token_hash: hashToken(token),
      expires_at: new Date(Date.now() + goodFor[kind]),
    },
    select: { i_link: true },
  });
  // in the query: a path is logged, a query is not
  return `/link/open?token=${token}`;
}
