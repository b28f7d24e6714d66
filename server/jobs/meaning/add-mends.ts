import type { Actor } from "../../actor/actor";
import type { Queries } from "../../database/client";
import { Refusal } from "../../ground/refusal";
import { readBy, reasonOf } from "../../record/refusal/reason";
import { effectiveRights } from "../../tree/rights";
import { lineageOf } from "../../tree/tree";
import type { Figures, RefusedGroup } from "../job/figures";

/** Adds to each group of refused customers what whoever prepared the job could do about it, for the first of them. */
export async function addMends(db: Queries, owner: Actor, figures: Figures): Promise<Figures> {
  if (figures.groups.every(({ mend }) => mend !== undefined)) return figures;
  const own = await lineageOf(db, owner.i_customer);
  const reader = own.at(-1);
  if (!reader) return figures;
  const by = { actor: owner, rights: effectiveRights(own) };
  const groups: RefusedGroup[] = [];
  for (const group of figures.groups) {
    const [first] = group.customers;
    if (group.mend !== undefined || !first) {
      groups.push(group);
      continue;
    }
    // what a sub-customer can be given depends on its parent and those above
    const lineage = (await lineageOf(db, first.i_customer)).slice(0, -1);
    const { code, message, attribute, key, values } = group.why;
    const refusal = new Refusal(code, message, attribute ?? undefined, {
      key,
      ...(values === undefined ? {} : { values }),
    });
    const { mend, where } = readBy(by, reasonOf(refusal, { reader, lineage }));
    // what stands below the customer itself is no matter of its parent
    const isElsewhere = key === "has_customers";
    groups.push({
      ...group,
      mend: isElsewhere ? null : mend && { ...mend, name: where?.name ?? first.name },
    });
  }
  return { ...figures, groups };
}
