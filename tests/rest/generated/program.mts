import createClient from "openapi-fetch";
import type { paths } from "./.made/openapi.js";

// What a program does with the client that openapi-typescript makes of docs/openapi.json: it compiles only with members that
// there are, and prints what the service answered.

declare const process: {
  readonly argv: readonly string[];
  readonly stdout: { readonly write: (text: string) => void };
};
const [, , baseUrl = "", key = ""] = process.argv;

const api = createClient<paths, "application/json" | "application/problem+json">({
  baseUrl,
  headers: { authorization: `Bearer ${key}` },
});

/** The names of all customers below, page by page. */
async function namesOfAll(): Promise<string[]> {
  const names: string[] = [];
  for (let after: string | null | undefined; after !== null; ) {
    const { data, error } = await api.GET("/customers", {
      params: { query: { limit: 2, fields: "name", ...(after === undefined ? {} : { after }) } },
    });
    if (!data) throw new Error(error.detail);
    names.push(...data.data.map(({ name = "" }) => name));
    after = data.next;
  }
  return names;
}

/** A customer, a payment that is sent twice and booked once, and a change unless somebody else made one. */
async function makeAndPay() {
  const { data: made, error } = await api.POST("/customers", {
    body: { name: "Typed customer", i_tariff: null, web_password: "correct horse battery" },
  });
  // 200 instead of 201 is a dry run's
  if (!made || "dry_run" in made || made.i_customer === undefined) throw new Error(error?.detail);
  const path = { c: String(made.i_customer) };
  const pay = () =>
    api.POST("/customers/{c}/payments", {
      params: { path, header: { "Idempotency-Key": `typed-${path.c}` } },
      body: { amount: "25.000000" },
    });
  const statuses = [await pay(), await pay()].map(({ response }) => response.status);
  const { response } = await api.GET("/customers/{c}", { params: { path } });
  const tag = response.headers.get("etag") ?? "";
  const change = (city: string) =>
    api.PATCH("/customers/{c}", { params: { path, header: { "If-Match": tag } }, body: { city } });
  const changed = await change("Riga");
  const late = await change("Oslo");
  return {
    i_customer: made.i_customer,
    statuses,
    city: changed.data?.city,
    late: late.error?.status,
    late_key: late.error?.key,
  };
}

/** What the types do not let through, and the service refuses as well. */
async function wrong() {
  const path = { c: "self" };
  // @ts-expect-error amounts are text
  const number = await api.POST("/customers/{c}/payments", { params: { path }, body: { amount: 25 } });
  // @ts-expect-error a city is text
  const city = await api.PATCH("/customers/{c}", { params: { path }, body: { city: 5 } });
  // @ts-expect-error a name is required
  const nameless = await api.POST("/customers", { body: { i_tariff: null, web_password: "secret" } });
  return [number, city, nameless].map(({ error }) => [error?.status, error?.attribute]);
}

const ledger = async (c: number) =>
  (await api.GET("/customers/{c}/ledger", { params: { path: { c: String(c) } } })).data?.data.map(
    ({ amount }) => amount,
  );

const made = await makeAndPay();
process.stdout.write(
  JSON.stringify({
    names: await namesOfAll(),
    made,
    ledger: await ledger(made.i_customer),
    wrong: await wrong(),
  }),
);
