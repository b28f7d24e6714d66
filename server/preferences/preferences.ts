import type { Kind } from "@/attributes/kinds/kind";
import {
  customerPreferences,
  type PreferenceName,
  type Preferences,
  preferenceNames,
} from "@/attributes/preferences";
import type { Queries } from "../database/client";
import { Prisma } from "../database/generated/client";
import { readRows } from "../database/rows";
import { Refusal } from "../ground/refusal";
import { readId } from "../input/read-id";
import { byKind, readRequired } from "../input/read-parameter";
import { noteFunds } from "../ledger/low-balance";
import { audit } from "../operation/audit";
import { changesBetween } from "../operation/changes";
import { editBelow } from "../operation/needs";
import { operation } from "../operation/operation";

type Raw = Readonly<Record<string, unknown>>;

/** Reads the preferences of one's own customer or of one below. @throws Refusal 404 no such customer, or not yours */
export const getPreferences = operation({
  name: "getPreferences",
  needs: {
    about: {
      what: "customer",
      by: ["i_customer"],
      whose: "own-or-below",
      opens: true,
      reads: selectPreferences,
    },
    right: null,
    acts: ["read"],
    scope: "none",
  },
  effect: "reads",
  input: (raw) => ({ i_customer: readId(raw, "i_customer") }),
  async run({ target }): Promise<{ preferences: Preferences }> {
    // the row of `reads`
    return { preferences: withDefaults(target.record as Partial<Preferences> | null) };
  },
});

/**
 * Changes preferences of one's own customer; of a customer below only the threshold of its balance. Absent ones stay as they are.
 * Only a customer itself decides whether its providers may open its portal. Source: semantics, 'Support'.
 * @throws Refusal 400 · 403 right, level, or only the customer itself sets it · 404
 */
export const setPreferences = operation({
  name: "setPreferences",
  effect: "writes",
  input: (raw) => {
    const i_customer = readId(raw, "i_customer");
    const values = readPreferences(raw);
    const names = preferenceNames.filter((name) => values[name] !== undefined);
    if (names.length === 0) {
      throw new Refusal(400, "At least one preference is required", undefined, { key: "nothing_to_change" });
    }
    return { i_customer, values, ownOnly: names.find((name) => customerPreferences[name].setBy === "self") };
  },
  needs: {
    about: { what: "customer", by: ["i_customer"], whose: "own-or-below", opens: true },
    right: editBelow,
    // administrators decide about everybody's log-ins, whoever handles funds about the threshold
    acts: {
      of: ({ ownOnly }) => (ownOnly ? ["web_users"] : ["funds"]),
      some: [["web_users"], ["funds"]],
    },
    scope: "none",
    // whether its balance is low hangs on the threshold and on its funds
    locks: "target",
    // they decide who gets in, and who is told: not for somebody who finds an open browser
    fresh: ({ ownOnly }) => ownOnly !== undefined,
  },
  async run({ db, actor, target, check, input: { i_customer, values, ownOnly } }) {
    await check(() => {
      if (target.relation === "own" || !ownOnly) return;
      throw new Refusal(403, `Parameter ${ownOnly} is set by the customer itself`, ownOnly, {
        key: "set_by_customer",
      });
    });
    const before = await findPreferences(db, i_customer);
    const { low_balance_threshold: threshold, ...switches } = values;
    const data = { ...switches, ...(threshold === undefined ? {} : { low_balance_threshold: threshold }) };
    await db.customerPreferences.upsert({
      where: { i_customer },
      create: { i_customer, ...data },
      update: data,
      select: { i_customer: true },
    });
    if (threshold !== undefined) await noteFunds(db, { i_customer });
    await audit(db, actor, {
      operation: "setPreferences",
      target: target.customer,
      changes: changesBetween(before, values),
    });
    return {};
  },
});

/** Reads a customer's preferences, with the defaults of those that nobody set. */
async function findPreferences(db: Queries, i_customer: number): Promise<Preferences> {
  const [row] = await readRows<Preferences>(db, selectPreferences(Prisma.sql`${i_customer}::int`));
  return withDefaults(row ?? null);
}

function selectPreferences(id: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
    SELECT low_balance_threshold::text, require_factor, refuse_support, mail_support_changes, bridge, receipt_name, receipt_address
      FROM customer_preferences WHERE i_customer = ${id}`;
}

function withDefaults(row: Partial<Preferences> | null): Preferences {
  const { low_balance_threshold, require_factor, refuse_support, mail_support_changes, bridge } =
    customerPreferences;
  return {
    low_balance_threshold: row?.low_balance_threshold ?? low_balance_threshold.standard,
    require_factor: row?.require_factor ?? require_factor.standard,
    refuse_support: row?.refuse_support ?? refuse_support.standard,
    mail_support_changes: row?.mail_support_changes ?? mail_support_changes.standard,
    bridge: row?.bridge ?? bridge.standard,
    receipt_name: row?.receipt_name ?? "",
    receipt_address: row?.receipt_address ?? "",
  };
}

/** @throws Refusal 400 naming the preference */
function readPreferences(raw: Raw): Partial<Preferences> {
  return Object.fromEntries(
    preferenceNames.flatMap((name) => (raw[name] === undefined ? [] : [[name, readOne(raw, name)]])),
  );
}

function readOne(raw: Raw, name: PreferenceName): unknown {
  const { kind, empty } = customerPreferences[name];
  if (empty && (raw[name] === "" || raw[name] === null)) return null;
  // the kind of each preference reads its values
  return readRequired(raw, name, byKind(kind as Kind<unknown>));
}
