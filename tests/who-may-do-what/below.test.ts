import { beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "@/server/actor/actor";
import { operations } from "@/server/doors/operations";
import { actorOf, allRights, customer, freshName, refusalOf } from "../builders";
import { givenFreshDatabase } from "../database/fresh";
import { type OperationName, soundInputs } from "../server/doors/sound-inputs";

givenFreshDatabase();

/** What changes a customer or its people, and finds its target by itself: below, all of these need to edit customers. */
const changing = [
  "addWebUser",
  "editWebUser",
  "deleteWebUser",
  "blockWebUser",
  "unblockWebUser",
  "unlockWebUser",
  "endLogInsOf",
  "resetFactors",
  "sendInvitation",
  "resendMail",
  "changeAddress",
  "cancelAddress",
  "resetCustomerOneTimePassword",
  "setPreferences",
  "saveBrand",
  "checkAlias",
  "mailReceipt",
] as const satisfies readonly OperationName[];

/** What reads the same; nobody needs a right for that. */
const reading = ["listWebUsers", "getWebUser", "getPreferences", "getBrand", "getAliasStanding"] as const;

const scene = {
  i_customer: 0,
  i_web_user: 0,
  login: "",
  lacking: {} as Actor,
  stranger: {} as Actor,
};

beforeAll(async () => {
  const { i_customer: reseller, actor } = await customer(1, { ...allRights });
  const { i_customer, actor: theirs } = await customer(reseller, {
    ...allRights,
    customers_mgmt: 0,
    email: "own@example.com",
  });
  scene.i_customer = i_customer;
  scene.login = freshName("colleague");
  ({ i_web_user: scene.i_web_user } = await operations.addWebUser(theirs, {
    i_customer,
    web_login: scene.login,
    password: "correct horse colleague",
    access_level: "NOC",
  }));
  scene.stranger = (await customer(1, { ...allRights })).actor;
  // it made the customer when it still had the right
  await operations.updateCustomer(await actorOf(1), { i_customer: reseller, customers_mgmt: 5 });
  scene.lacking = actor;
});

const inputOf = (name: OperationName) => ({
  ...soundInputs[name]({
    i_customer: scene.i_customer,
    i_web_user: scene.i_web_user,
    i_tariff: 1,
    login: scene.login,
    name: "",
  }),
  ...(name === "changeAddress" ? { email: "new@example.com" } : {}),
});

const call = async (name: OperationName, actor: Actor) => await operations[name](actor, inputOf(name));

describe("below oneself, without the right to edit customers", () => {
  it.each(changing)("%s is refused for want of that right", async (name) => {
    expect(await refusalOf(call(name, scene.lacking))).toMatchObject({ code: 403, key: "right_missing" });
  });

  it.each(reading)("%s reads all the same", async (name) => {
    await call(name, scene.lacking);
  });
});

it.each([...changing, ...reading])("to a neighbour %s says that there is nothing", async (name) => {
  expect(await refusalOf(call(name, scene.stranger))).toMatchObject({ code: 404 });
});

it.each([
  "blockWebUser",
  "unblockWebUser",
  "unlockWebUser",
  "endLogInsOf",
  "sendInvitation",
  "resendMail",
] as const)("%s of a colleague is for administrators, whatever a NOC may do below", async (name) => {
  const admin = await actorOf(scene.i_customer);
  const noc = { ...admin, i_web_user: scene.i_web_user, login: scene.login, access_level: "NOC" as const };
  const { i_web_user } = await operations.addWebUser(admin, {
    i_customer: scene.i_customer,
    web_login: freshName("colleague"),
    password: "correct horse colleague",
  });
  expect(await refusalOf(operations[name](noc, { ...inputOf(name), i_web_user }))).toMatchObject({
    code: 403,
    key: "access_level",
  });
});
