import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type AttributeName, attributeNames, attributeOf, namesWhere } from "@/attributes/customer";
import { type PreferenceName, preferenceNames } from "@/attributes/preferences";
import type { Actor } from "@/server/actor/actor";
import { systemActor } from "@/server/actor/system-actor";
import { database } from "@/server/database/client";
import { Prisma } from "@/server/database/generated/client";
import { undone } from "@/server/database/undone";
import { operations } from "@/server/doors/operations";
import { Refusal } from "@/server/ground/refusal";
import { provideSettings } from "@/server/ground/settings";
import { beginPasskey } from "@/server/identity/factors/passkeys";
import { choosePassword } from "@/server/identity/password/choose-password";
import { requestReset } from "@/server/identity/password/forgotten-password";
import { actorOf, customer, freshName, refusalOf, tariff } from "../../builders";
import { contents } from "../../database/contents";
import { givenFreshDatabase } from "../../database/fresh";
import { type InputOf, type OperationName, soundInputs } from "../doors/sound-inputs";
import { mailsTo } from "../identity/mailed";
import { sample } from "../profiles/profile-sample";
import { type InBrowser, type InSupport, inSupport, logInOf, openingForm, staff } from "./support-stage";

givenFreshDatabase();
beforeEach(() =>
  provideSettings({ SUPPORT_NETWORKS: "", SUPPORT_REASON_PATTERN: "", SUPPORT_FOUR_EYES: "" }),
);

type Call = (actor: Actor, raw: Readonly<Record<string, unknown>>) => Promise<unknown>;
type Reach = "open" | "out of reach";

/**
 * What a support session with changes may do: everything that the customer's ADMINISTRATOR may, except secrets, factors,
 * web users, notes between the customer's people, and support itself. A new operation does not compile until somebody
 * decides.
 */
