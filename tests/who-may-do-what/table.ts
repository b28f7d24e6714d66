import type { OperationName } from "../server/doors/sound-inputs";

/** The rows of the table of access levels that the level must allow, all of them; whose it is can make a difference. */
type Acts =
  | readonly string[]
  | {
      readonly oneself?: readonly string[];
      readonly own: readonly string[];
      readonly below: readonly string[];
    };

/** What somebody must have to do a thing. */
export type Row = {
  /** what it is about, and whose that may be, seen from the scope; `opened`: who is above the parent leaves an entry */
  readonly about: string;
  /** the effective right of the actor's customer, as `area action`, or a flag; with `below` only for those below; null: none */
  readonly right: string | null;
  readonly acts: Acts;
  /** whether people must have confirmed that it is they, within the last minutes */
  readonly fresh: boolean;
};

const row = (about: string, right: string | null, acts: Acts, fresh = false): Row => ({
  about,
  right,
  acts,
  fresh,
});

const lookAfter = ["look_after"];
/** colleagues are for administrators, those below for whoever looks after people */
const colleagues: Acts = { own: ["look_after", "web_users"], below: lookAfter };
/** the same, but oneself needs nothing more */
const others: Acts = { oneself: lookAfter, own: ["look_after", "web_users"], below: lookAfter };

/**
 * Who may do what, a second time and by hand, after the specification's tables of rights and of access levels; with the
 * sound input of each operation. An operation without a row does not compile, and one that needs less than its row fails.
 */
