import type { Queries } from "../database/client";
import { Refusal } from "../ground/refusal";
import type { WebUserRow } from "./verify-log-in";

/**
 * Makes the refusal for people who give the right password of a blocked log-in: the texts of those who blocked this user
 * or its own customer, and 'your provider' as whom to ask. Texts written for a customer above stay hidden.
 * Source: semantics, 'Delete, block'.
 */
export async function blockedLogIn(
  db: Queries,
  user: Pick<WebUserRow, "i_customer" | "i_web_user">,
): Promise<Refusal> {
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
