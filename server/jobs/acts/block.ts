import { text } from "@/attributes/kinds/text";
import { Prisma } from "../../database/generated/client";
import { readRows } from "../../database/rows";
import { byKind, oneOf, readOptional, readRequired } from "../../input/read-parameter";
import { blockReasons } from "../../record/block-reasons";
import { act } from "./act";

const words = byKind(text({ max: 1024 }));

type Input = { readonly reason: (typeof blockReasons)[number]; readonly note: string; readonly text: string };

/** Blocks customers, with a reason and a text for them. Who is blocked so by the actor's customer already stays as it is. */
export const block = act<Input>({
  read: (raw) => ({
    reason: readRequired(raw, "reason", oneOf(blockReasons)),
    note: readOptional(raw, "note", words) ?? "",
    text: readOptional(raw, "text", words) ?? "",
  }),
  look: async (db, actor, { reason, note, text: told }, ids) => {
    const rows = await readRows<{ i_customer: number }>(
      db,
      Prisma.sql`
      SELECT i_customer FROM blocks
       WHERE i_customer = ANY (${[...ids]}::int[]) AND set_by_customer = ${actor.i_customer}
         AND reason = ${reason} AND note = ${note} AND text = ${told}`,
    );
    return new Map(rows.map(({ i_customer }) => [i_customer, true]));
  },
  callFor: (input, { i_customer }, found) =>
    found.has(i_customer) ? null : { operation: "blockCustomer", raw: { ...input } },
  sample: (input) => ({ operation: "blockCustomer", raw: { ...input } }),
  // a block ends the one-time passwords of everybody below
  lasting: () => ["one_time_passwords"],
});
