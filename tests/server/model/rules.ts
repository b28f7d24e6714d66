import { type Customer, given, type World } from "./tree";

/** What the specification says of a call: done, or the codes (and attributes) with which it may be refused. */
export type Verdict =
  | { readonly ok: true }
  | { readonly ok: false; readonly code: number; readonly attributes: readonly (string | undefined)[] };

const done: Verdict = { ok: true };
const refused = (code: number, ...attributes: (string | undefined)[]): Verdict => ({
  ok: false,
  code,
  attributes,
});

export type Call = {
  readonly actor: number;
  readonly trusted: boolean;
  /** undefined: not said */
  readonly i_wholesaler: number | string | undefined;
  readonly operation: string;
  readonly input: Readonly<Record<string, unknown>>;
  /** the attribute that has a wrong value, where the generator put one in; first in order */
  readonly wrong: string | null;
};

/** what real clients send, and no attribute is called */
export const stray: readonly string[] = ["is_prepaid", "vat"];

const customersBit: Readonly<Record<string, number>> = {
  createCustomer: 1,
  updateCustomer: 2,
  deleteCustomer: 4,
};
const tariffsBit: Readonly<Record<string, number>> = { addTariff: 1, editTariff: 2, deleteTariff: 4 };

/** The rules of 'Who may do what', in the order of its refusals. */
export function verdict(world: World, call: Call): Verdict {
  const { input, operation } = call;
  if (operation === "resetCustomerOneTimePassword") return oneTimePassword(world, call);
  // 400: i_wholesaler, then the shape
  if (call.i_wholesaler === undefined ? call.trusted : typeof call.i_wholesaler === "string")
    return refused(400, "i_wholesaler");
  const shape = shapeOf(call);
  if (shape) return shape;
  // 403: out of scope, then the right
  const scope = typeof call.i_wholesaler === "number" ? call.i_wholesaler : call.actor;
  if (!world.isWithin(scope, call.actor)) return refused(403, "i_wholesaler");
  const lacks = (mask: string, bit: number | undefined) =>
    bit !== undefined && (world.effective(call.actor, mask) & bit) === 0;
  if (lacks("customers_mgmt", customersBit[operation]) || lacks("tariffs_mgmt", tariffsBit[operation]))
    return refused(403, undefined);
  const target = typeof input.i_customer === "number" ? world.customers.get(input.i_customer) : undefined;
  const isDirect = target?.parent === scope;
  switch (operation) {
    case "listCustomers":
      return done;
    case "getCustomerInfo": {
      const asked =
        target ?? [...world.customers.values()].find(({ name }) => fold(name) === fold(String(input.name)));
      return asked && (asked.parent === scope || asked.id === scope) ? done : refused(404, "i_customer");
    }
    case "deleteCustomer": {
      if (!target || !isDirect) return refused(404, "i_customer");
      const used =
        world.children(target.id).length > 0 ||
        [...world.customers.values()].some(({ agent }) => agent === target.id);
      return used ? refused(409, "i_customer") : done;
    }
    case "createCustomer":
      return change(world, world.get(scope), null, input);
    case "updateCustomer":
      return target && isDirect ? change(world, world.get(scope), target, input) : refused(404, "i_customer");
    default:
      return tariff(world, scope, operation, input);
  }
}

function shapeOf({ operation, input, wrong }: Call): Verdict | null {
  const required =
    {
      createCustomer: ["i_tariff", "name", "web_password"],
      updateCustomer: ["i_customer"],
      deleteCustomer: ["i_customer"],
    }[operation] ?? [];
  const missing = required.find((name) => input[name] === undefined);
  if (missing) return refused(400, missing);
  if (wrong) return refused(400, wrong);
  return operation === "updateCustomer" &&
    Object.keys(input).every((name) => name === "i_customer" || stray.includes(name))
    ? refused(400, undefined)
    : null;
}

