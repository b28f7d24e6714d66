import type { CustomerValues } from "@/attributes/customer";
import { searchedNames } from "@/attributes/lists";
import { millionths } from "@/attributes/reading/decimal";
import type { Actor } from "../actor/actor";
import { changeAlias } from "../brand/alias/alias-proof";
import { forgetBrands } from "../brand/changes/watch-changes";
import { findOwnBrand, writeBrand } from "../brand/write-brand";
import { makeApiSecret } from "../credentials/api-secret";
import { forgetDevices } from "../credentials/devices";
import { endMailed, endPasswordLinks } from "../credentials/links/end-links";
import { tellOldAddress } from "../credentials/links/tell-old-address";
import { hashPassword } from "../credentials/password-hash";
import { endSessions } from "../credentials/sessions";
import type { Queries } from "../database/client";
import { Prisma } from "../database/generated/client";
import { assignments, writeRows } from "../database/rows";
import { Refusal } from "../ground/refusal";
import { loginKeys, nameKeys } from "../ground/text/unique-key";
import { difference } from "../ledger/amount";
import { dropEnd } from "../ledger/credit-limit-ends";
import { type Booked, book } from "../ledger/ledger";
import { noteFunds } from "../ledger/low-balance";
import { demandCommittable, isHeldInOthers, type ParentFunds } from "../ledger/overcommit";
import { describeChanges } from "../operation/changes";
import type { Demand } from "../operation/definition";
import { firstAddress } from "../outbox/own-address";
import { queueMail } from "../outbox/queue-mail";
import { type CustomerRow, storedAttributes } from "../record/customer-row";
import { contactOrders, searchText } from "../record/search-text";
import { searchedPeople } from "../record/write-search-text";

type Change = {
  /** the owner must change a password that somebody else typed for them at the first log-in */
  readonly mustChange?: boolean;
  readonly db: Queries;
  readonly actor: Actor;
  /** as locked in this transaction */
  readonly stored: CustomerRow;
  readonly values: Partial<CustomerValues>;
  /** runs something once the transaction has committed */
  readonly afterwards: (act: () => Promise<void>) => void;
};

/**
 * What money demands of a change: 409 overcommit.
 * @param funds the parent's, locked, if the change touches money
 */
export function fundsDemands(
  db: Queries,
  funds: ParentFunds | null,
  stored: CustomerRow,
  values: Partial<CustomerValues>,
): Demand[] {
  return [
    async () => {
      if (funds) await demandCommittable(db, funds, stored, stored, { ...stored, ...values });
    },
    async () => {
      if (values.overcommit_protection && !stored.overcommit_protection) await demandOneCurrency(db, stored);
    },
  ];
}

/**
 * Writes changed attributes with everything that depends on them: ledger, search, log-in, API secret, the proof of the
 * alias. The caller has already checked what must hold.
 * @returns the row as it was before
 */
export async function writeCustomer(change: Change): Promise<CustomerRow> {
  const { db, actor, stored, values } = change;
  const after = { ...stored, ...values };
  const booked = values.balance === undefined ? {} : await correct(db, actor, stored, values.balance);
  const columns = storedAttributes.filter((name) => values[name] !== undefined && name !== "balance");
  const loginChanges = values.web_login !== undefined && values.web_login !== stored.web_login;
  const aliasChanges = values.dns_alias !== undefined && values.dns_alias !== stored.dns_alias;
  const searched = searchedNames.some((name) => values[name] !== undefined)
    ? { search_text: searchText(after, await searchedPeople(db, stored.i_customer)) }
    : {};
  const data: Readonly<Record<string, unknown>> = {
    ...Object.fromEntries(columns.map((name) => [name, values[name]])),
    ...booked,
    // an unchanged name keeps its key: by newer rules an older customer may have the same
    ...(values.name === undefined || values.name === stored.name ? {} : nameKeys(values.name)),
    ...contactOrders(values),
    ...searched,
    ...(values.i_lang === undefined || values.i_lang === stored.i_lang
      ? {}
      : { lang_chosen: actor.job?.back?.lang_chosen ?? true }),
    // the digest covers the login: a new one ends the API password
    ...(loginChanges ? { api_secret: null, api_secret_set_by: null } : {}),
    ...(values.api_password === undefined
      ? {}
      : {
          api_secret: makeApiSecret(after.web_login, values.api_password),
          api_secret_set_by: actor.i_customer,
        }),
    ...(aliasChanges ? { alias_verified_at: null } : {}),
    ...(showsOther(stored, values) ? { attributes_version: oneMore } : {}),
  };
  // a password alone is no column of these
  if (Object.keys(data).length > 0)
    await writeRows(
      db,
      Prisma.sql`UPDATE customers SET ${assignments(data)} WHERE i_customer = ${stored.i_customer}`,
    );
  if (values.css !== undefined && values.css !== stored.css) {
    await writeBrand(db, actor, stored.i_customer, await findOwnBrand(db, stored.i_customer));
    change.afterwards(forgetBrands);
  }
  if (aliasChanges) await changeAlias(change, stored.i_customer, after.dns_alias);
  // if somebody changes a temporarily raised limit, the change is permanent
  if (values.credit_limit !== undefined && values.credit_limit !== stored.credit_limit)
    await dropEnd(db, stored.i_customer);
  if (values.balance !== undefined || values.credit_limit !== undefined)
    await noteFunds(db, stored, correctionOf(stored, values.balance));
  if (loginChanges || values.web_password !== undefined) await writeLogIn(change);
  await tellOwner(change);
  return stored;
}

