import { describe, expect, it } from "vitest";
import type { Actor } from "@/server/actor";
import { mayAct } from "@/server/identity/access-levels";
import { operations } from "@/server/operations";
import { customer, freshName, refusalOf, tariff } from "../builders";
import { givenFreshDatabase } from "../database/fresh";

givenFreshDatabase();

type Name = keyof typeof operations;
type Call = (actor: Actor, raw: Readonly<Record<string, unknown>>) => Promise<unknown>;

/** A sound input for every operation, about a customer, a tariff and a login: a new operation does not compile without. */
const inputs: Record<
  Name,
  (of: {
    i_customer: number;
    i_web_user: number;
    i_tariff: number;
    login: string;
    name: string;
  }) => Record<string, unknown>
> = {
  createCustomer: () => ({ i_tariff: null, name: freshName(), web_password: "correct horse battery" }),
  getCustomerInfo: ({ i_customer }) => ({ i_customer }),
  updateCustomer: ({ i_customer }) => ({ i_customer, city: "Quito" }),
  deleteCustomer: ({ i_customer }) => ({ i_customer }),
  listCustomers: () => ({}),
  authCustomer: ({ login }) => ({ username: login, password: "correct horse battery" }),
  resetCustomerOneTimePassword: ({ login }) => ({ web_login: login }),
  listTariffs: () => ({}),
  addTariff: () => ({ name: freshName(), currency: "USD" }),
  editTariff: ({ i_tariff }) => ({ i_tariff, name: freshName(), currency: "USD" }),
  deleteTariff: ({ i_tariff }) => ({ i_tariff }),
  listRoutingGroups: () => ({}),
  addRoutingGroup: () => ({ name: freshName() }),
  editRoutingGroup: ({ i_tariff }) => ({ i_routing_group: i_tariff, name: freshName() }),
  deleteRoutingGroup: ({ i_tariff }) => ({ i_routing_group: i_tariff }),
  updateOwnData: () => ({ city: "Quito" }),
  findCustomers: ({ name }) => ({ q: name }),
  suggestCustomers: ({ name }) => ({ q: name }),
  findPath: ({ i_customer }) => ({ i_customer }),
  listBranch: ({ i_customer }) => ({ i_customer }),
  getOverview: () => ({}),
  getFormChoices: () => ({}),
  explainRights: ({ i_customer }) => ({ i_customer }),
  listLedger: ({ i_customer }) => ({ i_customer }),
  getStatement: () => ({ since: "2026-01-01", until: "2027-01-01", direct: false }),
  listHistory: ({ i_customer }) => ({ i_customer }),
  getAuditLogs: ({ i_customer }) => ({ i_customer }),
  blockCustomer: ({ i_customer }) => ({ i_customer, reason: "fraud" }),
  unblockCustomer: ({ i_customer }) => ({ i_customer }),
  explainBlocks: ({ i_customer }) => ({ i_customer }),
  listBlocks: ({ name }) => ({ q: name }),
  customerAddFunds: ({ i_customer }) => ({ i_customer, amount: 5 }),
  customerCredit: ({ i_customer }) => ({ i_customer, amount: 5 }),
  customerDebit: ({ i_customer }) => ({ i_customer, amount: 5 }),
  getDictionary: () => ({ name: "currencies" }),
  validatePassword: ({ i_customer }) => ({ i_customer, password: "correct horse battery" }),
  getApiStanding: () => ({}),
  listApiCalls: () => ({}),
  whyNot: ({ i_customer }) => ({ i_customer }),
  listRefusals: ({ i_customer }) => ({ i_customer }),
  getRefusal: () => ({ reference: "2345-6789" }),
  listProfiles: () => ({}),
  getProfile: ({ i_tariff }) => ({ i_profile: i_tariff }),
  addProfile: () => ({ name: freshName(), attributes: { max_sessions: 5 } }),
  editProfile: ({ i_tariff }) => ({ i_profile: i_tariff, name: freshName() }),
  deleteProfile: ({ i_tariff }) => ({ i_profile: i_tariff }),
  prepareNewCustomer: ({ i_customer }) => ({ i_customer }),
  changeCreditLimit: ({ i_customer }) => ({ i_customer, change: 5 }),
  correctBalance: ({ i_customer }) => ({ i_customer, change: 5, payment_notes: "counted again" }),
  previewFunds: ({ i_customer }) => ({ i_customer }),
  getReceipt: ({ i_customer }) => ({ i_customer, i_entry: 1 }),
  listNotes: ({ i_customer }) => ({ i_customer }),
  addNote: ({ i_customer }) => ({ i_customer, text: "A note" }),
  editNote: ({ i_customer }) => ({ i_note: i_customer, pinned: 1 }),
  deleteNote: ({ i_customer }) => ({ i_note: i_customer }),
  listFollowUps: () => ({}),
  listColleagues: () => ({}),
  listLogIns: () => ({}),
  endLogIn: ({ i_customer }) => ({ i_session: i_customer + 1_000_000 }),
  endOtherLogIns: () => ({}),
  listWebUsers: ({ i_customer }) => ({ i_customer }),
  getWebUser: ({ i_web_user }) => ({ i_web_user }),
  addWebUser: ({ i_customer }) => ({ i_customer, web_login: freshName("colleague") }),
  editWebUser: ({ i_web_user }) => ({ i_web_user, name: "Nobody" }),
  deleteWebUser: ({ i_web_user }) => ({ i_web_user }),
  blockWebUser: ({ i_web_user }) => ({ i_web_user }),
  unblockWebUser: ({ i_web_user }) => ({ i_web_user }),
  unlockWebUser: ({ i_web_user }) => ({ i_web_user }),
  getBrand: ({ i_customer }) => ({ i_customer }),
  previewBrand: ({ i_customer }) => ({ i_customer, accent: "#123456" }),
  saveBrand: ({ i_customer }) => ({ i_customer, accent: "#123456" }),
  endLogInsOf: ({ i_web_user }) => ({ i_web_user }),
  resendMail: ({ i_web_user }) => ({ i_web_user }),
  editOwnSettings: () => ({ name: "Somebody" }),
  getOwnSettings: () => ({}),
  sendInvitation: ({ i_web_user }) => ({ i_web_user }),
  listFactors: () => ({}),
  beginTotp: () => ({}),
  getPendingTotp: () => ({}),
  confirmTotp: () => ({ code: "123456" }),
  removeFactor: ({ i_customer }) => ({ i_factor: i_customer + 1_000_000 }),
  renewRecoveryCodes: () => ({}),
  resetFactors: ({ i_web_user }) => ({ i_web_user }),
  getPreferences: ({ i_customer }) => ({ i_customer }),
  setPreferences: ({ i_customer }) => ({ i_customer, low_balance_threshold: 5 }),
  getAliasStanding: ({ i_customer }) => ({ i_customer }),
  lookAtAlias: ({ i_customer }) => ({ i_customer }),
  getOpening: ({ i_customer }) => ({ i_customer }),
  openSupport: ({ i_customer }) => ({
    i_customer,
    reason: "A call about its balance",
    minutes: "15",
    form: `${freshName("form")} ${freshName()}`,
  }),
  extendSupport: () => ({ minutes: "15", until: "" }),
  allowSupportChanges: () => ({}),
  showSupportStyle: () => ({ styled: "1" }),
  endSupport: () => ({}),
  listSupportSessions: () => ({}),
  getSupportSession: () => ({ reference: "ABCDEFGH" }),
  endSupportSession: () => ({ reference: "ABCDEFGH" }),
  makeSupportCode: () => ({}),
  getSupportDesk: () => ({}),
  changeAddress: ({ i_web_user }) => ({ i_web_user, email: "new@example.com" }),
};

