import { readValue } from "@/attributes/kinds/kind";
import { codeReference } from "@/attributes/kinds/reference";
import type { Queries } from "../database/client";
import { Prisma } from "../database/generated/client";
import { readRows } from "../database/rows";
import { isInDictionary } from "../dictionaries/dictionaries";
import { Refusal } from "../ground/refusal";
import { nameKeys } from "../ground/text/unique-key";
import { readId } from "../input/read-id";
import { readName, readNewName } from "../input/read-name";
import { audit } from "../operation/audit";
import { changesBetween, countedUp } from "../operation/changes";
import { kindsOfTarget } from "../operation/kinds-of-target";
import { operation } from "../operation/operation";

type Raw = Readonly<Record<string, unknown>>;

export type ListedTariff = {
  readonly i_tariff: number;
  readonly name: string;
  readonly currency: string;
  /** how many sub-customers use it; null: nobody asked */
  readonly used: number | null;
};

/**
 * Lists the tariffs that the scope owns, by name, or the one that `i_tariff` names; with `used: false` it counts no customers.
 * @throws Refusal 404
 */
export const listTariffs = operation({
  name: "listTariffs",
  input: (raw) => ({
    used: raw.used !== false,
    i_tariff: raw.i_tariff === undefined ? undefined : readId(raw, "i_tariff"),
  }),
  needs: {
    about: { what: "tariff", by: ["i_tariff"], whose: "own", optional: true },
    right: null,
    acts: ["read"],
    scope: "i_wholesaler",
  },
  effect: "reads",
  async run({ db, scope, target, input }): Promise<{ tariffs: ListedTariff[] }> {
    const which = target ? Prisma.sql`AND t.i_tariff = ${target.id}` : Prisma.empty;
    const used = input.used
      ? Prisma.sql`(SELECT count(*)::int FROM customers c WHERE c.i_tariff = t.i_tariff)`
      : Prisma.sql`NULL::int`;
    const tariffs = await readRows<ListedTariff>(
      db,
      Prisma.sql`
        SELECT t.i_tariff, t.name, t.currency, ${used} AS used
          FROM tariffs t WHERE t.i_customer = ${scope.i_customer} ${which} ORDER BY t.name_order`,
    );
    return { tariffs };
  },
});

/** Adds a tariff to the scope. @throws Refusal 403 right · 409 name taken */
export const addTariff = operation({
  name: "addTariff",
  input: (raw) => ({ name: readName(raw), currency: readCurrency(raw) }),
  needs: {
    about: "scope",
    right: { area: "tariffs", action: "add" },
    acts: ["manage"],
    scope: "i_wholesaler",
  },
  effect: "writes",
  async run({ db, actor, scope, input }) {
    const data = { ...input, i_customer: scope.i_customer, ...nameKeys(input.name) };
    const { i_tariff } = await db.tariff.create({ data, select: { i_tariff: true } });
    await audit(db, actor, { operation: "addTariff", target: scope, detail: { i_tariff, ...input } });
    return { i_tariff };
  },
});

/** Renames a tariff, or changes its currency while nobody uses it; what is absent stays. @throws Refusal 403 · 404 · 409 taken, in use */
export const editTariff = operation({
  name: "editTariff",
  input: (raw) => ({
    i_tariff: readId(raw, "i_tariff"),
    name: readNewName(raw),
    currency: raw.currency === undefined ? undefined : readCurrency(raw),
  }),
  needs: {
    about: { what: "tariff", by: ["i_tariff"], whose: "own" },
    right: { area: "tariffs", action: "edit" },
    acts: ["manage"],
    scope: "i_wholesaler",
  },
  effect: "writes",
  async run({ db, actor, scope, input: { i_tariff, name, currency } }) {
    const before = await findOwn(db, scope.i_customer, i_tariff);
    const data = { name: name ?? before.name, currency: currency ?? before.currency };
    await db.tariff.update({
      where: { i_tariff },
      data: {
        ...data,
        ...(name === undefined ? {} : nameKeys(name)),
        ...countedUp(changesBetween(before, data)),
      },
      select: { i_tariff: true },
    });
    await audit(db, actor, {
      operation: "editTariff",
      target: scope,
      detail: { i_tariff, before, after: data },
    });
    return {};
  },
});

/** Deletes a tariff that nobody uses. @throws Refusal 403 · 404 · 409 in use */
export const deleteTariff = operation({
  name: "deleteTariff",
  input: (raw) => ({ i_tariff: readId(raw, "i_tariff") }),
  needs: {
    about: { what: "tariff", by: ["i_tariff"], whose: "own" },
    right: { area: "tariffs", action: "delete" },
    acts: ["manage"],
    scope: "i_wholesaler",
  },
  effect: "writes",
  async run({ db, actor, scope, input: { i_tariff } }) {
    const before = await findOwn(db, scope.i_customer, i_tariff);
    await db.tariff.delete({ where: { i_tariff }, select: { i_tariff: true } });
    await audit(db, actor, { operation: "deleteTariff", target: scope, detail: { i_tariff, before } });
    return {};
  },
});

const currencyKind = codeReference("currencies", "upper");

function readCurrency(raw: Raw): string {
  const result = readValue(currencyKind, raw.currency ?? null);
  if ("value" in result && isInDictionary("currencies", result.value)) return result.value;
  throw new Refusal(400, "Parameter currency must be a currency code such as USD", "currency", {
    key: "currency_expected",
  });
}

async function findOwn(db: Queries, i_customer: number, i_tariff: number) {
  const found = await db.tariff.findFirst({
    where: { i_tariff, i_customer },
    select: { name: true, currency: true },
  });
  if (!found) throw kindsOfTarget.tariff.missing("i_tariff");
  return found;
}
