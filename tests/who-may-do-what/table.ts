import type { OperationName } from "../server/doors/sound-inputs";

/** What somebody must have to do a thing. */
export type Row = {
  /** the effective right of the actor's customer, as `area action`, or a flag; null: none */
  readonly right: string | null;
  /** the rows of the table of access levels that the level must allow, all of them */
  readonly acts: readonly string[];
  /** whether people must have confirmed that it is they, within the last minutes */
  readonly fresh: boolean;
};

const row = (right: string | null, acts: readonly string[], fresh = false): Row => ({ right, acts, fresh });

/** for everybody who may read; the body says whose */
const reading = row(null, ["read"]);
/** for everybody who has logged in, about themselves */
const own = row(null, ["own"]);
const ownFresh = row(null, ["own"], true);
const lookAfter = row(null, ["look_after"]);
const lookAfterFresh = row(null, ["look_after"], true);
const people = row(null, ["web_users"], true);
const support = row(null, ["support"]);
const inSupport = row(null, ["support_session"]);

/**
 * Who may do what, a second time and by hand, after the specification's tables of rights and of access levels; with the
 * sound input of each operation. An operation without a row does not compile, and one that needs less than its row fails.
 */
export const whoMayDoWhat: Readonly<Record<OperationName, Row>> = {
  // customers
  // a password that somebody types leads into the customer
  createCustomer: row("customers add", ["manage", "credentials"]),
  updateCustomer: row("customers edit", ["funds"]),
  deleteCustomer: row("customers delete", ["manage"], true),
  blockCustomer: row("customers edit", ["block"]),
  unblockCustomer: row("customers edit", ["block"]),
  getCustomerInfo: reading,
  listCustomers: reading,
  findCustomers: reading,
  suggestCustomers: reading,
  findPath: reading,
  listBranch: reading,
  getFormChoices: reading,
  explainRights: reading,
  explainBlocks: reading,
  listBlocks: reading,
  listTwins: reading,
  getOverview: row(null, ["overview"]),
  updateOwnData: row(null, ["funds"]),
  prepareNewCustomer: reading,
  // tariffs, routing groups, profiles
  listTariffs: reading,
  addTariff: row("tariffs add", ["manage"]),
  editTariff: row("tariffs edit", ["manage"]),
  deleteTariff: row("tariffs delete", ["manage"]),
  listRoutingGroups: reading,
  addRoutingGroup: row("system_mgmt", ["manage"]),
  editRoutingGroup: row("system_mgmt", ["manage"]),
  deleteRoutingGroup: row("system_mgmt", ["manage"]),
  listProfiles: reading,
  getProfile: reading,
  addProfile: row("customers add", ["manage"]),
  editProfile: row("customers add", ["manage"]),
  deleteProfile: row("customers add", ["manage"]),
  // money
  customerAddFunds: row("customers edit", ["funds"]),
  customerCredit: row("customers edit", ["funds"]),
  customerDebit: row("customers edit", ["funds"]),
  changeCreditLimit: row("customers edit", ["funds"]),
  correctBalance: row("customers edit", ["funds"]),
  previewFunds: reading,
  getReceipt: reading,
  mailReceipt: row(null, ["funds"]),
  getStatement: reading,
  listLedger: reading,
  // history, refusals, programs
  listHistory: reading,
  getAuditLogs: reading,
  getRefusal: reading,
  listRefusals: reading,
  whyNot: reading,
  getApiStanding: reading,
  listApiCalls: reading,
  getDictionary: row(null, ["overview"]),
  // brands
  getBrand: reading,
  previewBrand: row(null, ["manage"]),
  saveBrand: row(null, ["manage"]),
  getAliasStanding: reading,
  checkAlias: row(null, ["web_users"]),
  // log-ins
  authCustomer: row(null, ["read_web_users"]),
  validatePassword: own,
  resetCustomerOneTimePassword: lookAfterFresh,
  listLogIns: own,
  endLogIn: own,
  endOtherLogIns: own,
  listFactors: own,
  beginTotp: ownFresh,
  getPendingTotp: ownFresh,
  confirmTotp: ownFresh,
  removeFactor: ownFresh,
  renewRecoveryCodes: ownFresh,
  editOwnSettings: own,
  getOwnSettings: own,
  // web users
  listWebUsers: row(null, ["read_web_users"]),
  getWebUser: row(null, ["read_web_users"]),
  addWebUser: people,
  editWebUser: row(null, ["web_users"]),
  deleteWebUser: people,
  resetFactors: people,
  changeAddress: people,
  cancelAddress: own,
  blockWebUser: lookAfter,
  unblockWebUser: lookAfter,
  unlockWebUser: lookAfter,
  endLogInsOf: lookAfter,
  sendInvitation: lookAfterFresh,
  resendMail: lookAfterFresh,
  // preferences: the body asks by what changes and whose it is
  getPreferences: reading,
  setPreferences: row(null, []),
  // notes
  listNotes: row(null, ["read_notes"]),
  listFollowUps: row(null, ["read_notes"]),
  listColleagues: row(null, ["notes"]),
  addNote: row(null, ["notes"]),
  editNote: row(null, ["notes"]),
  deleteNote: row(null, ["notes"]),
  // support
  getSupportDesk: support,
  getOpening: support,
  openSupport: support,
  listSupportSessions: support,
  getSupportSession: support,
  endSupportSession: support,
  makeSupportCode: people,
  extendSupport: inSupport,
  allowSupportChanges: row(null, ["support_session"], true),
  showSupportStyle: inSupport,
  endSupport: inSupport,
};