/** Those that are about oneself, or find nothing, whoever is asked for. */
const aboutOneself: readonly Name[] = [
  "updateOwnData",
  "findCustomers",
  "suggestCustomers",
  "getStatement",
  "listHistory",
  "getAuditLogs",
  "getApiStanding",
  "listApiCalls",
  "listBlocks",
  "listFollowUps",
  "listColleagues",
  "listLogIns",
  "endOtherLogIns",
  "editOwnSettings",
  "getOwnSettings",
  "listFactors",
  "beginTotp",
  "getPendingTotp",
  "listSupportSessions",
  "makeSupportCode",
  "getSupportDesk",
];

/** Those that name nothing but their scope, or are refused for what the actor itself lacks. */
const withoutTarget: readonly Name[] = [
  "confirmTotp",
  "renewRecoveryCodes",
  "createCustomer",
  "listCustomers",
  "listTariffs",
  "addTariff",
  "listRoutingGroups",
  "addRoutingGroup",
  "getOverview",
  "getFormChoices",
  "getDictionary",
  "listProfiles",
  "addProfile",
  // they are for a support session that runs
  "extendSupport",
  "allowSupportChanges",
  "showSupportStyle",
  "endSupport",
];

async function scene() {
  const neighbour = await customer(1, { name: `Neighbour ${freshName()}` });
  const target = await customer(neighbour.i_customer, {
    name: `Secret ${freshName()}`,
    web_login: freshName("login"),
  });
  const i_tariff = await tariff(neighbour.i_customer);
  const stranger = await customer(1);
  const login = target.actor.login ?? "";
  const { i_customer, actor } = target;
  const of = { i_customer, i_web_user: actor.i_web_user ?? 0, i_tariff, login, name: login };
  return { neighbour, target, stranger, of };
}

