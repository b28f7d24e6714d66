import { given, groupOf, order } from "./table";
import { type Customer, fold, share, type World } from "./tree";

/** The specification's verdict on a call: done, or the code of the refusal and the attribute. */
export type Verdict =
  | { readonly ok: true }
  | { readonly ok: false; readonly code: number; readonly attributes: readonly (string | undefined)[] };

export const done: Verdict = { ok: true };
export function refused(code: number, ...attributes: (string | undefined)[]): Verdict {
  return { ok: false, code, attributes };
}

export type Call = {
  readonly actor: number;
  readonly door: "web" | "api" | "trusted";
  readonly level: string;
  readonly operation: string;
  /** what we send, in any allowed spelling, mistakes included */
  readonly input: Readonly<Record<string, unknown>>;
  /** the meaning of its valid part: numbers, booleans as 0 and 1, money in millionths. The model reads only this */
  readonly meant: Readonly<Record<string, unknown>>;
  /** the parameters with a wrong value */
  readonly wrong: readonly string[];
};

const required: Readonly<Record<string, readonly string[]>> = {
  createCustomer: ["i_tariff", "name", "web_password"],
  updateCustomer: ["i_customer"],
  deleteCustomer: ["i_customer"],
  authCustomer: ["username", "password"],
  resetCustomerOneTimePassword: ["web_login"],
  deleteRoutingGroup: ["i_routing_group"],
  blockCustomer: ["i_customer"],
  unblockCustomer: ["i_customer"],
  customerAddFunds: ["i_customer", "amount"],
  customerCredit: ["i_customer", "amount"],
  customerDebit: ["i_customer", "amount"],
};
const customersBit: Readonly<Record<string, number>> = {
  createCustomer: 1,
  updateCustomer: 2,
  deleteCustomer: 4,
  blockCustomer: 2,
  unblockCustomer: 2,
  customerAddFunds: 2,
  customerCredit: 2,
  customerDebit: 2,
};
const tariffsBit: Readonly<Record<string, number>> = { addTariff: 1, editTariff: 2, deleteTariff: 4 };

/** 'Who may do what', in the order of its refusals. */
export function verdict(world: World, call: Call): Verdict {
  const { meant, operation } = call;
  const scoped = operation !== "authCustomer" && operation !== "resetCustomerOneTimePassword";
  if (
    scoped &&
    (call.wrong.includes("i_wholesaler") || (call.door === "trusted" && !("i_wholesaler" in meant)))
  )
    return refused(400, "i_wholesaler");
  const shape = shapeOf(call);
  if (shape) return shape;
  const scope = scopeOf(call);
  if (!world.isWithin(scope, call.actor)) return refused(403, "i_wholesaler");
  if (!mayAtAll(call)) return refused(403, undefined);
  if (operation === "authCustomer") return authenticate(world, call);
  if (operation === "resetCustomerOneTimePassword") return oneTimePassword(world, call);
  const lacks = (name: string, bit = 0) => (world.effective(call.actor, name) & bit) !== bit;
  if (
    lacks("customers_mgmt", customersBit[operation]) ||
    lacks("tariffs_mgmt", tariffsBit[operation]) ||
    (operation.includes("RoutingGroup") && lacks("system_mgmt", 1))
  )
    return refused(403, undefined);
  return inScope(world, call, world.get(scope));
}

/** The scope of the call. */
export function scopeOf({ actor, operation, meant }: Call): number {
  const ignored = operation === "authCustomer" || operation === "resetCustomerOneTimePassword";
  return typeof meant.i_wholesaler === "number" && !ignored ? meant.i_wholesaler : actor;
}

/** the parameters of payments and blocks */
const furtherNames = ["payment_notes", "idempotency_key", "payment_date", "reason", "note", "text"];

