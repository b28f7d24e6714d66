import { operations } from "@/server/doors/operations";
import { freshName } from "../../builders";
import {
  another,
  anotherUser,
  doneJobOf,
  endpointOf,
  entryOf,
  groupOf,
  jobOf,
  messageOf,
  noteOf,
  password,
  profileOf,
  type Scene,
  sessionOf,
  undoingOf,
} from "./route-scene";

/** A request that succeeds. */
export type AskedRoute = {
  /** below /api/v1 */
  readonly address: string;
  readonly body?: Readonly<Record<string, unknown>>;
  /** it takes the key away with which it is sent */
  readonly endsKey?: true;
};

type Maker = (scene: Scene) => AskedRoute | Promise<AskedRoute>;

const at =
  (address: string, body?: AskedRoute["body"]): Maker =>
  () => ({ address, ...(body ? { body } : {}) });
const ofSub =
  (below = "", body?: AskedRoute["body"]): Maker =>
  ({ sub }) => ({ address: `/customers/${sub.i_customer}${below}`, ...(body ? { body } : {}) });
const ofAnother =
  (below: string, body?: AskedRoute["body"]): Maker =>
  async (scene) => ({ address: `/customers/${await another(scene)}${below}`, ...(body ? { body } : {}) });
const ofUser =
  (below: string, body?: AskedRoute["body"], values?: Readonly<Record<string, unknown>>): Maker =>
  async (scene) => {
    const { i_web_user } = await anotherUser(scene, values);
    return { address: `/web-users/${i_web_user}${below}`, ...(body ? { body } : {}) };
  };
const of =
  (make: (scene: Scene) => Promise<number | string>, path: (id: number | string) => string): Maker =>
  async (scene) => ({ address: path(await make(scene)) });
const ofWith =
  (
    make: (scene: Scene) => Promise<number | string>,
    path: (id: number | string) => string,
    body: AskedRoute["body"],
  ): Maker =>
  async (scene) => ({ address: path(await make(scene)), ...(body ? { body } : {}) });

const brand = { product_name: "Nordic", footer_links: [{ label: "Help", href: "https://example.com/" }] };
const tariffOf = async ({ reseller }: Scene) =>
  (await operations.addTariff(reseller, { name: freshName("tariff"), currency: "EUR" })).i_tariff;