describe.each(Object.keys(operations) as Name[])("%s", (name) => {
  const call = operations[name] as unknown as Call;

  it("does not reach what is a neighbour's, by its id or in its scope, nor tell its name", async () => {
    const { neighbour, stranger, of } = await scene();
    const { definition } = operations[name];
    if (definition.needs.scope === "i_wholesaler") {
      const outside = await refusalOf(
        call(stranger.actor, { ...inputs[name](of), i_wholesaler: neighbour.i_customer }),
      );
      expect(outside).toMatchObject({ code: 403, attribute: "i_wholesaler" });
      const nowhere = await refusalOf(call(stranger.actor, { ...inputs[name](of), i_wholesaler: 999_999 }));
      expect(nowhere).toEqual(outside);
    }
    if (withoutTarget.includes(name)) return;
    if (aboutOneself.includes(name)) {
      expect(JSON.stringify(await call(stranger.actor, inputs[name](of)))).not.toContain("Secret");
      return;
    }
    const refusal = await refusalOf(call(stranger.actor, inputs[name](of)));
    expect([401, 404]).toContain(refusal.code);
    expect(refusal.message).not.toMatch(/Secret|Neighbour/);
    const nobody = await refusalOf(
      call(
        stranger.actor,
        inputs[name]({
          i_customer: 999_999,
          i_web_user: 999_999,
          i_tariff: 999_999,
          login: freshName(),
          name: "",
        }),
      ),
    );
    expect(nobody).toEqual(refusal);
  });

  it("is refused to one who lacks the right", async () => {
    const { right } = operations[name].definition.needs;
    if (right === null) return;
    const { of } = await scene();
    const plain = await customer(1, { customers_mgmt: 0, tariffs_mgmt: 0, system_mgmt: 0 });
    expect(await refusalOf(call(plain.actor, inputs[name](of)))).toMatchObject({ code: 403 });
  });

  it("is refused to a web user whose access level does not allow it", async () => {
    const { neighbour, of } = await scene();
    const level = operations[name].definition.writes ? "REPORTER" : "CALLSHOP_OPERATOR";
    const { acts } = operations[name].definition.needs;
    // everybody's own, and the own overview
    if (typeof acts !== "function" && acts.every((act) => mayAct(level, act))) return;
    const refusal = await refusalOf(call({ ...neighbour.actor, access_level: level }, inputs[name](of)));
    expect(refusal).toMatchObject({ code: 403, key: "access_level" });
  });
});
