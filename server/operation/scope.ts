import { Unreadable } from "@/attributes/kinds/kind";
import { largestInt, readInt } from "@/attributes/kinds/number";
import type { Actor } from "../actor/actor";
import { Refusal } from "../ground/refusal";
import type { Node } from "../tree/tree";
import type { Needs, Raw, ScopeName } from "./needs";

/** The parameter that names the scope, what it is given, and what came in beside it. */
export function splitScope({ scope }: Pick<Needs<never>, "scope">, raw: Raw) {
  const name = typeof scope === "function" ? scope(raw) : scope;
  const { i_wholesaler: _scope, ...rest } = raw;
  if (name !== "i_customer") return { name, given: raw.i_wholesaler, rest };
  const { i_customer: given, ...others } = rest;
  return { name, given, rest: others };
}

/** The id of the customer that a call names as its scope; undefined: none, so it is the actor's own. @throws Refusal 400 */
export function readScope(name: ScopeName, raw: unknown, actor: Actor): number | undefined {
  if (name === "none") return undefined;
  if (raw === undefined || raw === null || raw === "") {
    if (actor.door === "trusted" || raw !== undefined) {
      throw new Refusal(400, `Parameter ${name} is required`, name, { key: "required" });
    }
    return undefined;
  }
  try {
    return readInt(raw, 1, largestInt);
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    const { message, key } = error.problem;
    // treat an impossible id like an unknown one
    if (key === "out_of_bounds") return 0;
    throw new Refusal(400, `Parameter ${name} ${message}`, name, { key });
  }
}

/** The scope of a call. @throws Refusal 403 it is neither the actor's own customer nor below */
export function demandScope(lineage: readonly Node[], actor: Actor, name: ScopeName): Node {
  const scope = lineage.at(-1);
  if (scope && lineage.some((node) => node.i_customer === actor.i_customer)) return scope;
  throw new Refusal(403, `Parameter ${name} is out of your scope`, name, { key: "out_of_scope" });
}

/**
 * The same where a call names one customer as its scope, and in that another.
 * @param lineage of the inner one
 * @throws Refusal 403 the outer one is neither the actor's own customer nor below, or the inner one is not in it
 */
export function demandScopeWithin(lineage: readonly Node[], actor: Actor, outer: number): void {
  const place = lineage.findIndex((node) => node.i_customer === outer);
  demandScope(lineage.slice(0, place + 1), actor, "i_wholesaler");
}

/** Marks a trusted host, which acts as root, as acting on behalf of the customer that it names. */
export function actingFor(actor: Actor, { i_customer, path, name }: Node, scopeName: ScopeName): Actor {
  if (actor.door !== "trusted" || scopeName === "none") return actor;
  return { ...actor, behalf: { i_customer, path, name } };
}
