import { expect, it } from "vitest";
import type { Actor } from "@/server/actor/actor";
import { operations } from "@/server/doors/operations";
import { Refusal } from "@/server/ground/refusal";
import { actorOf, customer, freshName, refusalOf } from "../../builders";
import { givenFreshDatabase } from "../../database/fresh";

givenFreshDatabase();

const { createCustomer, updateCustomer, deleteCustomer, resetCustomerOneTimePassword, updateOwnData } =
  operations;
type Below = Awaited<ReturnType<typeof customer>>;

/** Acts and the levels that may do them, as in the specification's table. An ADMINISTRATOR may do everything. */
const table: Record<
  string,
  readonly [levels: readonly Actor["access_level"][], (actor: Actor, below: Below) => Promise<unknown>]
> = {
  "reads customers": [
    ["BILLING", "NOC", "REPORTER", "SUPPORT"],
    async (actor, { i_customer }) => {
      await operations.listCustomers(actor, {});
      await operations.getCustomerInfo(actor, { i_customer });
    },
  ],
  "looks after those that ask for help": [
    ["SUPPORT"],
    async (actor, { i_customer }) => {
      await operations.getSupportDesk(actor, {});
      await operations.getOpening(actor, { i_customer });
      await operations.listSupportSessions(actor, {});
    },
  ],
  "lets support make changes": [[], async (actor) => await operations.makeSupportCode(actor, {})],
  "reads ledger and history": [
    ["BILLING", "NOC", "REPORTER", "SUPPORT"],
    async (actor, { i_customer }) => {
      await operations.listLedger(actor, { i_customer });
      await operations.getStatement(actor, { since: "2026-01-01", until: "2027-01-01" });
      await operations.listHistory(actor, { i_customer });
      await operations.getAuditLogs(actor, { i_customer });
      await operations.getApiStanding(actor, {});
      await operations.listApiCalls(actor, {});
      await operations.whyNot(actor, { i_customer });
      await operations.listRefusals(actor, { i_customer });
    },
  ],
  "reads what is blocked": [
    ["BILLING", "NOC", "REPORTER", "SUPPORT"],
    async (actor, { i_customer }) => {
      await operations.listBlocks(actor, {});
      await operations.explainBlocks(actor, { i_customer });
    },
  ],
  "reads notes": [
    ["BILLING", "NOC", "REPORTER", "SUPPORT"],
    async (actor, { i_customer }) => {
      await operations.listNotes(actor, { i_customer });
      await operations.listFollowUps(actor, {});
    },
  ],
  "writes notes": [
    ["BILLING", "NOC", "SUPPORT"],
    async (actor, { i_customer }) => {
      await operations.listColleagues(actor, {});
      const { i_note } = await operations.addNote(actor, { i_customer, text: "A note" });
      await operations.editNote(actor, { i_note, pinned: 1, text: "Another" });
      await operations.deleteNote(actor, { i_note });
    },
  ],
  "reads preferences": [
    ["BILLING", "NOC", "REPORTER", "SUPPORT"],
    async (actor, { i_customer }) => await operations.getPreferences(actor, { i_customer }),
  ],
  "sets when a balance counts as low": [
    ["BILLING"],
    async (actor, { i_customer }) =>
      await operations.setPreferences(actor, { i_customer, low_balance_threshold: 5 }),
  ],
  "asks for a second factor of all its people": [
    [],
    async (actor) =>
      await operations.setPreferences(actor, { i_customer: actor.i_customer, require_factor: true }),
  ],
  "reads web users": [
    ["BILLING", "NOC", "REPORTER", "SUPPORT"],
    async (actor, { i_customer, actor: { i_web_user } }) => {
      await operations.listWebUsers(actor, { i_customer });
      await operations.getWebUser(actor, { i_web_user });
    },
  ],
  "adds, changes and deletes web users": [
    [],
    async (actor, { i_customer }) => {
      const { i_web_user } = await operations.addWebUser(actor, { i_customer, web_login: freshName() });
      await operations.editWebUser(actor, { i_web_user, access_level: "NOC" });
      await operations.resetFactors(actor, { i_web_user });
      await operations.changeAddress(actor, { i_web_user, email: "somebody@example.com" });
      await operations.deleteWebUser(actor, { i_web_user });
    },
  ],
  "blocks, unblocks and unlocks a web user": [
    ["NOC", "SUPPORT"],
    async (actor, { i_customer }) => {
      const { i_web_user } = await operations.addWebUser(
        { ...actor, access_level: "ADMINISTRATOR" },
        {
          i_customer,
          web_login: freshName(),
          email: `${freshName("somebody").replaceAll(" ", ".")}@example.com`,
        },
      );
      await operations.blockWebUser(actor, { i_web_user });
      await operations.unblockWebUser(actor, { i_web_user });
      await operations.unlockWebUser(actor, { i_web_user });
      await operations.sendInvitation(actor, { i_web_user });
      await operations.resendMail(actor, { i_web_user });
      await operations.endLogInsOf(actor, { i_web_user });
    },
  ],
  "looks after its own log-ins": [
    ["BILLING", "NOC", "REPORTER", "SUPPORT", "CALLSHOP_OPERATOR"],
    async (actor) => {
      await operations.listLogIns(actor, {});
      await operations.endOtherLogIns(actor, {});
      await operations.editOwnSettings(actor, { start_page: 2 });
      await operations.getOwnSettings(actor, {});
      await operations.listFactors(actor, {});
      await operations.beginTotp(actor, {});
      await operations.getPendingTotp(actor, {});
    },
  ],
  "reads the own overview": [
    ["BILLING", "NOC", "REPORTER", "SUPPORT", "CALLSHOP_OPERATOR"],
    async (actor) => await operations.getOverview(actor, {}),
  ],
  "creates a customer": [
    [],
    async (actor) =>
      await createCustomer(actor, {
        i_tariff: null,
        name: freshName(),
        web_password: "correct horse battery",
      }),
  ],
  "deletes a customer": [[], async (actor, { i_customer }) => await deleteCustomer(actor, { i_customer })],
  "gives rights": [
    [],
    async (actor, { i_customer }) => await updateCustomer(actor, { i_customer, accounts_mgmt: 7 }),
  ],
  "changes branding": [
    [],
    async (actor, { i_customer }) => {
      await updateCustomer(actor, { i_customer, css: "p {}" });
      await operations.previewBrand(actor, { i_customer, accent: "#123456" });
      await operations.saveBrand(actor, { i_customer, accent: "#123456" });
    },
  ],
  "looks at a brand": [
    ["BILLING", "NOC", "REPORTER", "SUPPORT"],
    async (actor, { i_customer }) => await operations.getBrand(actor, { i_customer }),
  ],
  "renames a customer": [
    [],
    async (actor, { i_customer }) => await updateCustomer(actor, { i_customer, name: freshName() }),
  ],
  "adds a tariff": [
    [],
    async (actor) => await operations.addTariff(actor, { name: freshName(), currency: "USD" }),
  ],
  "adds a routing group": [
    [],
    async (actor) => await operations.addRoutingGroup(actor, { name: freshName() }),
  ],
  "reads profiles": [
    ["BILLING", "NOC", "REPORTER", "SUPPORT"],
    async (actor, { i_customer }) => {
      await operations.listProfiles(actor, {});
      await operations.prepareNewCustomer(actor, { i_customer });
    },
  ],
  "adds a profile": [[], async (actor) => await operations.addProfile(actor, { name: freshName() })],
  "changes funds": [
    ["BILLING"],
    async (actor, { i_customer }) => await updateCustomer(actor, { i_customer, balance: 5, credit_limit: 5 }),
  ],
  "books a payment": [
    ["BILLING"],
    async (actor, { i_customer }) => await operations.customerAddFunds(actor, { i_customer, amount: 5 }),
  ],
  "credits and charges a customer": [
    ["BILLING"],
    async (actor, { i_customer }) => {
      await operations.customerCredit(actor, { i_customer, amount: 5 });
      await operations.customerDebit(actor, { i_customer, amount: 5 });
    },
  ],
  "changes a credit limit, corrects a balance": [
    ["BILLING"],
    async (actor, { i_customer }) => {
      await operations.changeCreditLimit(actor, { i_customer, change: 5 });
      await operations.correctBalance(actor, { i_customer, change: 5, payment_notes: "counted again" });
    },
  ],
  "reads a receipt, and what funds there are": [
    ["BILLING", "NOC", "REPORTER", "SUPPORT"],
    async (actor, { i_customer }) => {
      const { entries } = await operations.listLedger(
        { ...actor, access_level: "ADMINISTRATOR" },
        { i_customer },
      );
      await operations.getReceipt(actor, { i_customer, i_entry: entries[0]?.i_entry });
      await operations.previewFunds(actor, { i_customer });
    },
  ],
  "blocks a customer": [
    ["NOC", "SUPPORT"],
    async (actor, { i_customer }) => await operations.blockCustomer(actor, { i_customer }),
  ],
  "lifts a block": [
    ["NOC", "SUPPORT"],
    async (actor, { i_customer }) => {
      await operations.blockCustomer({ ...actor, access_level: "ADMINISTRATOR" }, { i_customer });
      await operations.unblockCustomer(actor, { i_customer });
    },
  ],
  "asks for a dictionary, and whether a password is good": [
    ["BILLING", "NOC", "REPORTER", "SUPPORT", "CALLSHOP_OPERATOR"],
    async (actor) => {
      await operations.getDictionary(actor, { name: "languages" });
      await operations.validatePassword(actor, { password: "correct horse battery" });
    },
  ],
  "changes contact data": [
    ["BILLING"],
    async (actor, { i_customer }) => await updateCustomer(actor, { i_customer, city: "Quito", phone: "1" }),
  ],
  "changes funds and a right in one": [
    [],
    async (actor, { i_customer }) =>
      await updateCustomer(actor, { i_customer, balance: 5, accounts_mgmt: 7 }),
  ],
  "makes a one-time password": [
    ["NOC", "SUPPORT"],
    async (actor, below) => await resetCustomerOneTimePassword(actor, { web_login: below.actor.login }),
  ],
  "sets an API password": [
    [],
    async (actor, { i_customer }) =>
      await updateCustomer(actor, { i_customer, api_password: "correct horse api" }),
  ],
  "changes addresses of notices": [
    [],
    async (actor, { i_customer }) => await updateCustomer(actor, { i_customer, email: "a@example.com" }),
  ],
  "changes an alias": [
    [],
    async (actor, { i_customer }) => await updateCustomer(actor, { i_customer, dns_alias: "a.example.com" }),
  ],
  "reads how it stands with an alias": [
    ["BILLING", "NOC", "REPORTER", "SUPPORT"],
    async (actor, { i_customer }) => await operations.getAliasStanding(actor, { i_customer }),
  ],
  "looks for an alias's record": [
    [],
    async (actor, { i_customer }) => {
      // this alias counts as verified, so nobody asks DNS
      await updateCustomer(
        { ...actor, access_level: "ADMINISTRATOR" },
        { i_customer, dns_alias: `level-${i_customer}.localhost` },
      );
      await operations.checkAlias(actor, { i_customer });
    },
  ],
  // everybody has settings of their own besides; these are what all the others follow
  "changes the language of its whole company": [
    [],
    async (actor) => await updateOwnData(actor, { i_lang: "ru" }),
  ],
  "changes the own contact data": [
    ["BILLING"],
    async (actor) => await updateOwnData(actor, { city: "Quito" }),
  ],
  "changes the own alias": [[], async (actor) => await updateOwnData(actor, { dns_alias: "b.example.com" })],
};