export const whoMayDoWhat: Readonly<Record<OperationName, Row>> = {
  // customers
  // a password that somebody types leads into the customer
  createCustomer: row("scope", "customers add", ["manage", "credentials"]),
  updateCustomer: row("customer child", "customers edit", ["funds"]),
  deleteCustomer: row("customer child", "customers delete", ["manage"], true),
  blockCustomer: row("customer below", "customers edit", ["block"]),
  unblockCustomer: row("customer below", "customers edit", ["block"]),
  getCustomerInfo: row("customer own-or-below", null, ["read"]),
  listCustomers: row("scope", null, ["read"]),
  findCustomers: row("scope", null, ["read"]),
  suggestCustomers: row("scope", null, ["read"]),
  findPath: row("customer own-or-below", null, ["read"]),
  findInTree: row("customer own-or-below", null, ["read"]),
  viewCustomer: row("customer own-or-below", null, ["read"]),
  listBranch: row("customer own-or-below", null, ["read"]),
  getFormChoices: row("customer child or none", null, ["read"]),
  explainRights: row("customer own-or-below", null, ["read"]),
  explainBlocks: row("customer own-or-below", null, ["read"]),
  listBlocks: row("scope", null, ["read"]),
  listTwins: row("scope", null, ["read"]),
  getOverview: row("scope", null, ["overview"]),
  updateOwnData: row("scope", null, ["funds"]),
  prepareNewCustomer: row("scope", null, ["read"]),
  // tariffs, routing groups, profiles
  listTariffs: row("tariff own or none", null, ["read"]),
  addTariff: row("scope", "tariffs add", ["manage"]),
  editTariff: row("tariff own", "tariffs edit", ["manage"]),
  deleteTariff: row("tariff own", "tariffs delete", ["manage"]),
  listRoutingGroups: row("routing_group own or none", null, ["read"]),
  addRoutingGroup: row("scope", "system_mgmt", ["manage"]),
  editRoutingGroup: row("routing_group own", "system_mgmt", ["manage"]),
  deleteRoutingGroup: row("routing_group own", "system_mgmt", ["manage"]),
  listProfiles: row("scope", null, ["read"]),
  getProfile: row("profile own", null, ["read"]),
  addProfile: row("scope", "customers add", ["manage"]),
  editProfile: row("profile own", "customers add", ["manage"]),
  deleteProfile: row("profile own", "customers add", ["manage"]),
  // money
  customerAddFunds: row("customer child", "customers edit", ["funds"]),
  customerCredit: row("customer child", "customers edit", ["funds"]),
  customerDebit: row("customer child", "customers edit", ["funds"]),
  changeCreditLimit: row("customer child", "customers edit", ["funds"]),
  correctBalance: row("customer child", "customers edit", ["funds"]),
  previewFunds: row("customer child", null, ["read"]),
  getReceipt: row("ledger own-or-below", null, ["read"]),
  mailReceipt: row("customer own-or-below, opened", "customers edit below", ["funds"]),
  getStatement: row("scope", null, ["read"]),
  listLedger: row("ledger own-or-below", null, ["read"]),
  // history, refusals, programs
  listHistory: row("scope", null, ["read"]),
  getAuditLogs: row("scope", null, ["read"]),
  getRefusal: row("refusal own-or-below", null, ["read"]),
  listRefusals: row("customer own-or-below", null, ["read"]),
  whyNot: row("customer own-or-below", null, ["read"]),
  getApiStanding: row("scope", null, ["read"]),
  listApiCalls: row("scope", null, ["read"]),
  makeKey: row("scope", null, ["own"], true),
  listKeys: row("scope", null, ["own"]),
  rotateKey: row("key oneself", null, ["own"], true),
  editKey: row("key own", null, { oneself: ["own"], own: ["web_users"], below: ["web_users"] }),
  endKey: row("key own", null, { oneself: ["own"], own: ["web_users"], below: ["web_users"] }),
  listMadeByKey: row("key own", null, { oneself: ["own"], own: ["web_users"], below: ["web_users"] }),
  getOwnKey: row("scope", null, ["own"]),
  editOwnKey: row("scope", null, ["own"]),
  rotateOwnKey: row("scope", null, ["own"]),
  endOwnKey: row("scope", null, ["own"]),
  getDictionary: row("scope", null, ["overview"]),
  // brands
  getBrand: row("customer own-or-below, opened", null, ["read"]),
  previewBrand: row("customer own-or-below, opened", null, ["manage"]),
  saveBrand: row("customer own-or-below, opened", "customers edit below", ["manage"]),
  getAliasStanding: row("customer own-or-below, opened", null, ["read"]),
  checkAlias: row("customer own-or-below, opened", "customers edit below", ["web_users"]),
  // log-ins
  authCustomer: row("scope", null, ["read_web_users"]),
  validatePassword: row("customer own-or-below or none", null, ["own"]),
  resetCustomerOneTimePassword: row("web_user own-or-below", "customers edit below", others, true),
  listLogIns: row("scope", null, ["own"]),
  endLogIn: row("log_in oneself", null, ["own"]),
  endOtherLogIns: row("scope", null, ["own"]),
  listFactors: row("scope", null, ["own"]),
  beginTotp: row("scope", null, ["own"], true),
  getPendingTotp: row("scope", null, ["own"], true),
  confirmTotp: row("scope", null, ["own"], true),
  removeFactor: row("factor oneself", null, ["own"], true),
  renewRecoveryCodes: row("scope", null, ["own"], true),
  editOwnSettings: row("scope", null, ["own"]),
  getOwnSettings: row("scope", null, ["own"]),
  // web users
  listWebUsers: row("customer own-or-below, opened", null, ["read_web_users"]),
  getWebUser: row("web_user own-or-below, opened", null, ["read_web_users"]),
  addWebUser: row("customer own-or-below, opened", "customers edit below", ["web_users"], true),
  editWebUser: row("web_user own-or-below, opened", "customers edit below", ["web_users"]),
  deleteWebUser: row("web_user own-or-below, opened", "customers edit below", ["web_users"], true),
  resetFactors: row("web_user own-or-below, opened", "customers edit below", ["web_users"], true),
  changeAddress: row("web_user own-or-below, opened", "customers edit below", ["web_users"], true),
  cancelAddress: row("web_user own-or-below, opened", "customers edit below", {
    oneself: ["own"],
    own: ["web_users"],
    below: ["web_users"],
  }),
  blockWebUser: row("web_user own-or-below, opened", "customers edit below", colleagues),
  unblockWebUser: row("web_user own-or-below, opened", "customers edit below", colleagues),
  unlockWebUser: row("web_user own-or-below, opened", "customers edit below", colleagues),
  endLogInsOf: row("web_user own-or-below, opened", "customers edit below", colleagues),
  sendInvitation: row("web_user own-or-below, opened", "customers edit below", colleagues, true),
  resendMail: row("web_user own-or-below, opened", "customers edit below", colleagues, true),
  // preferences: the body asks by what changes and whose it is
  getPreferences: row("customer own-or-below, opened", null, ["read"]),
  setPreferences: row("customer own-or-below, opened", "customers edit below", ["funds"]),
  // notes
  listNotes: row("customer own-or-below", null, ["read_notes"]),
  listFollowUps: row("scope", null, ["read_notes"]),
  listColleagues: row("scope", null, ["notes"]),
  getNote: row("note own", null, ["read_notes"]),
  addNote: row("customer own-or-below", null, ["notes"]),
  editNote: row("note own", null, ["notes"]),
  deleteNote: row("note own", null, ["notes"]),
  // support
  getSupportDesk: row("scope", null, ["support"]),
  getOpening: row("customer own-or-below", null, ["support"]),
  openSupport: row("customer own-or-below", null, ["support"]),
  listSupportSessions: row("scope", null, ["support"]),
  getSupportSession: row("support_session own-or-below", null, ["support"]),
  endSupportSession: row("support_session own-or-below", null, ["support"]),
  makeSupportCode: row("scope", null, ["web_users"], true),
  extendSupport: row("scope", null, ["support_session"]),
  allowSupportChanges: row("scope", null, ["support_session"], true),
  showSupportStyle: row("scope", null, ["support_session"]),
  endSupport: row("scope", null, ["support_session"]),
  // jobs; what a job does needs what its operation needs, beside these
  prepareJob: row("scope", "customers edit", ["read", "funds"]),
  updateCustomers: row("scope", "customers edit", ["read", "funds"]),
  startJob: row("job own", null, ["read"]),
  pauseJob: row("job own", null, ["read"]),
  resumeJob: row("job own", null, ["read"]),
  stopJob: row("job own", null, ["read"]),
  undoJob: row("job own", null, ["read"]),
  examineAgain: row("job own", null, ["read"]),
  listJobs: row("scope", null, ["read"]),
  getJobInfo: row("job own", null, ["read"]),
  listJobRows: row("job own", null, ["read"]),
  beginImport: row("scope", "customers add or customers edit", ["manage"]),
  mapImport: row("job own", null, ["manage"]),
  getImport: row("job own", null, ["manage"]),
  listImportProblems: row("job own", null, ["manage"]),
  mendImportRow: row("job own", null, ["manage"]),
  replaceImportRows: row("job own", null, ["manage"]),
  takeImportPasswords: row("job own", null, ["manage", "credentials"], true),
  // webhooks: they carry off all that the customer may read
  listEndpoints: row("scope", null, ["web_users"]),
  getEndpoint: row("endpoint own", null, ["web_users"]),
  addEndpoint: row("scope", null, ["web_users"]),
  editEndpoint: row("endpoint own", null, ["web_users"]),
  deleteEndpoint: row("endpoint own", null, ["web_users"]),
  rotateEndpointSecret: row("endpoint own", null, ["web_users"]),
  disableEndpoint: row("endpoint own", null, ["web_users"]),
  enableEndpoint: row("endpoint own", null, ["web_users"]),
  listMessages: row("endpoint own", null, ["web_users"]),
  getMessage: row("endpoint own", null, ["web_users"]),
  replayMessages: row("endpoint own", null, ["web_users"]),
  sendExample: row("endpoint own", null, ["web_users"]),
  checkSignature: row("endpoint own", null, ["web_users"]),
};