function shapeOf({ operation, meant, wrong }: Call): Verdict | null {
  const first = required[operation] ?? [];
  const missing = first.find((name) => !(name in meant) && !wrong.includes(name));
  if (missing) return refused(400, missing);
  if (operation === "updateCustomer" && !order.some((name) => name in meant || wrong.includes(name)))
    return refused(400, wrong.includes("i_customer") ? "i_customer" : undefined);
  if (operation === "getCustomerInfo" && !wrong.length && !("i_customer" in meant || "name" in meant))
    return refused(400, "i_customer");
  const found = [...first, "i_customer", ...order, "currency", "offset", "limit", ...furtherNames].find(
    (name) => wrong.includes(name),
  );
  // a missing login defaults to the name, if that can be a login
  const fromName = operation === "createCustomer" && !("web_login" in meant) && !wrong.includes("web_login");
  const asks = fromName && String(meant.name).includes(":");
  const place = (name: string) => [...first, ...order].indexOf(name);
  if (asks && (!found || place("web_login") < place(found))) return refused(400, "web_login");
  return found ? refused(400, found) : null;
}

/** The table of access levels. */
function mayAtAll({ level, operation, meant }: Call): boolean {
  if (level === "ADMINISTRATOR") return true;
  if (/^(get|list|auth)/.test(operation)) return level !== "CALLSHOP_OPERATOR";
  if (operation === "resetCustomerOneTimePassword" || /^(un)?block/.test(operation)) return level === "NOC";
  if (/^customer/.test(operation)) return level === "BILLING";
  const money = (name: string) =>
    groupOf(name) === "contact" || name === "balance" || name === "credit_limit";
  return (
    level === "BILLING" &&
    operation === "updateCustomer" &&
    order.filter((name) => name in meant).every(money)
  );
}

function inScope(world: World, { operation, meant, actor, door }: Call, named: Customer): Verdict {
  const target = typeof meant.i_customer === "number" ? world.customers.get(meant.i_customer) : undefined;
  // a person who names no scope works on a deeper customer in the scope of its parent
  const inParents =
    door === "web" && !("i_wholesaler" in meant) && /^(update|delete|customer)/.test(operation);
  const above = target && target.id !== actor && world.isWithin(target.id, actor) ? target.parent : null;
  const scope = (inParents && above !== null && world.customers.get(above)) || named;
  const direct = target?.parent === scope.id ? target : undefined;
  const reaches = (one: Customer) => one.id !== scope.id && world.isWithin(one.id, scope.id);
  const reached = target && reaches(target) ? target : undefined;
  switch (operation) {
    case "listCustomers":
      return done;
    case "getCustomerInfo": {
      const asked = "i_customer" in meant ? target : world.byName(String(meant.name));
      return asked && (asked.id === scope.id || reaches(asked)) ? done : refused(404, "i_customer");
    }
    case "deleteCustomer": {
      if (!direct) return refused(404, "i_customer");
      const isAgent = [...world.customers.values()].some(({ agent }) => agent === direct.id);
      return world.children(direct.id).length > 0 || isAgent ? refused(409, "i_customer") : done;
    }
    case "createCustomer":
      return change(world, scope, null, meant);
    case "updateCustomer":
      return direct ? change(world, scope, direct, meant) : refused(404, "i_customer");
    case "customerAddFunds":
    case "customerCredit":
    case "customerDebit":
      return direct ? funds(world, scope, direct, operation, meant) : refused(404, "i_customer");
    case "blockCustomer":
      return reached ? done : refused(404, "i_customer");
    case "unblockCustomer": {
      if (!reached) return refused(404, "i_customer");
      const lifted = [...reached.blockedBy].some((setter) => world.isWithin(setter, actor));
      return lifted ? done : refused(409, "i_customer");
    }
    case "addRoutingGroup":
    case "deleteRoutingGroup":
      return routingGroup(world, scope.id, operation, meant);
    default:
      return tariff(world, scope.id, operation, meant);
  }
}

type Meant = Call["meant"];

function change(world: World, parent: Customer, stored: Customer | null, meant: Meant): Verdict {
  return (
    needsDatabase(world, parent, stored, meant) ??
    references(world, parent, stored, meant) ??
    gifts(world, parent, stored, meant) ??
    (stored === null && tooDeep(world, parent) ? refused(403, "max_depth") : null) ??
    conflicts(world, parent, stored, meant)
  );
}

