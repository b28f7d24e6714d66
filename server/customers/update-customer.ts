import { type AttributeName, attributeOf, type CustomerValues, namesOf } from "@/attributes/customer";
import { millionths } from "@/attributes/reading/decimal";
import type { Act } from "../actor/access-levels";
import type { Actor } from "../actor/actor";
import { demandPolicy, policyInForce } from "../credentials/password-policy";
import { Refusal } from "../ground/refusal";
import { settings } from "../ground/settings";
import { isOn } from "../input/is-on";
import { readId } from "../input/read-id";
import { endIfDue } from "../ledger/credit-limit-ends";
import { readFunds } from "../ledger/overcommit";
import { audit } from "../operation/audit";
import { describeChanges } from "../operation/changes";
import { operation } from "../operation/operation";
import { type CustomerRow, storedCustomer } from "../record/customer-row";
import { demandOwnName } from "../record/demand-own-name";
import { demandAgent, demandPolicyStrength, findReferences, giftDemands } from "../record/limits";
import { noteUnknown, readAttributes } from "../record/read-attributes";
import { demandUnchanged, readShown } from "../record/shown";
import { undoingOf } from "../record/undoing-of";
import { fundsDemands, writeCustomer } from "./write-customer";

/** The least that a change of some attribute needs: no smaller rows are enough for any. */
export const leastActs: readonly (readonly Act[])[] = [["funds"], ["manage"], ["web_users", "credentials"]];

/**
 * Changes a sub-customer of the scope. Absent attributes stay as they are. Source: seed, updateCustomer().
 * Forms of the web also send what they showed (`shown`), so that two people do not overwrite each other.
 * @throws Refusal 400 bad value · 403 right or gift · 404 · 409 taken, overcommit, currency, changed meanwhile
 */
export const updateCustomer = operation({
  name: "updateCustomer",
  effect: "writes",
  input: (raw, actor) => {
    noteUnknown(raw, ["i_customer", "shown", "must_change"], actor.i_customer);
    const i_customer = readId(raw, "i_customer");
    const values = readAttributes(raw);
    if (Object.keys(values).length === 0) {
      throw new Refusal(400, "At least one attribute is required", undefined, { key: "nothing_to_change" });
    }
    // programs never ask for a change of the password
    const mustChange = actor.door === "web" && (raw.must_change === undefined || isOn(raw.must_change));
    return { i_customer, values, shown: readShown(raw.shown), mustChange };
  },
  needs: {
    about: { what: "customer", by: ["i_customer"], whose: "child" },
    right: { area: "customers", action: "edit" },
    // reading the changes comes first, and refuses what it cannot read
    acts: { of: (input) => actsFor(namesOf(input.values)), some: leastActs },
    scope: "i_wholesaler",
    // as strong as a one-time password: who sets these can log in as the customer, at once or by the mailed link
    fresh: ({ values }) => namesOf(values).some((name) => attributeOf(name).opensLogIn),
    locks: ({ values }) => (touchesFunds(values) ? "funds" : "target"),
  },
  async run({ db, actor, scope, lineage, rights, target, check, afterwards, input }) {
    const { i_customer, values, shown, mustChange } = input;
    const funds = touchesFunds(values) ? await readFunds(db, scope.i_customer) : null;
    const found = await storedCustomer(db, target.i_customer);
    const stored = funds ? await endIfDue(db, found) : found;
    const references = await findReferences(db, scope, changed(values, stored));
    const policy = policyInForce(lineage, values.i_password_policy ?? stored.i_password_policy);
    const names = [values.name ?? stored.name, values.web_login ?? stored.web_login];
    const { i_password_policy, i_commission_agent } = values;
    await check(
      () => demandUnchanged(stored, values, shown),
      () => demandOwnName(db, actor, stored, values),
      () => demandPolicy("web_password", values.web_password, policy, names),
      () => demandPolicy("api_password", values.api_password, policy, names),
      () => {
        if (i_password_policy !== stored.i_password_policy) demandPolicyStrength(scope, i_password_policy);
      },
      () => {
        if (i_commission_agent !== stored.i_commission_agent)
          demandAgent(references, i_commission_agent, i_customer);
      },
      ...giftDemands(lineage, rights, references, values, stored),
      () => demandSameCurrency(stored, values, references.tariff?.currency ?? scope.base_currency),
      () => demandNotSentBack(actor, stored, values),
      ...fundsDemands(db, funds, stored, values),
    );
    const undoing = actor.job ? await undoingOf(db, i_customer, values) : {};
    const before = await writeCustomer({ db, actor, stored, values, mustChange, afterwards });
    await audit(db, actor, {
      operation: "updateCustomer",
      target: { ...stored, name: values.name ?? stored.name },
      changes: describeChanges(before, values),
      ...undoing,
    });
    return {};
  },
});

function touchesFunds({ balance, credit_limit }: Partial<CustomerValues>): boolean {
  return balance !== undefined || credit_limit !== undefined;
}

/** A customer's currency never changes: a tariff in another one is refused. */
function demandSameCurrency(stored: CustomerRow, values: Partial<CustomerValues>, theirs: string): void {
  const { i_tariff } = values;
  if (i_tariff === undefined || i_tariff === stored.i_tariff || theirs === stored.base_currency) return;
  const text = `Parameter i_tariff is in ${theirs}, the customer in ${stored.base_currency}`;
  throw new Refusal(409, text, "i_tariff", {
    key: "currency",
    values: { theirs, own: stored.base_currency },
  });
}

/**
 * With XMLAPI_INVERT_BALANCE a program that sends exactly the inverted present balance is sending back the whole struct
 * it got from us, and means no correction. Source: semantics, 'Getting and listing'.
 * @throws Refusal 409
 */
function demandNotSentBack({ door }: Actor, stored: CustomerRow, { balance }: Partial<CustomerValues>): void {
  if (!settings().xmlapiInvertBalance || (door !== "api" && door !== "bridge" && door !== "trusted")) return;
  const present = millionths(stored.balance);
  if (balance === undefined || present === 0n || millionths(balance) !== -present) return;
  throw new Refusal(
    409,
    "Parameter balance is the present one with its sign turned, as getCustomerInfo gave it; leave it out",
    "balance",
    { key: "balance_sent_back" },
  );
}

/** The rows of the table of access levels that a change of these attributes needs. */
export function actsFor(names: readonly AttributeName[]): Act[] {
  return [...new Set(names.flatMap(actsForOne))];
}

function actsForOne(name: AttributeName): Act[] {
  const { group, credential } = attributeOf(name);
  if (name === "balance" || name === "credit_limit" || group === "contact") return ["funds"];
  const row = group === "api" || group === "notifications" || name === "dns_alias" ? "web_users" : "manage";
  return credential ? [row, "credentials"] : [row];
}

/** The values that differ from the stored ones: a kept value needs no new proof. */
function changed(values: Partial<CustomerValues>, stored: Partial<CustomerValues>): Partial<CustomerValues> {
  return Object.fromEntries(
    namesOf(values).flatMap((name) => (values[name] === stored[name] ? [] : [[name, values[name]]])),
  );
}
