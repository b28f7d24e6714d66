import type { Page } from "playwright-core";
import { callAction, fieldsOf } from "../frame/by-hand";
import { actionsInBuild } from "../frame/every-action";
import { loggedIn, logIn, person } from "../stage/browser";
import { inDatabase } from "../stage/database";
import { here } from "../stage/here";
import { type Level, levels } from "./levels-of-the-table";

export const password = "a good long secret";

/** A reseller below the demonstration's, with a person of each access level and things to work on. */
export type Stage = {
  readonly people: Readonly<Record<Level, Page>>;
  /** the ids for addresses, by the name of the segment; `own` is the reseller itself */
  readonly ids: Readonly<Record<string, string>>;
  /** the prefix of every name that we create here; people who may not read must not see it */
  readonly mark: string;
  /** calls an action with the fields of the form that an ADMINISTRATOR sees */
  readonly make: (form: Form, action: string, typed: Readonly<Record<string, string>>) => Promise<string>;
};

/** A page and the button of its form; null: the typed fields are enough. */
export type Form = readonly [path: string, button: string | null];

/** Calls an action as somebody who may. @returns where it redirects */
async function make(
  page: Page,
  [path, button]: Form,
  action: string,
  typed: Readonly<Record<string, string>>,
): Promise<string> {
  const fields = { ...(await formOf(page, [path, button])), ...typed };
  const answered = await callAction(page, path, actionsInBuild().get(action) ?? "", fields);
  if ("ledTo" in answered) return answered.ledTo;
  if (answered.said.status === "success") return path;
  throw new Error(`${action}: ${JSON.stringify(answered.said)}`);
}

/** Reads the fields of a form on somebody's page. */
export async function formOf(page: Page, [path, button]: Form): Promise<Record<string, string>> {
  if (button === null) return {};
  await page.goto(path);
  return await fieldsOf(page, button);
}

const lastOf = (path: string) => path.split("/").at(-1) ?? "";

export async function setStage(): Promise<Stage> {
  const mark = `Zlevels${Math.random().toString(36).slice(2, 7)}`;
  const demo = await loggedIn("reseller", { javaScriptEnabled: false });
  await demo.page.goto("/customers?q=Metro+Calls&direct=1");
  const copied = lastOf((await demo.page.locator("tbody a").first().getAttribute("href")) ?? "");
  const tariff = { i_tariff: await tariffIn(demo.page, "Retail USD") };
  const login = `${mark} reseller`;
  const credentials = { first_log_in: "password", web_password: password, must_change: "0" };
  const created = await make(
    demo.page,
    [`/customers/new?copy=${copied}`, "Create customer"],
    "createCustomerAction",
    { name: login, web_login: login, ...credentials, ...tariff, credit_limit: "1000" },
  );
  const own = lastOf(created);
  const { page: administrator } = await person({ javaScriptEnabled: false });
  await logIn(administrator, login, password);
  const as: Stage["make"] = async (...given) => await make(administrator, ...given);

  const people: [Level, Page][] = [];
  for (const level of levels) {
    if (level === "ADMINISTRATOR") {
      people.push([level, administrator]);
      continue;
    }
    const web_login = `${mark} ${level}`;
    await as([`/customers/${own}/web-users/new`, "Add web user"], "addWebUserAction", {
      web_login,
      access_level: level,
      ...credentials,
    });
    const { page } = await person({ javaScriptEnabled: false });
    await logIn(page, web_login, password);
    people.push([level, page]);
  }

  await as(["/tariffs", "Add tariff"], "saveTariffAction", { name: `${mark} used`, currency: "USD" });
  await administrator.goto("/customers/new");
  const given = { i_tariff: await tariffIn(administrator, `${mark} used`) };
  const sub = lastOf(
    await as(["/customers/new", "Create customer"], "createCustomerAction", {
      name: `${mark} below`,
      ...credentials,
      ...given,
    }),
  );
  const colleague = await as([`/customers/${sub}/web-users/new`, "Add web user"], "addWebUserAction", {
    web_login: `${mark} colleague`,
    ...credentials,
  });
  const receipt = await as([`/customers/${sub}/payment`, "Book payment"], "paymentAction", { amount: "5" });
  const i_endpoint = await webhookOf(administrator, as);
  await as(["/profiles/new", "Create profile"], "saveProfileAction", { name: `${mark} profile` });
  await administrator.goto("/profiles");
  const profile = await administrator.locator('main a[href^="/profiles/"][href$="/delete"]').first();
  return {
    people: Object.fromEntries(people) as Stage["people"],
    mark,
    make: as,
    ids: {
      own,
      i_customer: sub,
      i_web_user: lastOf(colleague),
      i_entry: lastOf(receipt),
      i_profile: (await profile.getAttribute("href"))?.split("/")[2] ?? "",
      i_tariff: given.i_tariff,
      reference: await referenceOf(administrator, sub),
      i_job: await jobOn(as, sub),
      i_import: await importBy(administrator),
      i_key: await keyOf(administrator, as),
      i_endpoint,
      operation: "createCustomer",
      i_message: await messageOf(as, i_endpoint),
      session: await supportSessionOf(administrator, as, sub),
    },
  };
}

