import { attributeOf, type CustomerValues, isAttributeName } from "@/attributes/customer";

/** The values before and after a change, by attribute. Of a secret we keep only that it changed. */
export type Changes = Readonly<Record<string, readonly [before: unknown, after: unknown] | "secret">>;

/** The values before and after, for the attributes that really change; of a secret only that it changed. */
export function describeChanges(before: Partial<CustomerValues>, after: Partial<CustomerValues>): Changes {
  const changes: Record<string, readonly [unknown, unknown] | "secret"> = {};
  for (const [name, value] of Object.entries(after)) {
    if (!isAttributeName(name)) continue;
    if (attributeOf(name).kind.kind === "secret") changes[name] = "secret";
    else if (before[name] !== value) changes[name] = [before[name] ?? null, value];
  }
  return changes;
}

/** The version of a row whose values change so, for its update by Prisma: what changed nothing counts nothing up. */
export function countedUp(changes: Changes): { readonly version?: { readonly increment: 1 } } {
  return Object.keys(changes).length === 0 ? {} : { version: { increment: 1 } };
}

/** Before and after of everything that really changed. */
export function changesBetween(
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
): Changes {
  return Object.fromEntries(
    Object.entries(after).flatMap(([name, value]) =>
      value === before[name] ? [] : [[name, [before[name], value] as const]],
    ),
  );
}
