import { shownOfChanges, shownOfNew, shownOfOwnChanges } from "@/attributes/attribute-examples";
import { signedExample } from "../../rest/programs/given";
import type { Known } from "./example-of-shape";

/**
 * What the body of a call shows: some of its members as their kinds and shapes know them, or values where those are better. Of
 * calls that are not here what is required, and the first few of the others.
 */
export const shownInBodies: Readonly<Record<string, readonly string[] | Known>> = {
  createCustomer: shownOfNew,
  updateCustomer: shownOfChanges,
  updateOwnData: shownOfOwnChanges,
  customerAddFunds: ["amount", "payment_notes", "payment_date"],
  customerCredit: { amount: "5.000000", payment_notes: "For the outage of 20 November" },
  customerDebit: { amount: "4.000000", payment_notes: "SIM cards" },
  correctBalance: { change: "-1.500000", payment_notes: "Invoice 17 was booked twice" },
  changeCreditLimit: { credit_limit: "200.000000", note: "Pays by the end of the month" },
  blockCustomer: {
    reason: "non-payment",
    note: "Invoice 17 is two months late",
    text: "Please pay the last invoice.",
  },
  addNote: { text: "Calls back on Monday", pinned: true, follow_up_on: "2026-12-07" },
  editNote: { text: "Called back, pays on Friday", done: true },
  addWebUser: {
    web_login: "front-desk",
    name: "Anna Ozola",
    email: "anna@nordic.example",
    access_level: "BILLING",
    invite: true,
  },
  editWebUser: { name: "Anna Ozola", access_level: "NOC" },
  blockWebUser: { reason: "other", note: "On leave", text: "Your log-in rests until you are back." },
  authCustomer: ["username", "password"],
  validatePassword: ["password", "web_login"],
  addTariff: { name: "Retail", currency: "EUR" },
  editTariff: { name: "Retail 2027" },
  addRoutingGroup: { name: "Premium" },
  editRoutingGroup: { name: "Premium EU" },
  addProfile: { name: "Small office", attributes: { max_sessions: 10, credit_limit: "50.000000" } },
  editProfile: { attributes: { max_sessions: 20, credit_limit: null } },
  saveBrand: ["product_name", "accent", "support_email", "footer_links"],
  previewBrand: ["accent", "css"],
  editOwnKey: { name: "Billing system", areas: { blocks: "read", branding: null } },
  editOwnSettings: { name: "Anna Ozola", i_lang: "en" },
  setPreferences: ["low_balance_threshold", "receipt_name"],
  updateCustomers: { values: { city: "Riga", max_sessions: 30 }, ids: [42] },
  startJob: ["count"],
  addEndpoint: {
    url: "https://billing.nordic.example/hooks",
    events: ["money.*", "customer.blocked"],
    reach: "all",
  },
  editEndpoint: { events: ["*"], note: "For the billing system" },
  enableEndpoint: { replay: true },
  replayMessages: ["since"],
  checkSignature: {
    headers: [
      `webhook-id: ${signedExample.id}`,
      `webhook-timestamp: ${signedExample.timestamp}`,
      `webhook-signature: ${signedExample.signature}`,
    ].join("\n"),
    body: signedExample.body,
  },
};

const done = { state: "done", total: 3, changed: 2, unchanged: 1, refused: 0, came: 3 };
const begun = { started_at: null, ended_at: null, changed: 0, unchanged: 0, came: 0, undo_until: null };
const job = { kind: "set_attributes", i_job: 12 };
const person = { name: "Anna Ozola", login: "front-desk", email: "anna@nordic.example" };
const key = { name: "Billing", state: "valid", access_level: "ADMINISTRATOR" };
const note = { text: "Calls back on Monday" };
const message = { state: "delivered" };
const session = { reason: "Ticket 7" };

/**
 * What the answer of a call shows where its members' names alone say something else. A call that answers with what it makes or
 * changes shows what the reading of that shows, and its own before it.
 */
export const shownInAnswers: Readonly<Record<string, Known>> = {
  customerCredit: { kind: "credit", amount: "5.000000", balance_after: "15.000000", payment_date: null },
  customerDebit: { kind: "charge", amount: "4.000000", balance_after: "6.000000", payment_date: null },
  correctBalance: {
    kind: "correction",
    amount: "-1.500000",
    balance_after: "8.500000",
    payment_notes: "Invoice 17 was booked twice",
    payment_date: null,
  },
  changeCreditLimit: { credit_limit: "200.000000", available: "235.000000", until: null },
  previewFunds: { tariff: "Retail" },
  explainRights: { own: 7, inForce: 7, givable: 7, lacking: {} },
  whyNot: { who: "user 77", what: "createCustomer", assumed: [] },
  getOverview: { kind: "payment", what: "low_balance", needs: null, booked: [] },
  listHistory: { detail: null, currency: "EUR", i_job: null },
  listNotes: note,
  getNote: note,
  editNote: { text: "Called back, pays on Friday", done_at: "2026-11-30T12:00:00.000Z" },
  listFollowUps: note,
  listWebUsers: person,
  getWebUser: person,
  editWebUser: { access_level: "NOC" },
  blockWebUser: { blocked: true },
  resetCustomerOneTimePassword: { password: "k7mq-4tzw-9xhp" },
  listTariffs: { name: "Retail" },
  editTariff: { name: "Retail 2027" },
  listRoutingGroups: { name: "Premium" },
  editRoutingGroup: { name: "Premium EU" },
  listProfiles: { name: "Small office" },
  getProfile: { name: "Small office" },
  prepareNewCustomer: { from: "Small office" },
  getAliasStanding: { state: "verified", name: "_trellis.portal.nordic.example" },
  checkAlias: { state: "verified", name: "_trellis.portal.nordic.example" },
  listSupportSessions: session,
  getSupportSession: session,
  getOwnStanding: { ...key, own: 7, inForce: 7, givable: 7, lacking: {}, limits: {}, password: null },
  getOwnKey: key,
  editOwnKey: { name: "Billing system" },
  rotateOwnKey: { key: "trk_a1B2c3D4_YOUR-KEY" },
  getOwnSettings: { name: "Anna Ozola", sent_to: "anna@nordic.example", pending: null },
  listApiCalls: { reference: null },
  getDictionary: { name: "English" },
  listJobs: { ...job, ...done, ended_at: "2026-11-30T12:00:00.000Z" },
  getJobInfo: { ...job, ...done, ended_at: "2026-11-30T12:00:00.000Z" },
  updateCustomers: { ...begun, state: "running" },
  startJob: { ...begun, state: "running" },
  undoJob: { ...begun, state: "draft", undoes: 11 },
  pauseJob: { state: "paused", changed: 1, unchanged: 0, came: 0, ended_at: null },
  resumeJob: { state: "running", changed: 1, unchanged: 0, came: 0, ended_at: null },
  stopJob: { state: "stopped", changed: 1, unchanged: 0, came: 0 },
  listEndpoints: { reach: "all", note: "For the billing system" },
  getEndpoint: { reach: "all", note: "For the billing system" },
  editEndpoint: { events: ["*"] },
  listMessages: message,
  getMessage: { ...message, body: signedExample.body },
};