const reach: Record<OperationName, Reach> = {
  createCustomer: "open",
  getCustomerInfo: "open",
  updateCustomer: "open",
  deleteCustomer: "open",
  listCustomers: "open",
  authCustomer: "out of reach",
  resetCustomerOneTimePassword: "out of reach",
  listTariffs: "open",
  addTariff: "open",
  editTariff: "open",
  deleteTariff: "open",
  listRoutingGroups: "open",
  addRoutingGroup: "open",
  editRoutingGroup: "open",
  deleteRoutingGroup: "open",
  updateOwnData: "open",
  findCustomers: "open",
  suggestCustomers: "open",
  findPath: "open",
  findInTree: "open",
  viewCustomer: "open",
  listBranch: "open",
  getOverview: "open",
  getFormChoices: "open",
  explainRights: "open",
  listLedger: "open",
  getStatement: "open",
  listHistory: "open",
  getAuditLogs: "open",
  blockCustomer: "open",
  unblockCustomer: "open",
  explainBlocks: "open",
  listBlocks: "open",
  listTwins: "open",
  customerAddFunds: "open",
  customerCredit: "open",
  customerDebit: "open",
  getDictionary: "open",
  // a password would pass through the session
  validatePassword: "out of reach",
  getApiStanding: "open",
  listApiCalls: "open",
  makeKey: "out of reach",
  listKeys: "out of reach",
  listMadeByKey: "out of reach",
  editKey: "out of reach",
  rotateKey: "out of reach",
  endKey: "out of reach",
  getOwnKey: "out of reach",
  editOwnKey: "out of reach",
  rotateOwnKey: "out of reach",
  endOwnKey: "out of reach",
  whyNot: "open",
  getRefusal: "open",
  listRefusals: "open",
  listProfiles: "open",
  getProfile: "open",
  addProfile: "open",
  editProfile: "open",
  deleteProfile: "open",
  prepareNewCustomer: "open",
  changeCreditLimit: "open",
  correctBalance: "open",
  previewFunds: "open",
  getReceipt: "open",
  mailReceipt: "open",
  listNotes: "out of reach",
  getNote: "out of reach",
  addNote: "out of reach",
  editNote: "out of reach",
  deleteNote: "out of reach",
  listFollowUps: "out of reach",
  listColleagues: "out of reach",
  listLogIns: "out of reach",
  endLogIn: "out of reach",
  endOtherLogIns: "out of reach",
  listWebUsers: "out of reach",
  getWebUser: "out of reach",
  addWebUser: "out of reach",
  editWebUser: "out of reach",
  deleteWebUser: "out of reach",
  blockWebUser: "out of reach",
  unblockWebUser: "out of reach",
  unlockWebUser: "out of reach",
  endLogInsOf: "out of reach",
  editOwnSettings: "out of reach",
  getOwnSettings: "out of reach",
  sendInvitation: "out of reach",
  resendMail: "out of reach",
  changeAddress: "out of reach",
  cancelAddress: "out of reach",
  listFactors: "out of reach",
  beginTotp: "out of reach",
  getPendingTotp: "out of reach",
  confirmTotp: "out of reach",
  removeFactor: "out of reach",
  renewRecoveryCodes: "out of reach",
  resetFactors: "out of reach",
  getPreferences: "open",
  setPreferences: "open",
  getBrand: "open",
  previewBrand: "open",
  saveBrand: "open",
  getAliasStanding: "open",
  checkAlias: "out of reach",
  getSupportDesk: "out of reach",
  getOpening: "out of reach",
  openSupport: "out of reach",
  extendSupport: "open",
  allowSupportChanges: "open",
  showSupportStyle: "open",
  endSupport: "open",
  listSupportSessions: "out of reach",
  getSupportSession: "out of reach",
  endSupportSession: "out of reach",
  makeSupportCode: "out of reach",
  prepareJob: "open",
  updateCustomers: "open",
  startJob: "open",
  pauseJob: "open",
  resumeJob: "open",
  stopJob: "open",
  undoJob: "open",
  examineAgain: "open",
  listJobs: "open",
  getJobInfo: "open",
  listJobRows: "open",
  beginImport: "open",
  mapImport: "open",
  getImport: "open",
  listImportProblems: "open",
  mendImportRow: "open",
  replaceImportRows: "open",
  takeImportPasswords: "out of reach",
  listEndpoints: "out of reach",
  getEndpoint: "out of reach",
  addEndpoint: "out of reach",
  editEndpoint: "out of reach",
  deleteEndpoint: "out of reach",
  rotateEndpointSecret: "out of reach",
  disableEndpoint: "out of reach",
  enableEndpoint: "out of reach",
  listMessages: "out of reach",
  getMessage: "out of reach",
  replayMessages: "out of reach",
  sendExample: "out of reach",
  checkSignature: "out of reach",
};

/** What a session may always do: extend and end itself. */
const stays: readonly OperationName[] = [
  "extendSupport",
  "allowSupportChanges",
  "showSupportStyle",
  "endSupport",
];

/** Source: semantics, 'Support'. */
const attributesOutOfReach: readonly AttributeName[] = [
  ...(["web_password", "api_password", "web_login", "api_access", "dns_alias", "css"] as const),
  ...(["email", "cc", "bcc", "mail_from"] as const),
];

const preferenceReach: Record<PreferenceName, Reach> = {
  low_balance_threshold: "open",
  require_factor: "out of reach",
  refuse_support: "out of reach",
  mail_support_changes: "out of reach",
  bridge: "out of reach",
  receipt_name: "open",
  receipt_address: "open",
};

type Below = Awaited<ReturnType<typeof customer>>;
/** The opened customer and the opener. Some cases delete `below` and create it again. */
let opened: Below & { readonly of: InputOf };
let browser: InBrowser;
let below: Below & { readonly of: InputOf };

beforeAll(async () => {
  const features = namesWhere(({ group }) => group === "features").map((name) => [name, true] as const);
  const made = await customer(1, { ...Object.fromEntries(features), email: "owner@example.com" });
  opened = { ...made, of: inputOf(made, await tariff(made.i_customer)) };
  browser = await staff();
  await makeBelow();
});

