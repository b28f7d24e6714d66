import { accessLevels, mayAct } from "../actor/access-levels";
import type { Queries } from "../database/client";
import { operation } from "../operation/operation";
import { demandWriter, writerOf } from "./note";

/** A web user of the reader's own customer. */
export type Colleague = { readonly i_web_user: number; readonly login: string };

/** Lists the web users of the actor's own customer who may read notes, and so can follow one up; by login. */
export const listColleagues = operation({
  name: "listColleagues",
  needs: { about: "scope", right: null, acts: ["notes"], who: demandWriter, scope: "none" },
  effect: "reads",
  input: () => ({}),
  async run({ db, actor }): Promise<{ colleagues: Colleague[] }> {
    return { colleagues: await findColleagues(db, writerOf(actor).i_customer) };
  },
});

export async function findColleagues(db: Queries, i_customer: number): Promise<Colleague[]> {
  return await db.webUser.findMany({
    where: { i_customer, access_level: { in: readers } },
    select: { i_web_user: true, login: true },
    orderBy: { login_order: "asc" },
  });
}

const readers = accessLevels.filter((level) => mayAct(level, "read"));
