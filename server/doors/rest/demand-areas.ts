import { areaOfAttribute } from "@/attributes/area-of-attribute";
import type { Actor } from "../../actor/actor";
import type { Refusal } from "../../ground/refusal";
import { lackOfReach, type NeededArea } from "../../operation/demands";
import type { CallName } from "../calls/calls";
import type { Asked } from "./read-asked";
import type { Route } from "./routes/route";

/**
 * A key reaches only the areas that it was given: that of the route, and those of what it writes or reads there beside.
 * @throws Refusal 403. Source: rest, 'Who calls'
 */
export function demandAreas(actor: Actor, route: Route, asked: Pick<Asked, "raw">): void {
  const [first] = areasLacking(actor, route, asked);
  if (first) throw first;
}

/** All refusals by areas that a key lacks, one for each area. */
export function areasLacking(actor: Actor, route: Route, { raw }: Pick<Asked, "raw">): Refusal[] {
  const needed = areasOf(actor, route, raw).map((need) => [need.join(" "), need] as const);
  return [...new Map(needed).values()].flatMap((need) => lackOfReach(actor, need) ?? []);
}

function areasOf(actor: Actor, route: Route, raw: Asked["raw"]): NeededArea[] {
  const { area, method, also = {} } = route;
  const reach = route.reach ?? (method === "GET" ? "read" : "write");
  const isOther = raw.i_customer !== undefined && Number(raw.i_customer) !== actor.i_customer;
  return [
    // what is one's own is that of others only by way of them
    ...(area === null ? [] : [[area === "own" && isOther ? "customers" : area, reach] as const]),
    ...Object.entries(also).flatMap(([name, needed]): NeededArea[] =>
      raw[name] === undefined ? [] : [[needed, "read"]],
    ),
    ...(reach === "write" ? written(route, raw) : []),
  ];
}

/** Where calls that write attributes of customers have them: among their members, or in one of these. */
const attributesIn: Readonly<Partial<Record<CallName, "members" | "values" | "attributes">>> = {
  createCustomer: "members",
  updateCustomer: "members",
  updateOwnData: "members",
  updateCustomers: "values",
  // they get to customers later, by whoever uses the profile
  addProfile: "attributes",
  editProfile: "attributes",
};

/** The areas of the attributes that are written, whatever the area of the route. */
function written({ call }: Route, raw: Asked["raw"]): NeededArea[] {
  const where = attributesIn[call];
  if (where === undefined) return [];
  const given = where === "members" ? raw : raw[where];
  const names = typeof given === "object" && given !== null ? Object.keys(given) : [];
  return names.flatMap((name): NeededArea[] => {
    const area = areaOfAttribute(name, call === "createCustomer");
    return area === null ? [] : [[area, "write"]];
  });
}