async function makeBelow(): Promise<void> {
  const made = await customer(opened.i_customer);
  below = { ...made, of: inputOf(made, await tariff(opened.i_customer)) };
}

function inputOf({ i_customer, actor: { i_web_user, login } }: Below, i_tariff: number): InputOf {
  return { i_customer, i_web_user: i_web_user ?? 0, i_tariff, login: login ?? "", name: login ?? "" };
}

/** A value that the opened customer may give to an attribute. */
async function givableValue(name: AttributeName): Promise<unknown> {
  const owner = opened.i_customer;
  if (name === "name" || name === "web_login") return freshName();
  if (name === "i_tariff") return await tariff(owner);
  if (name === "i_commission_agent") return (await customer(owner)).i_customer;
  if (name !== "i_routing_group") return sample[name];
  const group = { i_wholesaler: owner, name: freshName() };
  return (await operations.addRoutingGroup(systemActor, group)).i_routing_group;
}

/** The input to invite a new sub-customer. */
function invited() {
  const email = `${freshName("new").replaceAll(" ", ".")}@example.com`;
  return { i_tariff: null, name: freshName(), invite: "1", email };
}

let held: InSupport | undefined;

/** Opens a session and returns its actor. Reuses one that may make changes. */
async function session(changes = true): Promise<Actor> {
  const goesOn = changes && held && (await held.look());
  if (goesOn) return goesOn.actor;
  const session = await inSupport(browser, opened.i_customer, { changes });
  held = changes ? session : undefined;
  return await session.actor();
}

/** The outcome of a call: `done`, or the code and key of the refusal. */
async function outcomeOf(call: Promise<unknown>): Promise<string> {
  return await call.then(
    () => "done",
    (error: unknown) => {
      if (error instanceof Refusal) return `${error.code} ${error.reason?.key}`;
      throw error;
    },
  );
}

async function outcome(actor: Actor, name: OperationName, raw: Readonly<Record<string, unknown>>) {
  return await outcomeOf((operations[name] as unknown as Call)(actor, raw));
}

/** A valid input, with an invitation instead of a password. */
function inputFor(name: OperationName, of: InputOf): Record<string, unknown> {
  if (name !== "createCustomer") return soundInputs[name](of);
  return invited();
}

const outOfReach = "403 support_reach";
/** Valid inputs whose target does not exist, or no longer. */
const meetsNothing = /^(done|404 not_found|409 \w+)$/;

