import { attributeOf, isDelegated, namesWhere } from "@/attributes/customer";
import { everyAction } from "@/attributes/rights";
import { systemActor } from "../actor/system-actor";
import { goodForMs, hashOneTimePassword, makeOneTimePassword } from "../credentials/one-time-password";
import { database } from "../database/client";
import { Prisma } from "../database/generated/client";
import { readRows } from "../database/rows";
import { loadDictionaries } from "../dictionaries/load-dictionaries";
import { settings } from "../ground/settings";
import { loginKeys, looseKey, nameKeys } from "../ground/text/unique-key";
import { book } from "../ledger/ledger";
import { audit } from "../operation/audit";

/** What a first start created. */
export type FirstStart = {
  /** false if root already existed */
  readonly createdRoot: boolean;
  /** root's login */
  readonly login: string;
};

const rootLogin = "ssp-root";

/** Fills the dictionaries and creates root if there is none. Safe to repeat; two starts at once create one root. */
export async function firstStart(): Promise<FirstStart> {
  const db = database();
  await loadDictionaries(db);
  const login = await loginOfRoot();
  if (login !== undefined) return { createdRoot: false, login };
  try {
    await createRoot();
  } catch (error) {
    // of two starts at once the second waits for the first, and then breaks a constraint
    const made = await loginOfRoot();
    if (made === undefined) throw error;
    return { createdRoot: false, login: made };
  }
  return { createdRoot: true, login: rootLogin };
}

async function createRoot(): Promise<void> {
  const base_currency = settings().baseCurrency;
  await database().$transaction(async (tx) => {
    // its id is 1, whichever number a start before it that failed used up; all others get higher ones
    await tx.$queryRaw`SELECT nextval('customers_i_customer_seq')`;
    const i_customer = 1;
    const root = { i_customer, name: "root", path: `${i_customer}/`, base_currency };
    const { ledger_place } = await book(
      tx,
      systemActor,
      { ...root, balance: "0.000000", place: 0 },
      "0.000000",
      "opening",
    );
    await tx.customer.create({
      data: {
        ...root,
        ...everyRight,
        depth: 0,
        ...nameKeys(root.name),
        search_text: looseKey(root.name),
        ledger_place,
        payment_currency: base_currency,
      },
      select: { i_customer: true },
    });
    await tx.webUser.create({
      data: { i_customer, login: rootLogin, ...loginKeys(rootLogin), default_user: true },
      select: { i_web_user: true },
    });
    await audit(tx, systemActor, { operation: "createCustomer", target: root });
  });
}

/**
 * Gives root a new one-time password. Root's own web users get one in no other way than on the machine itself.
 * @returns the login and the password, to print once
 */
export async function resetRootPassword(): Promise<{ login: string; password: string }> {
  const password = makeOneTimePassword();
  const login = (await loginOfRoot()) ?? rootLogin;
  await database().$transaction(async (tx) => {
    await tx.webUser.updateMany({
      where: { i_customer: 1, default_user: true },
      data: {
        one_time_hash: hashOneTimePassword(password),
        one_time_expires_at: new Date(Date.now() + goodForMs),
      },
    });
    const target = { i_customer: 1, path: "1/", name: "root" };
    await audit(tx, systemActor, { operation: "resetRootPassword", target });
  });
  return { login, password };
}

/** @returns undefined before the first start */
async function loginOfRoot(): Promise<string | undefined> {
  const [user] = await readRows<{ login: string }>(
    database(),
    Prisma.sql`
      SELECT coalesce(w.login, ${rootLogin}::text) AS login
        FROM customers c LEFT JOIN web_users w ON w.i_customer = c.i_customer AND w.default_user
       WHERE c.i_customer = 1`,
  );
  return user?.login;
}

/** Root has every right, flag and feature. */
const everyRight = Object.fromEntries(
  namesWhere(isDelegated).map((name) => {
    const { kind } = attributeOf(name).kind;
    return [name, kind === "rights" ? everyAction : kind === "flag" ? 1 : true];
  }),
);
