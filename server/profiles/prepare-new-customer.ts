import type { CopiedValues } from "@/attributes/copied";
import { attributeOf, customerAttributes, namesOf } from "@/attributes/customer";
import { mayAct } from "../actor/access-levels";
import type { Actor } from "../actor/actor";
import { isNamed } from "../database/find-by-key";
import { Prisma } from "../database/generated/client";
import { Refusal } from "../ground/refusal";
import { readId } from "../input/read-id";
import { byKind, readRequired } from "../input/read-parameter";
import { auditOpening } from "../operation/audit";
import type { Context } from "../operation/definition";
import { notFound } from "../operation/demands";
import { visibleTo } from "../operation/find-places";
import { operation } from "../operation/operation";
import { recallCarried } from "../record/carried";
import { findCustomer } from "../record/customer-row";
import { findReferences } from "../record/limits";
import { type LeftOut, separateGivable } from "../record/separate-givable";
import { findKept } from "./profiles";

type Raw = Readonly<Record<string, unknown>>;
type Source = { readonly i_profile: number } | { readonly i_customer: number } | { readonly name: string };

/** What fills in the form for a new customer of the scope. */
export type Prepared = {
  /** the name of the profile or customer that it comes from */
  readonly from: string;
  readonly values: CopiedValues;
  /** what the scope cannot give, with reasons */
  readonly left_out: readonly LeftOut[];
};

/**
 * Prepares a new customer of the scope from one of the actor's own profiles, or from a customer below the actor by id or
 * name. Both would give everything they carry, so we leave out what the scope may not give.
 * Source: semantics, 'Delegation'.
 * @throws Refusal 400 · 404 no such profile or customer, or not yours
 */
export const prepareNewCustomer = operation({
  name: "prepareNewCustomer",
  input: readSource,
  needs: { about: "scope", right: null, acts: ["read"], scope: "i_wholesaler" },
  effect: "reads",
  async run(context): Promise<Prepared> {
    const { db, actor, scope, lineage, rights, input } = context;
    const { from, kept } = await ("i_profile" in input
      ? profileOf(context, input.i_profile)
      : customerOf(context, input));
    const { values: carried, unreadable } = recallCarried(kept);
    const references = await findReferences(db, scope, carried);
    const { values, left_out } = separateGivable({ lineage, rights, references }, carried);
    const { within: given, beyond } = separateReach(actor, values);
    return { from, values: given, left_out: [...unreadable, ...left_out, ...beyond] };
  },
});

/** Only an actor who may set credentials passes on what leads into a customer. */
function separateReach({ access_level }: Actor, values: CopiedValues) {
  const names = namesOf(values).filter((name) => attributeOf(name).credential && Boolean(values[name]));
  if (names.length === 0 || mayAct(access_level, "credentials")) return { within: values, beyond: [] };
  const kept = namesOf(values).filter((name) => !names.includes(name));
  return {
    within: Object.fromEntries(kept.map((name) => [name, values[name]])) as CopiedValues,
    beyond: names.map((name): LeftOut => ({ name, reason: { key: "support_reach" } })),
  };
}

function readSource(raw: Raw): Source {
  if (raw.i_profile !== undefined) return { i_profile: readId(raw, "i_profile") };
  if (raw.i_customer !== undefined) return { i_customer: readId(raw, "i_customer") };
  if (raw.name !== undefined)
    return { name: readRequired(raw, "name", byKind(customerAttributes.name.kind)) };
  throw new Refusal(400, "Parameter i_profile, i_customer or name is required", "i_profile", {
    key: "required",
  });
}

type Kept = { readonly from: string; readonly kept: unknown };

async function profileOf({ db, actor }: Context<Source>, i_profile: number): Promise<Kept> {
  const { name, attributes } = await findKept(db, actor.i_customer, i_profile);
  return { from: name, kept: attributes };
}

async function customerOf(
  { db, actor }: Context<Source>,
  which: Exclude<Source, { i_profile: number }>,
): Promise<Kept> {
  const meant =
    "name" in which
      ? isNamed(which.name, (x) => visibleTo(actor, Prisma.sql`${x}.path`))
      : Prisma.sql`c.i_customer = ${which.i_customer}`;
  const below = Prisma.sql`${visibleTo(actor, Prisma.sql`c.path`)} AND c.i_customer <> ${actor.i_customer}`;
  const row = await findCustomer(db, Prisma.sql`${meant} AND ${below}`);
  if (!row) throw notFound();
  if (row.i_wholesaler !== actor.i_customer) await auditOpening(db, actor, row);
  // a customer that pays in its own currency makes a copy that pays in the copy's own
  const { payment_currency, ...kept } = row;
  return {
    from: row.name,
    kept: payment_currency === row.base_currency ? kept : { ...kept, payment_currency },
  };
}
