import { type AttributeName, attributeNames, attributeOf, type CustomerValues } from "@/attributes/customer";
import { atFirstNames, pick, type RequiredName, requiredNames } from "@/attributes/lists";
import { changeAlias } from "../brand/alias/alias-proof";
import { noBrand, writeBrand } from "../brand/write-brand";
import { makeApiSecret } from "../credentials/api-secret";
import { addressNeeded, inviteWebUser } from "../credentials/links/invite-web-user";
import { makeApiPassword } from "../credentials/make-api-password";
import { hashPassword } from "../credentials/password-hash";
import { demandPolicy, policyInForce } from "../credentials/password-policy";
import type { Queries } from "../database/client";
import { Prisma } from "../database/generated/client";
import { insertion, readRows, writeRows } from "../database/rows";
import { Refusal } from "../ground/refusal";
import { loginKeys, nameKeys } from "../ground/text/unique-key";
import { isOn } from "../input/is-on";
import { share } from "../ledger/amount";
import { enter } from "../ledger/ledger";
import { demandCommittable, lockFunds } from "../ledger/overcommit";
import { audit } from "../operation/audit";
import { describeChanges } from "../operation/changes";
import { operation } from "../operation/operation";
import { firstAddress } from "../outbox/own-address";
import { queueMail } from "../outbox/queue-mail";
import { type StoredName, storedAttributes } from "../record/customer-row";
import {
  demandAgent,
  demandDepth,
  demandPolicyStrength,
  findReferences,
  giftDemands,
} from "../record/limits";
import { noteUnknown, readAttributes } from "../record/read-attributes";
import { contactOrders, searchText } from "../record/search-text";
import { noteCreated } from "../sums/differences";
import type { Node } from "../tree/tree";

type Given = Partial<CustomerValues> & Pick<CustomerValues, RequiredName | "web_login">;

/**
 * Creates a sub-customer of the actor's scope. Source: seed, createCustomer().
 * @returns the id of the new customer
 * @throws Refusal 400 bad value · 403 right, gift or depth · 409 name or login taken, overcommit, currency
 */
export const createCustomer = operation({
  name: "createCustomer",
  effect: "writes",
  input: (raw, actor) => {
    noteUnknown(raw, ["invite", "must_change"], actor.i_customer);
    // programs always set a password, and never ask for it to be changed
    const invite = (actor.door === "web" || actor.door === "support") && isOn(raw.invite);
    const given = invite ? { ...raw, web_password: makeApiPassword() } : raw;
    return {
      values: raw.web_login === undefined ? readWithoutLogin(given) : readNew(given),
      invite,
      mustChange: actor.door === "web" && (raw.must_change === undefined || isOn(raw.must_change)),
    };
  },
  needs: {
    about: "scope",
    right: { area: "customers", action: "add" },
    acts: {
      of: (input) => (givesCredential(input) ? ["manage", "credentials"] : ["manage"]),
      some: [["manage"]],
    },
    scope: "i_wholesaler",
  },
  async run({
    db,
    actor,
    scope,
    lineage,
    rights,
    input: { values: input, invite, mustChange },
    check,
    afterwards,
    dry,
  }) {
    const references = await findReferences(db, scope, input);
    const policy = policyInForce(lineage, input.i_password_policy);
    const names = [input.name, input.web_login];
    const values = complete(input, scope, references.tariff?.currency ?? scope.base_currency);
    const base_currency = references.tariff?.currency ?? scope.base_currency;
    const funds = { balance: values.balance, credit_limit: values.credit_limit };
    const none = { balance: "0.000000", credit_limit: "0.000000" };
    let password_hash: string | null = null;
    const email = firstAddress(values.email);
    await check(
      () => demandPolicy("web_password", input.web_password, policy, names),
      () => demandPolicy("api_password", input.api_password, policy, names),
      () => demandPolicyStrength(scope, input.i_password_policy),
      () => demandAgent(references, input.i_commission_agent, null),
      ...giftDemands(lineage, rights, references, input, null),
      () => demandDepth(lineage),
      () => {
        if (invite && email === "") throw addressNeeded();
      },
      async () => {
        // hashing is slow: do it before we lock the parent's row
        if (!invite && !dry) password_hash = await hashPassword(input.web_password);
        if (share(funds.balance, funds.credit_limit) === 0n) return;
        await demandCommittable(db, await lockFunds(db, scope.i_customer), { base_currency }, none, funds);
      },
    );
    const i_customer = await nextId(db);
    const path = `${scope.path}${i_customer}/`;
    const account = { i_customer, name: values.name, path, base_currency, balance: none.balance, place: 0 };
    const opening = await enter(db, actor, account, values.balance, "opening");
    const { ledger_place, owes_since, at: created_at } = opening;
    const customer = insertion({
      ...columnsOf(values),
      i_customer,
      i_wholesaler: scope.i_customer,
      created_at,
      path,
      depth: scope.depth + 1,
      ...nameKeys(values.name),
      ...contactOrders(values),
      search_text: searchText(values),
      lang_chosen: values.i_lang !== scope.i_lang,
      base_currency,
      ledger_place,
      owes_since,
      ...(input.api_password === undefined
        ? {}
        : {
            api_secret: makeApiSecret(values.web_login, input.api_password),
            api_secret_set_by: actor.i_customer,
          }),
    });
    await writeRows(db, Prisma.sql`INSERT INTO customers ${customer}`);
    await noteCreated(db, i_customer);
    if (values.dns_alias !== "") await changeAlias({ db, afterwards }, i_customer, values.dns_alias);
    const user = insertion({
      i_customer,
      login: values.web_login,
      ...loginKeys(values.web_login),
      default_user: true,
      password_hash,
      password_foreign: true,
      password_set_by: actor.i_customer,
      password_must_change: mustChange && !invite,
      made_by_line: actor.key?.line ?? null,
    });
    const [made] = await readRows<{ i_web_user: number }>(
      db,
      Prisma.sql`INSERT INTO web_users ${user} RETURNING i_web_user`,
    );
    if (!made) throw new Error("an insert returns its row");
    const { i_web_user } = made;
    if (values.css !== "") await writeBrand(db, actor, i_customer, noBrand);
    const invited = invite
      ? await inviteWebUser(db, {
          i_web_user,
          email,
          set_by: actor.i_customer,
          byJob: actor.job !== undefined,
        })
      : null;
    // programs write to their customers themselves
    if (!invite && actor.door === "web") await queueMail(db, { kind: "welcome", to: { i_web_user } });
    const target = { i_customer, path, name: values.name };
    const { web_password: _made, ...told } = input;
    const changes = describeChanges({}, invite ? told : input);
    const detail = invited ? { invited: true, invited_until: invited.invited_until } : {};
    await audit(db, actor, { operation: "createCustomer", target, changes, detail });
    return { i_customer };
  },
});

