import { type AttributeName, isAttributeName } from "@/attributes/customer";
import {
  type Action,
  actionNames,
  actions,
  actionsIn,
  areaOf,
  areas,
  maskOf,
  maskWhere,
  type Right,
  sourceOf,
} from "@/attributes/rights";
import { type Act, accessLevels, mayAct } from "../../actor/access-levels";
import type { Refusal } from "../../ground/refusal";
import { type Asked, lackOf, type Reader } from "../../operation/may";
import { type ByRelation, editBelow } from "../../operation/needs";
import { isWithin, type Node } from "../../tree/tree";
import { limitingDepth } from "../limits";

/** The page where somebody can remove a reason. */
export type MendingPage =
  | "edit"
  | "unblock"
  | "one-time-password"
  | "web-users"
  | "tariffs"
  | "api"
  | "branding"
  | "customers";

/** One reason why something is refused or would not help. */
export type Reason = {
  /** the refusal's; null if no operation refuses */
  readonly code: number | null;
  /** the text's key below `refusals`, and the values that it names */
  readonly key: string;
  readonly values: Readonly<Record<string, string | number>>;
  readonly attribute: string | null;
  /** the customer on the way where it is set; null: somebody above the reader, 'your provider' */
  readonly where?: { readonly i_customer: number; readonly name: string } | null;
  /** where the reader can change it; null: only somebody else can */
  readonly mend: {
    readonly page: MendingPage;
    readonly i_customer: number;
    /** the field on that page */
    readonly attribute?: string;
    /** the box, in a field of rights */
    readonly bit?: Action;
    /** the web user, on the page of web users */
    readonly i_web_user?: number;
  } | null;
};

/** The reader of the reasons, and the way from the root to the customer that they are about. */
export type Reading = {
  readonly reader: { readonly i_customer: number; readonly path: string };
  readonly lineage: readonly Node[];
};

/** What each page needs, of which the reader's own and those of customers below look the same. */
const mending = {
  edit: needing("manage"),
  unblock: needing("block"),
  "one-time-password": needing("look_after"),
  "web-users": needing("web_users"),
  tariffs: needing("manage", { area: "tariffs", action: "add" }),
  api: needing("web_users"),
  branding: needing("web_users"),
  customers: needing("manage", null),
} as const satisfies Record<MendingPage, Asked<unknown>>;

function needing(act: Act, right: ByRelation<Right | null> = editBelow): Asked<unknown> {
  return { definition: { needs: { about: "scope", right, acts: [act], scope: "none" } } };
}

/** Adapts a reason to the reader: who may not change it gets no link. */
export function readBy(reader: Reader, reason: Reason): Reason {
  const { mend } = reason;
  if (!mend) return reason;
  const relation = mend.i_customer === reader.actor.i_customer ? "own" : "below";
  return lackOf(mending[mend.page], reader, relation) ? { ...reason, mend: null } : reason;
}

/** Turns a refusal into a reason: where on the way it is set, and what changes it. */
export function reasonOf(refusal: Refusal, reading: Reading): Reason {
  const { code, attribute = null, reason } = refusal;
  const { key, values = {} } = reason ?? { key: `code_${code}` };
  const found = { code, key, values, attribute };
  if (key === "access_level") {
    const levels = { ...values, levels: levelsFor(values.act) };
    const own = reading.lineage.at(-1);
    // people who manage the customer's web users can give them another level
    const page = own ? ({ page: "web-users", i_customer: own.i_customer } as const) : null;
    return { ...found, values: levels, mend: page };
  }
  const lacking = lackingFor(refusal, reading.lineage);
  if (lacking) return { ...found, ...at(lacking.node, "edit", reading, lacking) };
  if (key === "not_given" || attribute === "i_tariff") return { ...found, ...atScope("tariffs", reading) };
  if (key === "has_customers") return { ...found, ...atScope("customers", reading) };
  if (key === "blocked_by_provider") return { ...found, where: null, mend: null };
  return { ...found, mend: null };
}

/** Places a reason at a customer on the way. A customer above the reader stays unnamed. */
export function at(
  node: Node,
  page: MendingPage,
  { reader }: Reading,
  field: { readonly attribute?: string; readonly bit?: Action | undefined } = {},
): Pick<Reason, "where" | "mend"> {
  if (!isWithin(node.path, reader.path)) return { where: null, mend: null };
  const { i_customer, name } = node;
  // a customer's own rights are set by its parent or somebody above
  if (i_customer === reader.i_customer) return { where: { i_customer, name }, mend: null };
  return {
    where: { i_customer, name },
    mend: {
      page,
      i_customer,
      ...(field.attribute === undefined ? {} : { attribute: field.attribute }),
      ...(field.bit === undefined ? {} : { bit: field.bit }),
    },
  };
}

/** Places a reason at the last customer on the way, who alone can change it. */
function atScope(page: MendingPage, { reader, lineage }: Reading): Pick<Reason, "where" | "mend"> {
  const scope = lineage.at(-1);
  if (!scope) return { mend: null };
  const { i_customer, name } = scope;
  return {
    where: { i_customer, name },
    mend: i_customer === reader.i_customer ? { page, i_customer } : null,
  };
}

/** Finds the highest customer on the way that lacks what a refusal is about. */
function lackingFor(
  { reason, attribute }: Refusal,
  lineage: readonly Node[],
): { node: Node; attribute: string; bit?: Action | undefined } | null {
  const { key, values = {} } = reason ?? { key: "" };
  if (key === "depth") {
    const node = limitingDepth(lineage);
    return node ? { node, attribute: "max_depth" } : null;
  }
  if (key === "overcommit" || key === "overcommit_currency") {
    const node = lineage.at(-1);
    return node ? { node, attribute: "overcommit_protection" } : null;
  }
  const sought = soughtRight(key, values, attribute);
  if (!sought) return null;
  const missing = (one: Node) => sought.bits & ~Number(one[sought.name]);
  const node = lineage.find((one) => missing(one) !== 0);
  if (!node) return null;
  const bit = areaOf(sought.name) === undefined ? undefined : actionsIn(missing(node))[0];
  return { node, attribute: sought.name, bit };
}

/** Names the attribute and the bits that everybody on the way must have. */
function soughtRight(
  key: string,
  values: Readonly<Record<string, string | number>>,
  attribute: string | undefined,
): { name: AttributeName; bits: number } | null {
  if (key === "right_missing") {
    const area = areas.find((one) => one === values.area);
    return area ? { name: maskOf[area], bits: actions[bitOf(values.action)] } : flag(String(values.area));
  }
  if (key === "own_tariff_not_given") return { name: "use_own_tariff", bits: 1 };
  if (key === "bits_not_given" && attribute && isAttributeName(attribute)) {
    const bits = String(values.bits).split(", ").map(bitOf);
    return { name: attribute, bits: maskWhere((action) => bits.includes(action)) };
  }
  if (key !== "not_given") return null;
  return flag(sourceOf(attribute ?? ""));
}

/** The same for an attribute of one bit. */
function flag(name: string): { name: AttributeName; bits: number } | null {
  return isAttributeName(name) && name !== "i_tariff" && name !== "i_routing_group"
    ? { name, bits: 1 }
    : null;
}

/** Lists the access levels that allow an act. Acts come from our own code. */
function levelsFor(act: unknown): string {
  return accessLevels.filter((level) => mayAct(level, act as Act)).join(", ");
}

function bitOf(text: unknown): Action {
  const found = actionNames.find((name) => name === text);
  if (!found) throw new Error(`${String(text)} is no bit of a mask`);
  return found;
}
