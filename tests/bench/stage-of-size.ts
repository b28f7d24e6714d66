import { writeCursor } from "@/server/input/cursor";
import { plainBrowser } from "../ground/plain-browser";
import { ApiClient } from "../xmlapi/stage/api-client";
import { callOf, double, int, type Sent } from "../xmlapi/stage/wire";
import { logIn } from "./program";
import type { Size } from "./sizes";

export const readers = ["ssp-root", "reseller", "customer"] as const;
export type Reader = (typeof readers)[number];

/** Whom a size has to ask about, by id. */
export type People = {
  readonly root: number;
  /** the one with the most direct customers, of whom `customer` is one */
  readonly reseller: number;
  readonly customer: number;
  readonly nameOfCustomer: string;
  /** below whom the most are, and below whom five are */
  readonly many: Placed;
  readonly few: Placed;
  /** one of the deepest */
  readonly deepest: Placed;
  /** how many customers the reseller has directly */
  readonly direct: number;
};

type Placed = { readonly i_customer: number; readonly i_wholesaler: number; readonly below: number };

/** Finds whom to ask about. */
export async function findPeople({ owner }: Size): Promise<People> {
  const one = async <Row>(text: string): Promise<Row> => {
    const { rows } = await owner.query(text);
    if (!rows[0]) throw new Error(`nobody: ${text}`);
    // the caller says what the statement selects
    return rows[0] as Row;
  };
  const idOf = async (login: Reader) =>
    (await one<{ id: number }>(`SELECT i_customer AS id FROM web_users WHERE login = '${login}'`)).id;
  const placed = async (condition: string) =>
    await one<Placed>(`
      SELECT c.i_customer, c.i_wholesaler, coalesce(s.below, 0) AS below
        FROM customers c LEFT JOIN (SELECT i_customer, sum(customers)::int AS below FROM branch_sums GROUP BY 1) AS s
             ON s.i_customer = c.i_customer
       WHERE c.i_wholesaler IS NOT NULL ORDER BY ${condition}, c.i_customer LIMIT 1`);
  const reseller = await idOf("reseller");
  const customer = await idOf("customer");
  const { direct } = await one<{ direct: number }>(
    `SELECT count(*)::int AS direct FROM customers WHERE i_wholesaler = ${reseller}`,
  );
  return {
    root: await idOf("ssp-root"),
    reseller,
    customer,
    nameOfCustomer: (await one<{ name: string }>(`SELECT name FROM customers WHERE i_customer = ${customer}`))
      .name,
    many: await placed("s.below DESC NULLS LAST"),
    few: await placed("abs(coalesce(s.below, 0) - 5)"),
    deepest: await placed("c.depth DESC"),
    direct,
  };
}

/** Somebody who is logged in, and what the addresses of their pages hold. */
export type Visitor = {
  readonly cookie: string;
  /** by the name of the segment in a route; one that is not there has no page */
  readonly ids: Readonly<Record<string, string>>;
  /** where the history goes on from an entry of ten months ago */
  readonly longAgo: string;
};

/** Logs somebody in, and makes what some pages are about. */
export async function openVisitor(size: Size, reader: Reader, people: People): Promise<Visitor> {
  const { root, reseller, customer } = people;
  const { own, about } = {
    "ssp-root": { own: root, about: reseller },
    reseller: { own: reseller, about: customer },
    // nobody is below
    customer: { own: customer, about: customer },
  }[reader];
  const cookie = await logIn(size.base, reader);
  await prepare(size, reader, own, about);
  const ids: Record<string, string> = { own: String(own), i_customer: String(about) };
  const found = {
    i_web_user: `SELECT max(i_web_user) FROM web_users WHERE i_customer = ${about}`,
    i_entry: `SELECT max(i_entry) FROM ledger WHERE i_customer = ${about} AND kind = 'payment'`,
    i_profile: `SELECT max(i_profile) FROM profiles WHERE i_customer = ${own}`,
    session: `SELECT max(reference) FROM support_sessions WHERE staff_customer = ${own}`,
    reference: `SELECT max(reference) FROM refusals WHERE i_customer = ${own}`,
  };
  for (const [name, text] of Object.entries(found)) {
    const { rows } = await size.owner.query<{ max: string | number | null }>(text);
    if (rows[0]?.max != null) ids[name] = String(rows[0].max);
  }
  return { cookie, ids, longAgo: await findLongAgo(size, own) };
}

/** Makes a payment and a web user, and where somebody is below a profile, a support session and a refusal. */
async function prepare(size: Size, reader: Reader, own: number, about: number): Promise<void> {
  const browser = plainBrowser(size.base);
  await browser.get("/login");
  await browser.submit({ login: reader, password: "demo-portal-1" });
  const api = new ApiClient(Number(new URL(size.base).port), null);
  const call = async (method: string, members: Sent) => await api.call(callOf(method, members));
  const { rows } = await size.owner.query<{ i_wholesaler: number }>(
    `SELECT i_wholesaler FROM customers WHERE i_customer = ${about}`,
  );
  const paid = { i_wholesaler: int(rows[0]?.i_wholesaler ?? 0), i_customer: int(about), amount: double("1") };
  await call("customerAddFunds", paid);
  await browser.get(`/customers/${about}/web-users/new`);
  await browser.submit({
    web_login: `measured ${process.pid} ${about} ${reader}`,
    access_level: "REPORTER",
    first_log_in: "password",
    web_password: "correct horse battery",
  });
  if (about !== own) {
    await browser.get("/profiles/new");
    await browser.submit({ name: "measured" });
    await browser.get(`/customers/${about}/open-as`);
    await browser.submit({ reason: "To have been there" });
    // nobody is below themselves
    await call("deleteCustomer", { i_wholesaler: int(own), i_customer: int(own) }).catch(() => undefined);
  }
  api.close();
}

async function findLongAgo({ owner }: Size, own: number): Promise<string> {
  const { rows } = await owner.query<{ at: Date; i_audit: string }>(`
    SELECT h.at, h.i_audit::text FROM audit_log h, customers c
     WHERE c.i_customer = ${own} AND starts_with(h.path, c.path) AND h.at BETWEEN now() - interval '310 days' AND now() - interval '300 days'
     LIMIT 1`);
  const [entry] = rows;
  return entry ? writeCursor(`${entry.at.toISOString()} ${entry.i_audit}`, 0, false) : "";
}
