import { attributeNames, attributeOf, customerAttributes, namesWhere } from "@/attributes/customer";
import { readValue } from "@/attributes/kinds/kind";
import { Prisma } from "../database/generated/client";
import { Refusal } from "../ground/refusal";
import { readId } from "../input/read-id";
import { audit, auditOpening } from "../operation/audit";
import { notFound } from "../operation/demands";
import { operation } from "../operation/operation";
import { type CustomerRow, findCustomer } from "../record/customer-row";

/** What a reader gets of a customer: the returned attributes, and its ids. */
export type CustomerInfo = Partial<CustomerRow> &
  Pick<
    CustomerRow,
    "i_customer" | "i_wholesaler" | "name" | "base_currency" | "blocked" | "i_web_user" | "web_login"
  > & {
    readonly default_user: boolean;
  };

/**
 * Reads a customer: the scope itself, or one in reach of it. Source: seed, getCustomerInfo().
 * @returns the struct of `customer`, scalars only; without `description` if it is the scope itself
 */
export const getCustomerInfo = operation({
  name: "getCustomerInfo",
  needs: {
    about: { what: "customer", by: ["i_customer", "name"], whose: "own-or-below" },
    right: null,
    acts: ["read"],
    scope: "i_wholesaler",
  },
  effect: "reads",
  input: readWhich,
  async run({ db, actor, scope, target, madeEntry }) {
    const row = await findCustomer(db, Prisma.sql`c.i_customer = ${target.i_customer}`);
    if (!row) throw notFound();
    // reading a customer from above its parent counts as opening it, which the parent can see
    if (actor.door !== "trusted") {
      if (isAboveParent(actor, row)) await auditOpening(db, actor, row);
    } else if (isAboveParent(scope, row)) {
      // the wrapper's own entry stands in the scope's history, where the parent does not see it
      await audit(db, actor, { operation: "getCustomerInfo", target: row });
      madeEntry();
    }
    return { customer: infoOf(row, scope.i_customer) };
  },
});

function isAboveParent(reader: { readonly i_customer: number }, row: CustomerRow): boolean {
  return row.i_wholesaler !== reader.i_customer && row.i_customer !== reader.i_customer;
}

/** The returned attributes of a row, for a reader in the scope of `viewer`. */
export function infoOf(row: CustomerRow, viewer: number): CustomerInfo {
  const self = row.i_customer === viewer;
  const hidden = attributeNames.filter(
    (name) => !attributeOf(name).returned || (self && attributeOf(name).toSelf === "absent"),
  );
  const { path: _path, depth: _depth, ledger_place: _place, created_at: _created, ...known } = row;
  const { credit_limit_due: _due, ...shown } = known;
  const info: Record<string, unknown> = { ...shown, default_user: true };
  for (const name of hidden) delete info[name];
  if (self) for (const name of besideSelf) info[name] = null;
  // we removed optional members only
  return info as CustomerInfo;
}

const besideSelf = namesWhere(({ toSelf }) => toSelf === "nil");

function readWhich(raw: Readonly<Record<string, unknown>>): { i_customer: number } | { name: string } {
  if (raw.i_customer !== undefined) return { i_customer: readId(raw, "i_customer") };
  if (raw.name === undefined) {
    throw new Refusal(400, "Parameter i_customer or name is required", "i_customer", { key: "required" });
  }
  const result = readValue(customerAttributes.name.kind, raw.name);
  if ("problem" in result) {
    throw new Refusal(400, `Parameter name ${result.problem.message}`, "name", { key: result.problem.key });
  }
  return { name: result.value };
}
