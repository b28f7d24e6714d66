/** A small model of a customer, written from the specification and independent of the program. */
export type Customer = {
  id: number;
  parent: number | null;
  name: string;
  login: string;
  password: string | null;
  /** masks, flags and features, by name; features as 0 and 1 */
  rights: Record<string, number>;
  max_depth: number | null;
  i_tariff: number | null;
  i_routing_group: number | null;
  currency: string;
  /** millionths */
  balance: bigint;
  credit_limit: bigint;
  protection: boolean;
  /** overcommit_limit, whole percents */
  allowed: number;
  agent: number | null;
  policy: number;
  /** who set a block */
  blockedBy: Set<number>;
  /** attributes without special rules, as stored */
  plain: Record<string, unknown>;
};

export type Tariff = { owner: number; name: string; currency: string };

export class World {
  readonly customers = new Map<number, Customer>();
  readonly tariffs = new Map<number, Tariff>();
  readonly groups = new Map<number, { owner: number; name: string }>();
  /** the call and answer of each idempotency key, by customer and key */
  readonly keys = new Map<string, { operation: string; amount: bigint; answer: object }>();
  /** tries at names that somebody outside the scope holds, by the customer that tried */
  readonly taken = new Map<number, number>();
  /** failures of authCustomer, by caller and login */
  readonly failures = new Map<string, number>();

  get(id: number): Customer {
    const found = this.customers.get(id);
    if (!found) throw new Error(`the model has no customer ${id}`);
    return found;
  }

  /** the customer and everybody above it, itself first */
  way(id: number): Customer[] {
    const lineage: Customer[] = [];
    for (let at: number | null = id; at !== null; at = this.get(at).parent) lineage.push(this.get(at));
    return lineage;
  }

  children(id: number): Customer[] {
    return [...this.customers.values()].filter(({ parent }) => parent === id).sort((a, b) => a.id - b.id);
  }

  isWithin(id: number, top: number): boolean {
    return this.customers.has(id) && this.way(id).some((customer) => customer.id === top);
  }

  /** 'own rights AND those of all ancestors'; api_access: own, and the parent's effective api_mgmt */
  effective(id: number, name: string): number {
    const lineage = this.way(id);
    if (name !== "api_access")
      return lineage.reduce((all, customer) => all & (customer.rights[name] ?? 0), 7);
    const [self, parent] = lineage;
    return (self?.rights.api_access ?? 0) & (parent ? this.effective(parent.id, "api_mgmt") : 1);
  }

  /** whether it is the same customer or one above */
  isStopped(id: number): boolean {
    return this.way(id).some(({ blockedBy }) => blockedBy.size > 0);
  }

  /** the routing group in force: its own or the nearest above */
  groupInForce(id: number): number | null {
    return this.way(id).find((customer) => customer.i_routing_group !== null)?.i_routing_group ?? null;
  }

  byLogin(login: string): Customer | undefined {
    return [...this.customers.values()].find((one) => fold(one.login) === fold(login));
  }

  byName(name: string): Customer | undefined {
    return [...this.customers.values()].find((one) => fold(one.name) === fold(name));
  }
}

/** max(balance, 0) + credit_limit */
export function share({ balance, credit_limit }: Pick<Customer, "balance" | "credit_limit">): bigint {
  return (balance > 0n ? balance : 0n) + credit_limit;
}

/** 'NFKC, trimmed, case folded', as far as the names in these tests need it. */
export function fold(text: string): string {
  return text.normalize("NFKC").trim().toLowerCase().replaceAll("ß", "ss");
}
