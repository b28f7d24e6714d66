import { text } from "@/attributes/kinds/text";
import type { Queries } from "../database/client";
import { Prisma } from "../database/generated/client";
import { readRows } from "../database/rows";
import { readId } from "../input/read-id";
import { byKind, oneOf, readFilter, readOptional } from "../input/read-parameter";
import { audit } from "../operation/audit";
import { notFound } from "../operation/demands";
import { operation } from "../operation/operation";
import { blockReasons } from "../record/block-reasons";
import { storedCustomer } from "../record/customer-row";
import { findBlockBy, readSetter, settersBelow } from "../record/told-block";
import { noteBlocked } from "../sums/differences";
import { branchOf, countBelow } from "../sums/read";
import { within } from "../tree/tree";

const words = byKind(text({ max: 1024 }));

/**
 * Blocks a customer in reach of the scope: while the block stands, log-ins and API calls of the customer and of
 * everyone below it stop. It also ends their one-time passwords. The note is for those who set the block, the text for
 * the customer. A second block by the same customer replaces its first; blocks by others stay beside it.
 * Source: semantics, 'Delete, block'. One in between (`set_by`) may have set it: then it is theirs to lift, as it was before.
 * @returns how many customers below it stop as well
 * @throws Refusal 403 right · 404
 */
export const blockCustomer = operation({
  name: "blockCustomer",
  needs: {
    about: { what: "customer", by: ["i_customer"], whose: "below" },
    right: { area: "customers", action: "edit" },
    acts: ["block"],
    scope: "i_wholesaler",
    locks: "target",
  },
  effect: "writes",
  input: (raw) => ({
    i_customer: readId(raw, "i_customer"),
    reason: readFilter(raw, "reason", oneOf(blockReasons)) ?? "other",
    note: readOptional(raw, "note", words) ?? "",
    text: readOptional(raw, "text", words) ?? "",
    ...readSetter(raw),
  }),
  async run({ db, actor, target, input }) {
    const { i_customer, reason, note, text, set_by = actor.i_customer } = input;
    const customer = await storedCustomer(db, target.i_customer);
    if (!settersBelow(actor, customer).includes(set_by)) throw notFound();
    const before = actor.job ? await findBlockBy(db, i_customer, set_by) : null;
    // one that an undoing sets again is the same block
    const was = actor.job?.back?.blocks?.find((block) => block.set_by === set_by);
    const login = was ? was.set_by_login : set_by === actor.i_customer ? actor.login : null;
    await db.$executeRaw`
      WITH put AS (
      INSERT INTO blocks AS b (i_block, set_at, i_customer, set_by_customer, set_by_login, reason, note, text)
      VALUES (coalesce(${was?.i_block ?? null}::int, nextval('blocks_i_block_seq')), coalesce(${was?.set_at ?? null}::timestamptz, now()),
              ${i_customer}, ${set_by}, ${login}, ${reason}, ${note}, ${text})
      ON CONFLICT (i_customer, set_by_customer) DO UPDATE
         SET set_by_login = excluded.set_by_login, reason = excluded.reason, note = excluded.note, text = excluded.text
       WHERE (b.set_by_login, b.reason, b.note, b.text)
             IS DISTINCT FROM (excluded.set_by_login, excluded.reason, excluded.note, excluded.text)
      RETURNING 1)
      UPDATE customers SET blocks_version = blocks_version + 1
       WHERE i_customer = ${i_customer} AND EXISTS (SELECT FROM put)`;
    if (!customer.blocked) await noteBlocked(db, customer, true);
    await endOneTimePasswords(db, customer.path);
    const [row] = await readRows<{ affected: number }>(
      db,
      Prisma.sql`SELECT ${countBelow(...branchOf(customer))} AS affected`,
    );
    const affected = row?.affected ?? 0;
    await audit(db, actor, {
      operation: "blockCustomer",
      target: customer,
      changes: { blocked: [customer.blocked, true] },
      undoing: { block: { before, after: { set_by, reason, note, text } } },
      detail: { reason, note, text, affected },
    });
    return { i_customer, blocked: true, affected };
  },
});

/** A block ends one-time passwords. Source: semantics, 'Signing in'. */
async function endOneTimePasswords(db: Queries, path: string): Promise<void> {
  await db.$executeRaw`
    UPDATE web_users w SET one_time_hash = NULL, one_time_expires_at = NULL
      FROM customers c
     WHERE c.i_customer = w.i_customer AND ${within(Prisma.sql`c.path`, path)} AND w.one_time_hash IS NOT NULL`;
}