const oneMore = Prisma.sql`attributes_version + 1`;

/** Whether somebody who reads the customer sees another value. Secrets never come out, and the balance has its ledger. */
function showsOther(stored: CustomerRow, values: Partial<CustomerValues>): boolean {
  const { balance: _booked, ...others } = values;
  return Object.values(describeChanges(stored, others)).some((change) => change !== "secret");
}

/**
 * Tells the owner of the default log-in if somebody else set their password, or anybody the API password; and tells the
 * old address if links go to another one from now on. Source: semantics, 'Signing in'.
 */
async function tellOwner({ db, actor, stored, values }: Change): Promise<void> {
  const { i_web_user } = stored;
  const to = { i_web_user };
  const byOwner = actor.i_web_user === i_web_user;
  if (values.web_password !== undefined && !byOwner) {
    // '': your provider, in the reader's words
    await queueMail(db, { kind: "credential_set", to, values: { by: "" } });
  }
  if (values.api_password !== undefined) await queueMail(db, { kind: "api_password_changed", to });
  const [old, email] = [firstAddress(stored.email), firstAddress(values.email ?? stored.email)];
  if (old === email) return;
  const user = await db.webUser.findUnique({
    where: to,
    select: { email_verified_at: true, last_log_in_at: true },
  });
  if (user?.email_verified_at !== null) return;
  // what we mailed to the old address no longer opens anything
  await endMailed(db, i_web_user);
  // people who never logged in have proven nothing: somebody corrected a mistyped address, and it cannot undo that
  const canUndo = actor.i_customer === stored.i_customer || user.last_log_in_at !== null;
  await tellOldAddress(db, i_web_user, old, email, canUndo);
}

/** What a new balance books; nothing where it is the old one. */
function correctionOf(stored: CustomerRow, balance: string | undefined) {
  const amount = balance === undefined ? "0" : difference(stored.balance, balance);
  return millionths(amount) === 0n ? undefined : { kind: "correction" as const, amount };
}

async function correct(
  db: Queries,
  actor: Actor,
  stored: CustomerRow,
  balance: string,
): Promise<Pick<Booked, "balance" | "ledger_place" | "owes_since"> | Record<string, never>> {
  const booked = correctionOf(stored, balance);
  if (!booked) return {};
  return await book(db, actor, { ...stored, place: stored.ledger_place }, booked.amount, booked.kind);
}

async function writeLogIn({ db, actor, stored, values, mustChange = false }: Change): Promise<void> {
  const { web_login, web_password } = values;
  await db.webUser.update({
    where: { i_web_user: stored.i_web_user },
    data: {
      ...(web_login === undefined || web_login === stored.web_login
        ? {}
        : { login: web_login, ...loginKeys(web_login), version: { increment: 1 } }),
      ...(web_password === undefined
        ? {}
        : {
            password_hash: await hashPassword(web_password),
            password_foreign: actor.i_web_user !== stored.i_web_user,
            password_set_by: actor.i_customer,
            password_must_change: mustChange,
            password_changed_at: new Date(),
            version: { increment: 1 },
          }),
      // a chosen password and a changed login end the one-time password
      one_time_hash: null,
      one_time_expires_at: null,
    },
    select: { i_web_user: true },
  });
  if (web_password === undefined) return;
  // with the old password end the sessions it opened, the links mailed to replace it, and what we know of the browsers
  // in which somebody typed it
  await endSessions(db, stored.i_web_user);
  await endPasswordLinks(db, stored.i_web_user);
  await forgetDevices(db, stored.i_web_user);
}

/** Under a protecting parent a sub-customer in another currency holds no funds. Source: semantics, 'Overcommit'. */
async function demandOneCurrency(db: Queries, stored: CustomerRow): Promise<void> {
  if (!(await isHeldInOthers(db, stored))) return;
  throw new Refusal(
    409,
    "Parameter overcommit_protection cannot be set while a sub-customer in another currency holds funds",
    "overcommit_protection",
    { key: "overcommit_currency" },
  );
}
