import { attributeOf, customerAttributes, isAttributeName, namesWhere } from "@/attributes/customer";
import { readValue } from "@/attributes/kinds/kind";
import { Prisma } from "../database/generated/client";
import { Refusal } from "../ground/refusal";
import { readId } from "../input/read-id";
import { audit, auditOpening } from "../operation/audit";
import { notFound } from "../operation/demands";
import { operation } from "../operation/operation";
import { type CustomerRow, selectCustomer, storedAttributes } from "../record/customer-row";

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
    about: {
      what: "customer",
      by: ["i_customer", "name"],
      whose: "own-or-below",
      reads: (id) => selectCustomer(Prisma.sql`c.i_customer = ${id}`),
    },
    right: null,
    acts: ["read"],
    scope: "i_wholesaler",
  },
  effect: "reads",
  input: readWhich,
  async run({ db, actor, scope, target, madeEntry }) {
    // the row of `reads`
    const row = target.record as CustomerRow | null;
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

/** Whether a reader looks at a customer that is not its own and that somebody else is the parent of. */
export function isAboveParent(reader: { readonly i_customer: number }, row: CustomerRow): boolean {
  return row.i_wholesaler !== reader.i_customer && row.i_customer !== reader.i_customer;
}

/** The returned attributes of a row, for a reader in the scope of `viewer`. */
export function infoOf(row: CustomerRow, viewer: number): CustomerInfo {
  const self = row.i_customer === viewer;
  const info: Record<string, unknown> = {};
  for (const name of self ? toSelf : toOthers) info[name] = row[name];
  if (self) for (const name of besideSelf) info[name] = null;
  info.default_user = true;
  // what is missing is optional
  return info as CustomerInfo;
}

const besideSelf = namesWhere(({ toSelf }) => toSelf === "nil");
const besideAttributes = [
  "i_customer",
  "i_wholesaler",
  "base_currency",
  "i_web_user",
  "i_access_level",
  "blocked",
] as const satisfies readonly (keyof CustomerRow)[];
const toOthers: readonly (keyof CustomerRow)[] = [
  ...besideAttributes,
  ...[...storedAttributes, "web_login" as const].filter((name) => attributeOf(name).returned),
];
const toSelf = toOthers.filter((name) => !isAttributeName(name) || attributeOf(name).toSelf !== "absent");

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
