import { type AttributeName, attributeOf, type CustomerValues, namesOf } from "@/attributes/customer";
import type { Act } from "../actor/access-levels";
import type { Actor } from "../actor/actor";
import { followCustomer } from "../credentials/customer-settings";
import { demandPolicy, policyInForce } from "../credentials/password-policy";
import { Refusal } from "../ground/refusal";
import { audit } from "../operation/audit";
import { describeChanges } from "../operation/changes";
import { notFound } from "../operation/demands";
import { isPerson } from "../operation/needs";
import { operation } from "../operation/operation";
import { storedCustomer } from "../record/customer-row";
import { readAttributes } from "../record/read-attributes";
import { demandUnchanged, readShown } from "../record/shown";
import { actsFor, leastActs } from "./update-customer";
import { fundsDemands, writeCustomer } from "./write-customer";

/**
 * Changes one's own data: the attributes marked `parent+self`, in the web interface or by a key. One's own password has an
 * operation of its own, since it asks for the present one, and no program changes what leads to a log-in. Source: semantics, 'Who may do what'.
 * With `as_one` the customer's only web user gives up their own settings for the customer's, which are then the same.
 * @throws Refusal 400 · 403 an attribute that only the parent sets · 409 taken, changed meanwhile
 */
export const updateOwnData = operation({
  name: "updateOwnData",
  input: (raw) => {
    const values = readAttributes(raw);
    const names = namesOf(values);
    const asOne = raw.as_one !== undefined;
    if (names.length === 0 && !asOne) {
      throw new Refusal(400, "At least one attribute is required", undefined, { key: "nothing_to_change" });
    }
    const foreign = names.find(
      (name) => attributeOf(name).setBy !== "parent+self" || name === "web_password",
    );
    if (foreign) {
      throw new Refusal(403, `Parameter ${foreign} is set by your provider`, foreign, {
        key: "set_by_parent",
      });
    }
    return { values, names, asOne, shown: readShown(raw.shown) };
  },
  needs: {
    about: "scope",
    right: null,
    acts: { of: (input) => actsForOwn(input.names), some: [["preferences"], ...leastActs] },
    scope: "none",
    // a secret, and the address to which links and one-time passwords may go
    fresh: ({ names }) => names.some((name) => attributeOf(name).opensLogIn),
    locks: "target",
    // through XML-RPC updateCustomer of oneself finds nobody
    who: (actor) => {
      if (!isPerson(actor) && !actor.key) throw notFound();
    },
  },
  effect: "writes",
  tag: "customer",
  async run({ db, actor, lineage, check, afterwards, input: { values, names, shown, asOne } }) {
    const stored = await storedCustomer(db, actor.i_customer);
    const policy = policyInForce(lineage);
    await check(
      () => demandInPerson(actor, names),
      () => demandUnchanged(stored, values, shown),
      () => demandPolicy("api_password", values.api_password, policy, [stored.name, stored.web_login]),
      ...fundsDemands(db, null, stored, values),
    );
    const before = await writeCustomer({ db, actor, stored, values, afterwards });
    const changes = describeChanges(before as Partial<CustomerValues>, values);
    await audit(db, actor, { operation: "updateOwnData", target: stored, changes });
    if (asOne) await followCustomer(db, actor, stored);
    return {};
  },
});

/** What leads to a log-in outlasts a key: a program that has one cannot change it. @throws Refusal 403 */
function demandInPerson({ key }: Actor, names: readonly AttributeName[]): void {
  const opening = key && names.find((name) => attributeOf(name).opensLogIn);
  if (!opening) return;
  throw new Refusal(403, `Parameter ${opening} is changed in person, in the portal`, opening, {
    key: "in_person",
  });
}

/**
 * The rows of the table of access levels that a change of these own attributes needs. Administrators set what all web
 * users of the customer follow; everybody else chooses for themselves, by `editOwnSettings`.
 */
export function actsForOwn(names: readonly AttributeName[]): Act[] {
  const inGroup = (group: string) => names.filter((name) => attributeOf(name).group === group);
  const [preferences, payments] = [inGroup("self-care"), inGroup("payments")];
  const others = names.filter((name) => !preferences.includes(name) && !payments.includes(name));
  return [
    ...(preferences.length ? (["preferences"] as const) : []),
    ...(payments.length ? (["funds"] as const) : []),
    ...actsFor(others),
  ];
}