describe("a session that may make changes", () => {
  it.each(Object.keys(reach) as OperationName[])("reaches %s as the table says", async (name) => {
    if ((await database().customer.count({ where: { i_customer: below.i_customer } })) === 0)
      await makeBelow();
    for (const of of [below.of, opened.of]) {
      const said = await outcome(await session(), name, inputFor(name, of));
      if (reach[name] === "out of reach") expect(said).toBe(outOfReach);
      else expect(said).toMatch(meetsNothing);
    }
  });

  it.each(attributeNames)("sets %s in no way, or in every one that its customer has", async (name) => {
    const actor = await session();
    const isOut = attributesOutOfReach.includes(name);
    const own = attributeOf(name).setBy === "parent" || name === "web_password" ? "403 set_by_parent" : null;
    const value = await givableValue(name);
    const stored = async (i_customer: number) => [
      await database().customer.findUniqueOrThrow({ where: { i_customer } }),
      await database().webUser.findFirstOrThrow({ where: { i_customer, default_user: true } }),
    ];
    const before = [await stored(opened.i_customer), await stored(below.i_customer)];
    expect(await outcome(actor, "updateOwnData", { [name]: value })).toBe(
      own ?? (isOut ? outOfReach : "done"),
    );
    expect(await outcome(actor, "updateCustomer", { i_customer: below.i_customer, [name]: value })).toBe(
      isOut ? outOfReach : "done",
    );
    if (isOut) {
      // not beside other attributes either, and not even unchanged
      expect(
        await outcome(actor, "updateCustomer", {
          i_customer: below.i_customer,
          city: "Quito",
          [name]: value,
        }),
      ).toBe(outOfReach);
      expect([await stored(opened.i_customer), await stored(below.i_customer)]).toEqual(before);
    }
    // an invitation needs an address and a login; a password typed with it counts for nobody
    const needed = name === "web_login" || name === "email" || name === "web_password";
    const another = name === "name" || name === "i_commission_agent" ? {} : { [name]: value };
    expect(await outcome(actor, "createCustomer", { ...invited(), ...another })).toBe(
      isOut && !needed ? outOfReach : "done",
    );
    const profile = { name: freshName(), attributes: { [name]: value } };
    expect(await outcome(actor, "addProfile", profile)).toBe(
      name === "css" || name === "api_access" ? outOfReach : "done",
    );
  });

  it("takes nothing of it away either", async () => {
    const actor = await session();
    const { i_customer } = below;
    for (const name of ["dns_alias", "css", "email", "cc", "bcc", "mail_from"] as const) {
      expect(await outcome(actor, "updateOwnData", { [name]: "" }), name).toBe(outOfReach);
      expect(await outcome(actor, "updateCustomer", { i_customer, [name]: "" }), name).toBe(outOfReach);
    }
    expect(await outcome(actor, "updateCustomer", { i_customer, api_access: 0 })).toBe(outOfReach);
  });

  it.each(preferenceNames)("sets the preference %s as the table says", async (name) => {
    const actor = await session();
    for (const value of name.startsWith("receipt_") ? ["Acme", ""] : [1, 0]) {
      const said = async (i_customer: number) =>
        await outcome(actor, "setPreferences", { i_customer, [name]: value });
      const isOut = preferenceReach[name] === "out of reach";
      for (const { i_customer } of [opened, below])
        expect(await said(i_customer)).toBe(isOut ? outOfReach : "done");
    }
    if (preferenceReach[name] === "open") return;
    const both = { i_customer: opened.i_customer, low_balance_threshold: 7, [name]: 0 };
    expect(await outcome(actor, "setPreferences", both)).toBe(outOfReach);
  });
});

/** What a read-only session may write: its own traces, throttle counts and refusals. */
const looking = {
  audit_log: Prisma.sql`t.operation IN ('openSupport', 'viewPage', 'getCustomerInfo')`,
  throttles: "all",
  refusals: "all",
} as const;

describe("a session that reads", () => {
  it("is refused whatever writes, and changes nothing by the rest", async () => {
    const actor = await session(false);
    const before = await contents(looking);
    for (const name of Object.keys(reach) as OperationName[]) {
      if (stays.includes(name)) continue;
      for (const of of [below.of, opened.of]) {
        const said = await outcome(actor, name, inputFor(name, of));
        const { effect } = operations[name].definition;
        if (reach[name] === "out of reach") expect(said, name).toBe(outOfReach);
        else if (effect !== "reads") expect(said, name).toBe("403 support_reads");
        else expect(said, name).toMatch(meetsNothing);
      }
    }
    expect(await contents(looking)).toEqual(before);
  });

  it("may be prolonged, made to change something, and ended", async () => {
    const actor = await session(false);
    for (const name of stays)
      expect(await outcome(actor, name, inputFor(name, below.of))).toMatch(meetsNothing);
  });
});

