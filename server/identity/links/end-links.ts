import type { Queries } from "../../database/client";

/** Ends the links that would replace a web user's password: it was just chosen, set, or stopped. */
export async function endPasswordLinks(db: Queries, i_web_user: number): Promise<void> {
  await db.link.deleteMany({
    where: { i_web_user, used_at: null, kind: { in: ["invitation", "reset"] } },
  });
}
