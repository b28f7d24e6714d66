import type { Queries } from "../database/client";
import { Refusal } from "../refusal";
import type { WebUserRow } from "./verify-log-in";

/**
 * The refusal for who gave the right password of a blocked log-in: what those who blocked this very user or its own
 * customer have to tell it, and 'your provider' as whom to ask. What was written for a customer above is not told.
 * Source: semantics, 'Delete, block'.
 */
export async function blockedLogIn(db: Queries, user: WebUserRow): Promise<Refusal> {
  const { i_customer, i_web_user } = user;
  const told = await db.block.findMany({
    where: { OR: [{ i_customer }, { i_web_user }], NOT: { text: "" } },
    select: { text: true },
    orderBy: { i_block: "asc" },
  });
  const text = told.map((block) => block.text).join(" ");
  const reason = text === "" ? { key: "blocked" } : { key: "blocked_saying", values: { text } };
  return new Refusal(403, "The log-in is blocked", undefined, reason);
}