/** A request of every route that succeeds for the scene's reseller, by method and path. It makes what it needs. */
export const askedRoutes: Readonly<Record<string, Maker>> = {
  "GET /customers": at("/customers?q=1234567&direct=true&sort=id&order=desc"),
  "POST /customers": ({ i_tariff }) => ({
    address: "/customers",
    body: { name: freshName(), i_tariff, web_password: password },
  }),
  "GET /customers/{c}": ofSub(),
  "PATCH /customers/{c}": ofSub("", { city: "Tartu", max_sessions: null }),
  "PATCH /customers/self": at("/customers/self", { city: "Riga" }),
  "DELETE /customers/{c}": ofAnother(""),
  "GET /customers/{c}/rights": ofSub("/rights"),
  "GET /customers/{c}/path": ofSub("/path"),
  "GET /customers/{c}/branch": at("/customers/self/branch"),
  "GET /customers/{c}/why-not": ofSub(
    `/why-not?who=api&what=addTariff&given=${encodeURIComponent('{"name":"x","currency":"EUR"}')}`,
  ),
  "GET /overview": at("/overview"),
  "GET /customers/{c}/ledger": ofSub("/ledger"),
  "POST /customers/{c}/payments": ofSub("/payments", { amount: "5.000000" }),
  "POST /customers/{c}/credits": ofSub("/credits", { amount: "5.000000" }),
  "POST /customers/{c}/charges": ofSub("/charges", { amount: "5.000000" }),
  "POST /customers/{c}/corrections": ofSub("/corrections", { change: "-1.000000", payment_notes: "counted" }),
  "PUT /customers/{c}/credit-limit": ofAnother("/credit-limit", {
    credit_limit: "50.000000",
    until: "2099-01-01T00:00:00Z",
  }),
  "GET /customers/{c}/funds-preview": ofSub("/funds-preview?idempotency_key=none"),
  "GET /customers/{c}/statement": at("/customers/self/statement?since=2026-01-01&until=2099-01-01T00:00:00Z"),
  "GET /statement": at("/statement?since=2026-01-01&until=2099-01-01&direct=false"),
  "GET /customers/{c}/ledger/{i_entry}/receipt": async (scene) => ({
    address: `/customers/${scene.sub.i_customer}/ledger/${await entryOf(scene)}/receipt`,
  }),
  "POST /customers/{c}/ledger/{i_entry}/receipt/mail": async (scene) => ({
    address: `/customers/${scene.sub.i_customer}/ledger/${await entryOf(scene)}/receipt/mail`,
  }),
  "GET /customers/{c}/block": async (scene) => {
    const i_customer = await another(scene);
    await operations.blockCustomer(scene.reseller, { i_customer, note: "n", text: "t" });
    return { address: `/customers/${i_customer}/block` };
  },
  "PUT /customers/{c}/block": ofAnother("/block", { reason: "fraud", text: "Call us" }),
  "DELETE /customers/{c}/block": async (scene) => {
    const i_customer = await another(scene);
    await operations.blockCustomer(scene.reseller, { i_customer });
    return { address: `/customers/${i_customer}/block` };
  },
  "GET /blocks": async (scene) => {
    await operations.blockCustomer(scene.reseller, { i_customer: await another(scene) });
    return { address: "/blocks?who=mine&limit=1" };
  },
  "GET /history": at("/history?since=2026-01-01T00:00:00Z&log_ins=false&limit=200"),
  "GET /customers/{c}/history": ofSub("/history?since=2026-01-01"),
  "GET /customers/{c}/notes": async (scene) => {
    await noteOf(scene);
    return { address: `/customers/${scene.sub.i_customer}/notes` };
  },
  "POST /customers/{c}/notes": ofSub("/notes", { text: "Pays late", pinned: true }),
  "GET /notes/{i_note}": of(noteOf, (id) => `/notes/${id}`),
  "PATCH /notes/{i_note}": ofWith(noteOf, (id) => `/notes/${id}`, { done: true, follow_up_by: null }),
  "DELETE /notes/{i_note}": of(noteOf, (id) => `/notes/${id}`),
  "GET /follow-ups": async (scene) => {
    await noteOf(scene);
    return { address: "/follow-ups" };
  },
  "GET /colleagues": at("/colleagues"),
  "GET /customers/{c}/web-users": ofSub("/web-users"),
  "POST /customers/{c}/web-users": ofSub("/web-users", { web_login: freshName("person"), i_lang: null }),
  "GET /web-users/{i_web_user}": ofUser("", undefined, { email: "person@example.com", invite: true }),
  "PATCH /web-users/{i_web_user}": ofUser("", { name: "Ada", access_level: "BILLING" }),
  "DELETE /web-users/{i_web_user}": ofUser(""),
  "PUT /web-users/{i_web_user}/block": ofUser("/block", { reason: "other" }),
  "DELETE /web-users/{i_web_user}/block": async (scene) => {
    const { i_web_user } = await anotherUser(scene);
    await operations.blockWebUser(scene.reseller, { i_web_user });
    return { address: `/web-users/${i_web_user}/block` };
  },
  "DELETE /web-users/{i_web_user}/lock": ofUser("/lock"),
  "DELETE /web-users/{i_web_user}/log-ins": ofUser("/log-ins"),
  "POST /web-users/{i_web_user}/invitation": async (scene) => {
    const email = `${freshName("invited").replaceAll(" ", "-")}@example.com`;
    const { i_web_user } = await anotherUser(scene, { email, invite: true });
    return { address: `/web-users/${i_web_user}/invitation` };
  },
  "POST /web-users/{i_web_user}/mail": async (scene) => {
    const email = `${freshName("mailed").replaceAll(" ", "-")}@example.com`;
    const { i_web_user } = await anotherUser(scene, { email, invite: true });
    return { address: `/web-users/${i_web_user}/mail` };
  },
  "POST /one-time-passwords": async (scene) => {
    const { web_login } = await anotherUser(scene);
    return { address: "/one-time-passwords", body: { web_login } };
  },
  "POST /authentications": async (scene) => {
    const { web_login } = await anotherUser(scene, { web_password: password });
    return { address: "/authentications", body: { username: web_login, password } };
  },
  "POST /password-checks": at("/password-checks", { password: "short" }),
  "GET /tariffs": at("/tariffs"),
  "POST /tariffs": () => ({ address: "/tariffs", body: { name: freshName("tariff"), currency: "USD" } }),
  "GET /tariffs/{i_tariff}": ({ i_tariff }) => ({ address: `/tariffs/${i_tariff}` }),
  "PATCH /tariffs/{i_tariff}": async (scene) => ({
    address: `/tariffs/${await tariffOf(scene)}`,
    body: { name: freshName("tariff"), currency: "USD" },
  }),
  "DELETE /tariffs/{i_tariff}": of(tariffOf, (id) => `/tariffs/${id}`),
  "GET /routing-groups": async (scene) => {
    await groupOf(scene);
    return { address: "/routing-groups" };
  },
  "POST /routing-groups": () => ({ address: "/routing-groups", body: { name: freshName("group") } }),
  "GET /routing-groups/{i_routing_group}": of(groupOf, (id) => `/routing-groups/${id}`),
  "PATCH /routing-groups/{i_routing_group}": async (scene) => ({
    address: `/routing-groups/${await groupOf(scene)}`,
    body: { name: freshName("group") },
  }),
  "DELETE /routing-groups/{i_routing_group}": of(groupOf, (id) => `/routing-groups/${id}`),
  "GET /profiles": async (scene) => {
    await profileOf(scene);
    return { address: "/profiles" };
  },
  "POST /profiles": () => ({
    address: "/profiles",
    body: { name: freshName("profile"), attributes: { max_sessions: null, credit_limit: "5.000000" } },
  }),
  "GET /profiles/prepared": ({ sub }) => ({ address: `/profiles/prepared?i_customer=${sub.i_customer}` }),
  "GET /profiles/{i_profile}": of(profileOf, (id) => `/profiles/${id}`),
  "PATCH /profiles/{i_profile}": async (scene) => ({
    address: `/profiles/${await profileOf(scene)}`,
    body: { name: freshName("profile") },
  }),
  "DELETE /profiles/{i_profile}": of(profileOf, (id) => `/profiles/${id}`),
  "GET /profiles/{i_profile}/prepared": of(profileOf, (id) => `/profiles/${id}/prepared`),
  "GET /branding": at("/branding?start=parent"),
  "PUT /branding": at("/branding", brand),
  "POST /branding/preview": at("/branding/preview", { ...brand, accent: "#ffff00", css: "a{color:red}" }),
  "GET /branding/alias": at("/branding/alias"),
  "POST /branding/alias": async ({ reseller }) => {
    const dns_alias = `${freshName("alias").replaceAll(" ", "-")}.localhost`;
    await operations.updateOwnData(reseller, { dns_alias });
    return { address: "/branding/alias" };
  },
  "GET /customers/{c}/branding": ofSub("/branding"),
  "PUT /customers/{c}/branding": ofSub("/branding", brand),
  "POST /customers/{c}/branding/preview": ofSub("/branding/preview", brand),
  "GET /customers/{c}/branding/alias": ofSub("/branding/alias"),
  "POST /customers/{c}/branding/alias": async (scene) => {
    const dns_alias = `${freshName("alias").replaceAll(" ", "-")}.localhost`;
    return { address: `/customers/${await another(scene, { dns_alias })}/branding/alias` };
  },
  "GET /support/sessions": async (scene) => {
    await sessionOf(scene);
    return { address: "/support/sessions" };
  },
  "GET /support/sessions/{reference}": of(sessionOf, (reference) => `/support/sessions/${reference}`),
  "DELETE /support/sessions/{reference}": of(sessionOf, (reference) => `/support/sessions/${reference}`),
  "GET /me": at("/me"),
  "GET /keys/self": at("/keys/self"),
  "PATCH /keys/self": () => ({ address: "/keys/self", body: { name: "Renamed" }, endsKey: true }),
  "POST /keys/self/rotate": () => ({ address: "/keys/self/rotate", body: {}, endsKey: true }),
  "DELETE /keys/self": () => ({ address: "/keys/self", endsKey: true }),
  "GET /settings": at("/settings"),
  "PATCH /settings": at("/settings", { name: "Ada", i_lang: "en" }),
  "GET /preferences": at("/preferences"),
  "PATCH /preferences": at("/preferences", { low_balance_threshold: "5.000000" }),
  "GET /customers/{c}/preferences": ofSub("/preferences"),
  "PATCH /customers/{c}/preferences": ofSub("/preferences", { low_balance_threshold: null }),
  "GET /api-calls": at("/api-calls"),
  "GET /refusals": at("/refusals"),
  "GET /customers/{c}/refusals": ofSub("/refusals"),
  "GET /refusals/{reference}": ({ reference }) => ({ address: `/refusals/${reference}` }),
  "GET /dictionaries/{name}": at("/dictionaries/languages?type=ivr&i_lang=ru"),
  "GET /jobs": async (scene) => {
    await doneJobOf(scene);
    return { address: "/jobs" };
  },
  "POST /jobs": async (scene) => ({
    address: "/jobs",
    body: { values: { city: "Cusco", max_sessions: null }, ids: [await another(scene)] },
  }),
  "GET /jobs/{i_job}": of(doneJobOf, (id) => `/jobs/${id}`),
  "GET /jobs/{i_job}/rows": of(doneJobOf, (id) => `/jobs/${id}/rows?outcome=changed`),
  "PUT /jobs/{i_job}/start": ofWith(undoingOf, (id) => `/jobs/${id}/start`, {}),
  "PUT /jobs/{i_job}/pause": of(jobOf, (id) => `/jobs/${id}/pause`),
  "PUT /jobs/{i_job}/resume": async (scene) => {
    const i_job = await jobOf(scene);
    await operations.pauseJob(scene.reseller, { i_job });
    return { address: `/jobs/${i_job}/resume` };
  },
  "PUT /jobs/{i_job}/stop": of(jobOf, (id) => `/jobs/${id}/stop`),
  "POST /jobs/{i_job}/undo": of(doneJobOf, (id) => `/jobs/${id}/undo`),
  "GET /webhooks": of(endpointOf, () => "/webhooks"),
  "POST /webhooks": ofWith(endpointOf, () => "/webhooks", { url: "https://new.example.com/", events: ["*"] }),
  "GET /webhooks/{i_endpoint}": of(endpointOf, (id) => `/webhooks/${id}`),
  "PATCH /webhooks/{i_endpoint}": ofWith(endpointOf, (id) => `/webhooks/${id}`, { reach: "all" }),
  "DELETE /webhooks/{i_endpoint}": of(endpointOf, (id) => `/webhooks/${id}`),
  "POST /webhooks/{i_endpoint}/rotate": of(endpointOf, (id) => `/webhooks/${id}/rotate`),
  "PUT /webhooks/{i_endpoint}/enabled": ofWith(endpointOf, (id) => `/webhooks/${id}/enabled`, {
    replay: true,
  }),
  "DELETE /webhooks/{i_endpoint}/enabled": of(endpointOf, (id) => `/webhooks/${id}/enabled`),
  "GET /webhooks/{i_endpoint}/messages": async (scene) => ({
    address: `/webhooks/${(await messageOf(scene)).i_endpoint}/messages`,
  }),
  "GET /webhooks/{i_endpoint}/messages/{i_message}": async (scene) => {
    const { i_endpoint, i_message } = await messageOf(scene);
    return { address: `/webhooks/${i_endpoint}/messages/${i_message}` };
  },
  "POST /webhooks/{i_endpoint}/replay": async (scene) => {
    const { i_endpoint, i_message } = await messageOf(scene);
    return { address: `/webhooks/${i_endpoint}/replay`, body: { i_message } };
  },
  "POST /webhooks/{i_endpoint}/example": ofWith(endpointOf, (id) => `/webhooks/${id}/example`, {
    event: "money.payment",
  }),
  "POST /webhooks/{i_endpoint}/signature-checks": ofWith(
    endpointOf,
    (id) => `/webhooks/${id}/signature-checks`,
    { headers: "webhook-id: msg_1", body: "{}" },
  ),
};
