import { Prisma } from "../database/generated/client";
import { readId } from "../input/read-id";
import { notFound } from "../operation/demands";
import { operation } from "../operation/operation";
import { within } from "../tree/tree";
import { type RefusalFound, refusalFor } from "./get-refusal";

/** How many are shown. */
const most = 10;

/**
 * Lists the latest refusals to a customer's own web users and programs, newest first. The customer may be the scope or
 * a descendant. @throws Refusal 404
 */
export const listRefusals = operation({
  name: "listRefusals",
  needs: { right: null, acts: ["read"], scope: "none" },
  effect: "reads",
  input: (raw) => ({ i_customer: readId(raw, "i_customer") }),
  async run({ db, scope, input: { i_customer } }): Promise<{ refusals: RefusalFound[] }> {
    const [target] = await db.$queryRaw<{ found: number }[]>`
      SELECT 1 AS found FROM customers c
       WHERE c.i_customer = ${i_customer} AND ${within(Prisma.sql`c.path`, scope.path)}`;
    if (!target) throw notFound();
    const rows = await db.refusalRecord.findMany({
      where: { actor_customer: i_customer },
      orderBy: { at: "desc" },
      take: most,
    });
    return { refusals: rows.map((row) => refusalFor(row, scope.path)) };
  },
});
