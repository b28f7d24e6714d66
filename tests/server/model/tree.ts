/** A customer as the specification speaks of it, kept apart from the program: a small statement of its own. */
export type Customer = {
  id: number;
  parent: number | null;
  name: string;
  login: string;
  /** masks, flags and features, by name; features as 0 and 1 */
  rights: Record<string, number>;
  max_depth: number | null;
  i_tariff: number | null;
  i_routing_group: number | null;
  currency: string;
  /** whole units */
  balance: number;
  credit_limit: number;
  protection: boolean;
  allowed: number;
  agent: number | null;
  policy: number;
};

export const masks = ["accounts_mgmt", "customers_mgmt", "tariffs_mgmt", "vouchers_mgmt"] as const;
export const flags = ["system_mgmt", "api_access", "api_mgmt", "use_own_tariff"] as const;
export const features = ["callshop_enabled", "did_pool_enabled", "dncl_enabled"] as const;
/** in the order of the table of attributes */
export const given = [...masks, ...flags, ...features] as const;

export class World {
  readonly customers = new Map<number, Customer>();
  readonly tariffs = new Map<number, { owner: number; name: string; currency: string }>();
  readonly groups = new Map<number, { owner: number }>();

  get(id: number): Customer {
    const found = this.customers.get(id);
    if (!found) throw new Error(`the model has no customer ${id}`);
    return found;
  }

  /** the customer and everybody above it, itself first */
  way(id: number): Customer[] {
    const way: Customer[] = [];
    for (let at: number | null = id; at !== null; at = this.get(at).parent) way.push(this.get(at));
    return way;
  }

  children(id: number): Customer[] {
    return [...this.customers.values()]
      .filter((customer) => customer.parent === id)
      .sort((a, b) => a.id - b.id);
  }

  isWithin(id: number, top: number): boolean {
    return this.customers.has(id) && this.way(id).some((customer) => customer.id === top);
  }

  /** 'own rights AND those of all ancestors'; api_access: own, and the parent's effective api_mgmt */
  effective(id: number, name: string): number {
    const way = this.way(id);
    if (name !== "api_access") return way.reduce((all, customer) => all & (customer.rights[name] ?? 0), 7);
    const [self, parent] = way;
    return (self?.rights.api_access ?? 0) & (parent ? this.effective(parent.id, "api_mgmt") : 1);
  }

  /** the routing group in force: the nearest on the way up */
  groupInForce(id: number): number | null {
    return this.way(id).find((customer) => customer.i_routing_group !== null)?.i_routing_group ?? null;
  }

  share(customer: Pick<Customer, "balance" | "credit_limit">): number {
    return Math.max(customer.balance, 0) + customer.credit_limit;
  }

  /** what a parent's other sub-customers leave, where it protects itself */
  left(parent: Customer, except: number): number {
    const total = (parent.balance + parent.credit_limit) * (1 + parent.allowed / 100);
    const others = this.children(parent.id).filter(({ id }) => id !== except);
    return total - others.reduce((sum, child) => sum + this.share(child), 0);
  }
}