/** What the same operations need for more than their sound input, or for less. */
export const variants: readonly (readonly [OperationName, Readonly<Record<string, unknown>>, Row])[] = [
  [
    "createCustomer",
    { web_password: undefined, invite: true, email: "a@example.com" },
    row("customers add", ["manage"]),
  ],
  ["createCustomer", { api_password: "correct horse api" }, row("customers add", ["manage", "credentials"])],
  ["updateCustomer", { city: undefined, balance: "5" }, row("customers edit", ["funds"])],
  ["updateCustomer", { city: undefined, credit_limit: "5" }, row("customers edit", ["funds"])],
  ["updateCustomer", { city: undefined, name: "Another" }, row("customers edit", ["manage"])],
  ["updateCustomer", { city: undefined, customers_mgmt: 1 }, row("customers edit", ["manage"])],
  ["updateCustomer", { city: undefined, css: "p{}" }, row("customers edit", ["manage", "credentials"])],
  [
    "updateCustomer",
    { city: undefined, cc: "a@example.com" },
    row("customers edit", ["web_users", "credentials"]),
  ],
  [
    "updateCustomer",
    { city: undefined, web_password: "correct horse battery" },
    row("customers edit", ["manage", "credentials"], true),
  ],
  [
    "updateCustomer",
    { city: undefined, web_login: "another" },
    row("customers edit", ["manage", "credentials"], true),
  ],
  [
    "updateCustomer",
    { city: undefined, api_password: "correct horse api" },
    row("customers edit", ["web_users", "credentials"], true),
  ],
  ["updateCustomer", { city: undefined, api_access: 1 }, row("customers edit", ["manage", "credentials"])],
  [
    "updateCustomer",
    { city: undefined, dns_alias: "portal.example.org" },
    row("customers edit", ["web_users", "credentials"]),
  ],
  [
    "updateCustomer",
    { city: undefined, email: "a@example.com" },
    row("customers edit", ["web_users", "credentials"], true),
  ],
  [
    "updateOwnData",
    { city: undefined, api_password: "correct horse api" },
    row(null, ["web_users", "credentials"], true),
  ],
  ["updateOwnData", { city: undefined, i_lang: "ru" }, row(null, ["preferences"])],
  ["getBrand", { i_brand_version: 7 }, row(null, ["read", "manage"])],
  ["getBrand", { start: "parent" }, row(null, ["read", "manage"])],
  ["editWebUser", { access_level: "NOC" }, row(null, ["web_users"], true)],
  ["editWebUser", { web_login: "another" }, row(null, ["web_users"], true)],
  ["setPreferences", { low_balance_threshold: undefined, require_factor: 1 }, row(null, [], true)],
];