it.each(Object.keys(table))("of the access levels, exactly those of the table: who %s", async (what) => {
  const [levels, act] = table[what] ?? [[], async () => {}];
  const { i_customer, actor } = await customer(1);
  for (const access_level of [
    "ADMINISTRATOR",
    "BILLING",
    "NOC",
    "REPORTER",
    "CALLSHOP_OPERATOR",
    "SUPPORT",
  ] as const) {
    const below = await customer(i_customer, { accounts_mgmt: 0 });
    const outcome = await act({ ...actor, access_level }, below).then(
      () => "done",
      (error: unknown) => (error instanceof Refusal ? `${error.code} ${error.reason?.key}` : error),
    );
    const may = access_level === "ADMINISTRATOR" || levels.includes(access_level);
    expect(outcome, access_level).toBe(may ? "done" : "403 access_level");
  }
});

it("SUPPORT is a level of root's web users alone", async () => {
  const { i_customer, actor } = await customer(1);
  const made = { access_level: "SUPPORT", password: "correct horse battery" };
  const outside = { i_customer, web_login: freshName("colleague"), ...made };
  for (const who of [actor, await actorOf(1)])
    expect(await refusalOf(operations.addWebUser(who, outside))).toMatchObject({ key: "support_level" });
  const { i_web_user } = await operations.addWebUser(actor, { ...outside, access_level: "NOC" });
  const raised = operations.editWebUser(actor, { i_web_user, access_level: "SUPPORT" });
  expect(await refusalOf(raised)).toMatchObject({ code: 400, key: "support_level" });
  await operations.addWebUser(await actorOf(1), {
    i_customer: 1,
    web_login: freshName("colleague"),
    ...made,
  });
});