describe("no way round", () => {
  it("a link for a forgotten password goes where the customer's own address was", async () => {
    const actor = await session();
    for (const name of ["email", "cc", "bcc"])
      await outcome(actor, "updateOwnData", { [name]: "staff@example.com" });
    const visitor = { host: "localhost", address: "192.0.2.9", userAgent: "a test", local: false };
    await (await requestReset(visitor, opened.of.login)).done;
    expect((await mailsTo("owner@example.com")).map(({ kind, cc, bcc }) => [kind, cc, bcc])).toContainEqual([
      "reset_link",
      "",
      "",
    ]);
    expect(await mailsTo("staff@example.com")).toEqual([]);
  });

  it("no sub-customer is made whose password is known, nor given one later", async () => {
    const actor = await session();
    const known = "correct horse battery";
    const some = () => ({ ...invited(), web_password: known });
    for (const invite of [undefined, "", "0"])
      expect(await outcome(actor, "createCustomer", { ...some(), invite })).toBe(outOfReach);
    const { i_customer } = await operations.createCustomer(actor, { ...some(), must_change: "0" });
    const { login, i_web_user, ...user } = await database().webUser.findFirstOrThrow({
      where: { i_customer },
    });
    expect(user).toMatchObject({ password_hash: null, one_time_hash: null });
    for (const values of [{ web_password: known }, { api_password: known }, { email: "staff@example.com" }])
      expect(await outcome(actor, "updateCustomer", { i_customer, ...values })).toBe(outOfReach);
    for (const name of ["sendInvitation", "resendMail", "changeAddress"] as const)
      expect(await outcome(actor, name, { i_web_user, email: "staff@example.com" })).toBe(outOfReach);
    expect(await outcome(actor, "resetCustomerOneTimePassword", { web_login: login })).toBe(outOfReach);
    // without an address we cannot invite anybody
    expect(await outcome(actor, "createCustomer", { i_tariff: null, name: freshName(), invite: "1" })).toBe(
      "400 address_needed",
    );
  });

  it("the branding's page saves all but another stylesheet, an older one neither", async () => {
    const { i_customer } = opened;
    const save = async (actor: Actor, values: object) =>
      await outcome(actor, "saveBrand", { i_customer, ...values });
    for (const css of ["p { color: red }", "p { color: green }"])
      expect(await save(opened.actor, { css, accent: "#123456" })).toBe("done");
    const actor = await session();
    const css = "p { color: green }";
    expect(await save(actor, { css, accent: "#654321" })).toBe("done");
    expect(await save(actor, { css: "p { color: blue }", accent: "#654321" })).toBe(outOfReach);
    // leaving it out would remove it
    expect(await save(actor, { accent: "#654321" })).toBe(outOfReach);
    const { versions } = await operations.getBrand(actor, { i_customer });
    const older = versions[2]?.i_brand_version;
    const { own } = await operations.getBrand(actor, { i_customer, i_brand_version: older });
    expect(own.css).toBe("p { color: red }");
    expect(await save(actor, { css: own.css, ...own.values })).toBe(outOfReach);
    const { own: now } = await operations.getBrand(opened.actor, { i_customer });
    expect(now).toMatchObject({ css, values: { accent: "#654321" } });
  });

  it("a profile or a copy that carries what is out of reach is left without it, and kept by nobody", async () => {
    const attributes = { css: "p { color: red }", api_access: 1, max_sessions: 5 };
    const carrying = await customer(opened.i_customer, attributes);
    const { i_profile } = await operations.addProfile(opened.actor, { name: freshName(), attributes });
    const actor = await session();
    for (const source of [{ i_profile }, { i_customer: carrying.i_customer }]) {
      const { values, left_out } = await operations.prepareNewCustomer(actor, source);
      expect(values).toMatchObject({ max_sessions: 5 });
      for (const name of attributesOutOfReach) expect(values[name] ?? "", name).toBe("");
      expect(left_out.map(({ name, reason }) => `${name} ${reason.key}`).sort()).toEqual([
        "api_access support_reach",
        "css support_reach",
      ]);
      const made = () => ({ ...values, ...invited() });
      expect(await outcome(actor, "createCustomer", made())).toBe("done");
      for (const name of ["css", "api_access"] as const)
        expect(await outcome(actor, "createCustomer", { ...made(), [name]: attributes[name] })).toBe(
          outOfReach,
        );
    }
    expect(await outcome(actor, "editProfile", { i_profile, name: freshName(), attributes })).toBe(
      outOfReach,
    );
  });

  it("'Why not?' does nothing of what it is asked about, nor tells of the customer's web users", async () => {
    const { i_customer } = opened;
    const colleague = freshName("colleague");
    await operations.addWebUser(opened.actor, { i_customer, web_login: colleague, access_level: "NOC" });
    const actor = await session();
    const before = await contents(looking);
    for (const what of Object.keys(reach) as OperationName[]) {
      if (what === "whyNot") continue;
      const given = inputFor(what, below.of);
      const answer = await operations.whyNot(actor, { i_customer, what, given });
      expect(JSON.stringify(answer), what).not.toContain(colleague);
    }
    await operations.whyNot(actor, { i_customer, who: "new", what: "addWebUser" });
    expect(await contents(looking)).toEqual(before);
    const { hints } = await operations.whyNot(actor, { i_customer });
    expect(hints).toEqual([]);
  });

  it("nothing that is examined inside a session is done, and the reach is named among the reasons", async () => {
    const actors = [await session(false), await session()];
    const before = await contents(looking);
    for (const name of Object.keys(reach) as OperationName[])
      for (const actor of actors) {
        const examined = await undone(
          async (tx) =>
            await operations[name].examine(tx, actor, inputFor(name, below.of), { asker: systemActor }),
        );
        const keys = examined.reasons.map(({ reason }) => reason?.key);
        expect(keys.includes("support_reach"), name).toBe(reach[name] === "out of reach");
      }
    expect(await contents(looking)).toEqual(before);
  });

  it("no session opens another, makes its own code, or ends itself by the list of sessions", async () => {
    const session = await inSupport(browser, opened.i_customer, { changes: true });
    const { reference } = session;
    const actor = await session.actor();
    expect(await outcome(actor, "openSupport", openingForm(below.i_customer))).toBe(outOfReach);
    expect(await outcome(actor, "makeSupportCode", {})).toBe(outOfReach);
    for (const name of ["endSupportSession", "getSupportSession"] as const)
      expect(await outcome(actor, name, { reference })).toBe(outOfReach);
    expect(await session.look()).not.toBeNull();
  });

  it("whatever is done stays in the customer's history, under the session's reference, also where it is undone", async () => {
    const session = await inSupport(browser, opened.i_customer, { changes: true });
    const actor = await session.actor();
    const { i_customer } = await operations.createCustomer(actor, invited());
    await operations.updateCustomer(actor, { i_customer, city: "Quito" });
    await operations.deleteCustomer(actor, { i_customer });
    const { i_profile } = await operations.addProfile(actor, { name: freshName() });
    await operations.deleteProfile(actor, { i_profile });
    await operations.endSupport(actor, {});
    const done = [
      ...["openSupport", "allowSupportChanges", "createCustomer", "updateCustomer", "deleteCustomer"],
      ...["addProfile", "deleteProfile", "endSupport"],
    ];
    for (const reader of [opened.actor, await actorOf(1)]) {
      const { entries } = await operations.listHistory(reader, { support: session.reference });
      expect(entries.map(({ operation }) => operation).reverse()).toEqual(done);
      for (const { behalf } of entries) expect(behalf).toMatchObject({ reference: session.reference });
    }
  });

  it("what is a person's own and no operation is nobody's inside a session", async () => {
    const actor = await session();
    for (const present of [null, "none", { password: "correct horse battery" }] as const)
      expect(await outcomeOf(choosePassword(actor, present, "another horse battery"))).toBe(outOfReach);
    expect(await outcomeOf(beginPasskey(actor, "localhost"))).toBe("404 not_found");
  });

  it("what the staff's own log-in may besides is not open through the session", async () => {
    const { actor } = await logInOf(browser);
    const inside = await session();
    // not the opener's own customer, and nothing above or beside
    for (const i_wholesaler of [1, below.i_customer + 1_000_000])
      expect(await refusalOf(operations.listCustomers(inside, { i_wholesaler }))).toMatchObject({
        code: 403,
      });
    expect(inside).toMatchObject({ i_web_user: null, login: null, access_level: "IN_SUPPORT" });
    expect(inside.i_session).toBeUndefined();
    expect(actor.i_session).toBeDefined();
  });
});