/** 400: against the password policy in force, a weaker policy, or a commission agent from elsewhere */
function needsDatabase(
  world: World,
  parent: Customer,
  stored: Customer | null,
  meant: Meant,
): Verdict | null {
  const own = Number(meant.i_password_policy ?? stored?.policy ?? 1);
  const policy = Math.max(own, ...world.way(parent.id).map((one) => one.policy));
  const least = [0, 8, 12, 16][policy] ?? 8;
  if (typeof meant.web_password === "string" && meant.web_password.length < least)
    return refused(400, "web_password");
  if (
    meant.i_password_policy !== undefined &&
    meant.i_password_policy !== stored?.policy &&
    own < parent.policy
  )
    return refused(400, "i_password_policy");
  const agent = meant.i_commission_agent;
  if (typeof agent !== "number" || agent === stored?.agent) return null;
  const isSibling = world.customers.get(agent)?.parent === parent.id && agent !== stored?.id;
  return isSibling ? null : refused(400, "i_commission_agent");
}

/** 403: a tariff or routing group that the actor may not give or that does not exist */
function references(world: World, parent: Customer, stored: Customer | null, meant: Meant): Verdict | null {
  const { i_tariff, i_routing_group: group } = meant;
  if (i_tariff !== undefined && i_tariff !== stored?.i_tariff) {
    const may =
      i_tariff === null
        ? world.effective(parent.id, "use_own_tariff") === 1
        : world.tariffs.get(Number(i_tariff))?.owner === parent.id;
    if (!may) return refused(403, "i_tariff");
  }
  if (typeof group !== "number" || group === stored?.i_routing_group) return null;
  const may = world.groups.get(group)?.owner === parent.id || world.groupInForce(parent.id) === group;
  return may ? null : refused(403, "i_routing_group");
}

/** 403: set in the new value but not in the stored one, and the parent cannot give it */
function gifts(world: World, parent: Customer, stored: Customer | null, meant: Meant): Verdict | null {
  const name = given.find((name) => {
    const gift = Number(meant[name] ?? 0) & ~(stored?.rights[name] ?? 0);
    return (gift & ~world.effective(parent.id, name === "api_access" ? "api_mgmt" : name)) !== 0;
  });
  return name ? refused(403, name) : null;
}

function tooDeep(world: World, parent: Customer): boolean {
  return world.way(parent.id).some(({ max_depth }, levels) => max_depth !== null && levels + 1 > max_depth);
}

/** 409: several reasons can hold at once, and the specification does not order them. */
function conflicts(world: World, parent: Customer, stored: Customer | null, meant: Meant): Verdict {
  const found: string[] = [];
  const { name, web_login: login = stored ? undefined : name, i_tariff } = meant;
  const isOther = (holder: Customer | undefined) => holder !== undefined && holder !== stored;
  if (typeof name === "string" && isOther(world.byName(name))) found.push("name");
  if (typeof login === "string" && isOther(world.byLogin(login))) found.push("web_login");
  const theirs = typeof i_tariff === "number" ? world.tariffs.get(i_tariff)?.currency : parent.currency;
  if (stored && i_tariff !== undefined && i_tariff !== stored.i_tariff && theirs !== stored.currency)
    found.push("i_tariff");
  const after = {
    balance: BigInt(String(meant.balance ?? stored?.balance ?? 0)),
    credit_limit: BigInt(String(meant.credit_limit ?? stored?.credit_limit ?? 0)),
  };
  if (overcommits(world, parent, stored, after, stored?.currency ?? theirs ?? parent.currency))
    found.push(after.balance > (stored?.balance ?? 0n) ? "balance" : "credit_limit");
  if (stored && meant.overcommit_protection === 1 && !stored.protection) {
    const foreign = world
      .children(stored.id)
      .some((one) => one.currency !== stored.currency && share(one) > 0n);
    if (foreign) found.push("overcommit_protection");
  }
  return found.length ? refused(409, ...found) : done;
}