/** Finds the id of a tariff that the form of a new customer offers. */
async function tariffIn(page: Page, name: string): Promise<string> {
  await page.goto("/customers/new");
  const option = page.locator('[name="i_tariff"] option', { hasText: name }).first();
  return (await option.getAttribute("value")) ?? "";
}

/** Starts a job on one customer that changes nothing; its draft only whoever prepares it would see. @returns its id */
async function jobOn(as: Stage["make"], i_customer: string): Promise<string> {
  const page = `/jobs/new?of=chosen&ids=${i_customer}&act=unblock`;
  const i_job = lastOf(await as([page, "Continue to the preview"], "prepareJobAction", {}));
  await as([`/jobs/${i_job}`, "Start"], "draftAction", {});
  return i_job;
}

/** Uploads a file of customers. @returns the id of the import */
async function importBy({ request }: Page): Promise<string> {
  const buffer = Buffer.from("Name,E-mail\r\nNobody,nobody@example.com\r\n");
  const uploaded = await request.post("/jobs/import/upload", {
    multipart: { file: { name: "customers.csv", mimeType: "text/csv", buffer } },
    maxRedirects: 0,
  });
  return (uploaded.headers().location ?? "").split("/")[3] ?? "";
}

/** Makes a key of the administrator. @returns its id */
async function keyOf(page: Page, as: Stage["make"]): Promise<string> {
  await as(["/api/keys/new", "Make key"], "makeKeyAction", {
    name: "Of the stage",
    "areas.customers": "read",
  });
  await page.goto("/api");
  const end = page.locator('main a[href^="/api/keys/"][href$="/end"]').first();
  return (await end.getAttribute("href"))?.split("/")[3] ?? "";
}

/** Makes a key like another. @returns its id */
export async function anotherKey(i_key: string): Promise<string> {
  return await inDatabase(here.ownerUrl, async (client) => {
    const { rows } = await client.query<{ i_key: number }>(
      `INSERT INTO api_keys (i_web_user, i_customer, name, areas, networks, prefix, key_hash, line, line_confirmed_at,
                             line_ends_at, expires_at)
       SELECT i_web_user, i_customer, name, areas, networks, left(md5(random()::text), 8), '', 0, line_confirmed_at,
              line_ends_at, expires_at FROM api_keys WHERE i_key = $1
       RETURNING i_key`,
      [i_key],
    );
    const made = rows[0]?.i_key;
    await client.query("UPDATE api_keys SET line = i_key WHERE i_key = $1", [made]);
    return String(made);
  });
}

/** Adds a webhook that leads nowhere. @returns its id */
async function webhookOf(page: Page, as: Stage["make"]): Promise<string> {
  await as(["/api/webhooks/new", "Add webhook"], "addEndpointAction", { url: "https://nobody.invalid/" });
  await page.goto("/api/webhooks");
  const all = page.locator('main tbody a[href^="/api/webhooks/"]');
  return lastOf((await all.last().getAttribute("href")) ?? "");
}

/** Makes a webhook like another. @returns its id */
export async function anotherWebhook(i_endpoint: string): Promise<string> {
  return await inDatabase(here.ownerUrl, async (client) => {
    const { rows } = await client.query<{ i_endpoint: number }>(
      `INSERT INTO webhook_endpoints (i_customer, url, events, reach, secret)
       SELECT i_customer, url, events, reach, secret FROM webhook_endpoints WHERE i_endpoint = $1 RETURNING i_endpoint`,
      [i_endpoint],
    );
    return String(rows[0]?.i_endpoint);
  });
}

/** Sends an example to a webhook. @returns the id of the message */
async function messageOf(as: Stage["make"], i_endpoint: string): Promise<string> {
  return lastOf(await as([`/api/webhooks/${i_endpoint}`, "Send an example"], "sendExampleAction", {}));
}

/** Opens somebody's portal as support and ends the session. @returns its reference */
async function supportSessionOf(page: Page, as: Stage["make"], i_customer: string): Promise<string> {
  await as([`/customers/${i_customer}/open-as`, "Open the portal"], "openSupportAction", {
    reason: "To have been there",
    minutes: "15",
  });
  const ended = await page.request.post("/support/end", { maxRedirects: 0 });
  return lastOf(ended.headers().location ?? "");
}

/** Gets a call refused. @returns the reference of the refusal */
async function referenceOf(page: Page, i_customer: string): Promise<string> {
  const path = `/customers/${i_customer}/edit`;
  await page.goto(path);
  // a typing error would have none
  const fields = { ...(await fieldsOf(page, "Save changes")), name: "Metro Calls" };
  const answered = await callAction(page, path, actionsInBuild().get("updateCustomerAction") ?? "", fields);
  if ("ledTo" in answered || !answered.said.reference) throw new Error("it was to be refused");
  return answered.said.reference;
}