/**
 * Whether the creator learns a secret, or gets another way in than the mailed invitation. A new customer always has a
 * log-in, and an address for its invitation.
 */
function givesCredential({ values, invite }: { readonly values: Given; readonly invite: boolean }): boolean {
  const needed: readonly AttributeName[] = invite ? [...atFirstNames, "web_password"] : atFirstNames;
  return attributeNames.some(
    (name) => attributeOf(name).credential && !needed.includes(name) && Boolean(values[name]),
  );
}

function readNew(raw: Readonly<Record<string, unknown>>): Given {
  // these were required, and the login was read with them
  return readAttributes(raw, requiredNames) as Given;
}

/** Uses the name as the login if it is a valid one; otherwise the caller must give one. */
function readWithoutLogin(raw: Readonly<Record<string, unknown>>): Given {
  try {
    return readNew({ ...raw, web_login: raw.name });
  } catch (error) {
    if (!(error instanceof Refusal && error.attribute === "web_login")) throw error;
    throw new Refusal(400, "Parameter web_login is required, since the name cannot be a login", "web_login", {
      key: "login_from_name",
    });
  }
}

/** All attributes of a new customer: the given value, else the default. */
function complete(given: Given, parent: Node, currency: string): CustomerValues {
  const values: Record<string, unknown> = {};
  for (const name of attributeNames) values[name] = given[name] ?? defaultOf(name, parent, currency);
  // keep nil if it is a valid value; `??` would replace it with the default
  for (const name of attributeNames) if (given[name] === null) values[name] = null;
  // the loop above sets every attribute
  return values as CustomerValues;
}

function defaultOf(name: AttributeName, parent: Node, currency: string): unknown {
  const { default: standard } = attributeOf(name);
  if (standard === "parent's") return parent[name];
  if (standard === "derived") return currency;
  return standard === "required" ? undefined : standard.value;
}

/** The values that are columns of the customers' table. */
export function columnsOf(values: CustomerValues): Pick<CustomerValues, StoredName> {
  return pick(values, storedAttributes);
}

async function nextId(db: Queries): Promise<number> {
  const [row] = await readRows<{ id: bigint }>(
    db,
    Prisma.sql`SELECT nextval('customers_i_customer_seq') AS id`,
  );
  if (!row) throw new Error("a sequence has a next value");
  return Number(row.id);
}