/** A payment, credit or charge. Repeating the same call succeeds without effect. */
function funds(world: World, parent: Customer, target: Customer, operation: string, meant: Meant): Verdict {
  const amount = BigInt(String(meant.amount));
  const first =
    "idempotency_key" in meant ? world.keys.get(`${target.id} ${meant.idempotency_key}`) : undefined;
  const isRepeated = first?.operation === operation && first.amount === amount;
  const balance = target.balance + (operation === "customerDebit" ? -amount : amount);
  const most = 999_999_999_999_999n;
  if (!isRepeated && (balance > most || balance < -most)) return refused(400, "amount");
  const found: string[] = [];
  if (meant.currency !== undefined && meant.currency !== target.currency) found.push("currency");
  if (first && !isRepeated) found.push("idempotency_key");
  const after = { ...target, balance };
  if (!first && overcommits(world, parent, target, after, target.currency)) found.push("amount");
  return found.length ? refused(409, ...found) : done;
}

function overcommits(
  world: World,
  parent: Customer,
  stored: Customer | null,
  after: Pick<Customer, "balance" | "credit_limit">,
  currency: string,
): boolean {
  if (!parent.protection || share(after) <= (stored ? share(stored) : 0n)) return false;
  if (currency !== parent.currency) return true;
  const others = world.children(parent.id).filter(({ id }) => id !== stored?.id);
  const sum = others.reduce((all, child) => all + share(child), share(after));
  return sum * 100n > (parent.balance + parent.credit_limit) * BigInt(100 + parent.allowed);
}

function tariff(world: World, scope: number, operation: string, meant: Meant): Verdict {
  const used = [...world.customers.values()].some(({ i_tariff }) => i_tariff === meant.i_tariff);
  const found = typeof meant.i_tariff === "number" ? world.tariffs.get(meant.i_tariff) : undefined;
  if (operation !== "addTariff" && found?.owner !== scope) return refused(404, "i_tariff");
  if (operation === "deleteTariff") return used ? refused(409, "currency") : done;
  const taken = [...world.tariffs].some(
    ([id, one]) =>
      id !== meant.i_tariff && one.owner === scope && fold(one.name) === fold(String(meant.name)),
  );
  const conflict = [
    ...(taken ? ["name"] : []),
    ...(used && found && found.currency !== meant.currency ? ["currency"] : []),
  ];
  return conflict.length ? refused(409, ...conflict) : done;
}

function routingGroup(world: World, scope: number, operation: string, meant: Meant): Verdict {
  const own = [...world.groups].filter(([, { owner }]) => owner === scope);
  if (operation === "addRoutingGroup")
    return own.some(([, { name }]) => fold(name) === fold(String(meant.name))) ? refused(409, "name") : done;
  if (!own.some(([id]) => id === meant.i_routing_group)) return refused(404, "i_routing_group");
  const used = [...world.customers.values()].some(
    ({ i_routing_group }) => i_routing_group === meant.i_routing_group,
  );
  return used ? refused(409, "i_routing_group") : done;
}

/** For oneself without a right; for a descendant's web user with the right to edit; never for root's own. */
function oneTimePassword(world: World, { actor, meant }: Call): Verdict {
  const owner = world.byLogin(String(meant.web_login));
  if (owner?.id !== actor && (world.effective(actor, "customers_mgmt") & 2) === 0)
    return refused(403, undefined);
  return owner && owner.id !== 1 && world.isWithin(owner.id, actor) ? done : refused(404, "web_login");
}

/** About oneself and descendants, from a trusted host about anyone. All failures look the same. */
function authenticate(world: World, { actor, meant }: Call): Verdict {
  const owner = world.byLogin(String(meant.username));
  const right =
    owner &&
    owner.password === meant.password &&
    world.isWithin(owner.id, actor) &&
    !world.isStopped(owner.id);
  return right ? done : refused(401, undefined);
}