/** What the same operations need for more than their sound input, or for less. */
export const variants: readonly (readonly [OperationName, Readonly<Record<string, unknown>>, Row])[] = [
  [
    "createCustomer",
    { web_password: undefined, invite: true, email: "a@example.com" },
    row("scope", "customers add", ["manage"]),
  ],
  [
    "createCustomer",
    { api_password: "correct horse api" },
    row("scope", "customers add", ["manage", "credentials"]),
  ],
  ["updateCustomer", { city: undefined, balance: "5" }, row("customer child", "customers edit", ["funds"])],
  [
    "updateCustomer",
    { city: undefined, credit_limit: "5" },
    row("customer child", "customers edit", ["funds"]),
  ],
  [
    "updateCustomer",
    { city: undefined, name: "Another" },
    row("customer child", "customers edit", ["manage"]),
  ],
  [
    "updateCustomer",
    { city: undefined, customers_mgmt: 1 },
    row("customer child", "customers edit", ["manage"]),
  ],
  [
    "updateCustomer",
    { city: undefined, css: "p{}" },
    row("customer child", "customers edit", ["manage", "credentials"]),
  ],
  [
    "updateCustomer",
    { city: undefined, cc: "a@example.com" },
    row("customer child", "customers edit", ["web_users", "credentials"]),
  ],
  [
    "updateCustomer",
    { city: undefined, web_password: "correct horse battery" },
    row("customer child", "customers edit", ["manage", "credentials"], true),
  ],
  [
    "updateCustomer",
    { city: undefined, web_login: "another" },
    row("customer child", "customers edit", ["manage", "credentials"], true),
  ],
  [
    "updateCustomer",
    { city: undefined, api_password: "correct horse api" },
    row("customer child", "customers edit", ["web_users", "credentials"], true),
  ],
  [
    "updateCustomer",
    { city: undefined, api_access: 1 },
    row("customer child", "customers edit", ["manage", "credentials"]),
  ],
  [
    "updateCustomer",
    { city: undefined, dns_alias: "portal.example.org" },
    row("customer child", "customers edit", ["web_users", "credentials"]),
  ],
  [
    "updateCustomer",
    { city: undefined, email: "a@example.com" },
    row("customer child", "customers edit", ["web_users", "credentials"], true),
  ],
  ["prepareJob", { kind: "block", reason: "other" }, row("scope", "customers edit", ["read", "block"])],
  ["prepareJob", { kind: "invite" }, row("scope", "customers edit", ["read", "look_after"])],
  ["prepareJob", { kind: "delete" }, row("scope", "customers delete", ["read", "manage"])],
  [
    "prepareJob",
    { kind: "rights", give: { tariffs_mgmt: 1 } },
    row("scope", "customers edit", ["read", "manage"]),
  ],
  ["updateCustomers", { values: { max_depth: 3 } }, row("scope", "customers edit", ["read", "manage"])],
  [
    "updateCustomers",
    { values: { email: "a@example.com" } },
    row("scope", "customers edit", ["read", "web_users", "credentials"], true),
  ],
  [
    "updateOwnData",
    { city: undefined, api_password: "correct horse api" },
    row("scope", null, ["web_users", "credentials"], true),
  ],
  ["updateOwnData", { city: undefined, i_lang: "ru" }, row("scope", null, ["preferences"])],
  ["makeKey", { minutes: 15 }, row("scope", null, ["own"])],
  ["listKeys", { all: true }, row("scope", null, ["own", "web_users"])],
  ["getBrand", { i_brand_version: 7 }, row("customer own-or-below, opened", null, ["read", "manage"])],
  ["getBrand", { start: "parent" }, row("customer own-or-below, opened", null, ["read", "manage"])],
  [
    "editWebUser",
    { access_level: "NOC" },
    row("web_user own-or-below, opened", "customers edit below", ["web_users"], true),
  ],
  [
    "editWebUser",
    { web_login: "another" },
    row("web_user own-or-below, opened", "customers edit below", ["web_users"], true),
  ],
  [
    "setPreferences",
    { low_balance_threshold: undefined, require_factor: 1 },
    row("customer own-or-below, opened", "customers edit below", ["web_users"], true),
  ],
];
