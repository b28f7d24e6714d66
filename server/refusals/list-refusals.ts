import { readId } from "../input/read-id";
import { operation } from "../operation/operation";
import { type RefusalFound, refusalFor } from "./get-refusal";

/** How many are shown. */
const most = 10;

/**
 * Lists the latest refusals to a customer's own web users and programs, newest first. The customer may be the scope or
 * a descendant. @throws Refusal 404
 */
export const listRefusals = operation({
  name: "listRefusals",
  needs: {
    about: { what: "customer", by: ["i_customer"], whose: "own-or-below" },
    right: null,
    acts: ["read"],
    scope: "none",
  },
  effect: "reads",
  input: (raw) => ({ i_customer: readId(raw, "i_customer") }),
  async run({ db, scope, input: { i_customer } }): Promise<{ refusals: RefusalFound[] }> {
    const rows = await db.refusalRecord.findMany({
      where: { actor_customer: i_customer },
      orderBy: { at: "desc" },
      take: most,
    });
    return { refusals: rows.map((row) => refusalFor(row, scope.path)) };
  },
});