function change(world: World, parent: Customer, stored: Customer | null, input: Call["input"]): Verdict {
  // 400: what needs the database
  const policy = Math.max(
    Number(input.i_password_policy ?? stored?.policy ?? 1),
    ...world.way(parent.id).map((one) => one.policy),
  );
  const password = input.web_password;
  const least = [0, 8, 12, 16][policy] ?? 8;
  if (typeof password === "string" && password.length < least) return refused(400, "web_password");
  const newPolicy = input.i_password_policy;
  if (newPolicy !== undefined && newPolicy !== stored?.policy && Number(newPolicy) < parent.policy)
    return refused(400, "i_password_policy");
  const agent = input.i_commission_agent;
  if (typeof agent === "number" && agent !== stored?.agent) {
    const sibling = world.customers.get(agent);
    if (sibling?.parent !== parent.id || agent === stored?.id) return refused(400, "i_commission_agent");
  }
  // 403: delegation, in the order of the table; then depth
  const tariffs = input.i_tariff;
  const changesTariff = tariffs !== undefined && (stored === null || tariffs !== stored.i_tariff);
  const own = typeof tariffs === "number" ? world.tariffs.get(tariffs) : undefined;
  if (
    changesTariff &&
    (tariffs === null ? world.effective(parent.id, "use_own_tariff") !== 1 : own?.owner !== parent.id)
  )
    return refused(403, "i_tariff");
  const group = input.i_routing_group;
  if (typeof group === "number" && group !== stored?.i_routing_group) {
    if (world.groups.get(group)?.owner !== parent.id && world.groupInForce(parent.id) !== group)
      return refused(403, "i_routing_group");
  }
  for (const name of given) {
    const gift = Number(input[name] ?? 0) & ~(stored?.rights[name] ?? 0);
    const source = name === "api_access" ? "api_mgmt" : name;
    if (gift & ~world.effective(parent.id, source)) return refused(403, name);
  }
  if (stored === null) {
    const tooDeep = world
      .way(parent.id)
      .some((above, levels) => above.max_depth !== null && levels + 1 > above.max_depth);
    if (tooDeep) return refused(403, "max_depth");
  }
  return conflicts(world, parent, stored, input, changesTariff ? (own?.currency ?? parent.currency) : null);
}

/** 409: several can be true at once, and the specification does not say which comes first. */
function conflicts(
  world: World,
  parent: Customer,
  stored: Customer | null,
  input: Call["input"],
  tariffCurrency: string | null,
): Verdict {
  const found: string[] = [];
  const others = [...world.customers.values()].filter(({ id }) => id !== stored?.id);
  const name = typeof input.name === "string" ? input.name : null;
  const login = typeof input.web_login === "string" ? input.web_login : stored ? null : name;
  if (name && others.some((one) => fold(one.name) === fold(name))) found.push("name");
  if (login && others.some((one) => fold(one.login) === fold(login))) found.push("web_login");
  const currency = stored?.currency ?? tariffCurrency ?? parent.currency;
  if (stored && tariffCurrency !== null && tariffCurrency !== stored.currency) found.push("i_tariff");
  const after = {
    balance: Number(input.balance ?? stored?.balance ?? 0),
    credit_limit: Number(input.credit_limit ?? stored?.credit_limit ?? 0),
  };
  if (parent.protection && world.share(after) > (stored ? world.share(stored) : 0)) {
    const tooMuch = world.share(after) > world.left(parent, stored?.id ?? 0);
    if (currency !== parent.currency || tooMuch) found.push("balance", "credit_limit");
  }
  if (stored && input.overcommit_protection === true && !stored.protection) {
    const foreign = world
      .children(stored.id)
      .some((child) => child.currency !== stored.currency && world.share(child) > 0);
    if (foreign) found.push("overcommit_protection");
  }
  return found.length ? refused(409, ...found) : done;
}

function tariff(world: World, scope: number, operation: string, input: Call["input"]): Verdict {
  const all = [...world.tariffs.entries()];
  const used = [...world.customers.values()].some(({ i_tariff }) => i_tariff === input.i_tariff);
  const found = typeof input.i_tariff === "number" ? world.tariffs.get(input.i_tariff) : undefined;
  if (operation !== "addTariff" && found?.owner !== scope) return refused(404, "i_tariff");
  if (operation === "deleteTariff") return used ? refused(409, "currency") : done;
  const taken = all.some(
    ([id, one]) =>
      id !== input.i_tariff && one.owner === scope && fold(one.name) === fold(String(input.name)),
  );
  const conflict = [
    ...(taken ? ["name"] : []),
    ...(used && found && found.currency !== input.currency ? ["currency"] : []),
  ];
  return conflict.length ? refused(409, ...conflict) : done;
}

/** For oneself without a right; for any descendant's web user with the right to edit; never root's own. */
function oneTimePassword(world: World, { actor, input }: Call): Verdict {
  const owner = [...world.customers.values()].find(
    ({ login }) => fold(login) === fold(String(input.web_login)),
  );
  const own = owner?.id === actor;
  if (!own && (world.effective(actor, "customers_mgmt") & 2) === 0) return refused(403, undefined);
  return owner && owner.id !== 1 && world.isWithin(owner.id, actor) ? done : refused(404, "web_login");
}

function fold(text: string): string {
  return text.toLowerCase();
}
