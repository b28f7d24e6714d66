import type { Actor } from "../../actor/actor";
import { findRoute } from "./find-route";
import { type Asking, pathNames } from "./read-asked";

/**
 * To a key the number of its own customer means what `self` means, also where that has a route of its own: `updateCustomer`
 * would find nobody, as in XML-RPC, which has no `self`. Source: rest, 'Resources'.
 */
export function asOneself(actor: Actor, asking: Asking): Asking {
  const { route, path, scope } = asking;
  const isOwn = (id: string | null) =>
    id !== null && /^\d{1,10}$/.test(id) && Number(id) === actor.i_customer;
  // in the scope of another customer, it is somebody beside
  if (!actor.key || (scope !== null && !isOwn(scope))) return asking;
  const names = pathNames(route);
  if (!names.some((name, index) => name === "i_customer" && isOwn(path[index] ?? null))) return asking;
  let index = -1;
  const address = route.path.replace(/\{\w+\}/g, () => {
    index += 1;
    const id = path[index] ?? "";
    return names[index] === "i_customer" && isOwn(id) ? "self" : id;
  });
  const { route: own, given } = findRoute(route.method, address);
  return own === route ? asking : { ...asking, route: own, path: given };
}
