import type { Actor } from "@/server/actor/actor";
import { systemActor } from "@/server/actor/system-actor";
import { operations } from "@/server/doors/operations";
import { customer, freshName, refusalOf, tariff } from "../../builders";
import { doJob } from "../../server/jobs/do-jobs";
import { inBrowser, inSupport } from "../../server/support/support-stage";

export const password = "correct horse battery";

/** A reseller with something of everything that has an address. What a test takes away it makes for itself. */
export type Scene = {
  readonly reseller: Actor;
  readonly i_customer: number;
  readonly sub: Actor;
  /** a further web user of the reseller, who may read figures alone */
  readonly reporter: Actor;
  /** another reseller */
  readonly neighbour: Actor;
  readonly i_tariff: number;
  readonly reference: string;
};

/** Makes it. */
export async function routeScene(): Promise<Scene> {
  const { i_customer, actor: reseller } = await customer(1, { email: "reseller@example.com" });
  const i_tariff = await tariff(i_customer);
  const { actor: sub } = await customer(i_customer, {
    i_tariff,
    email: "sub@example.com",
    phone: "+49 30 1234567",
    balance: "25.000000",
    tariffs_mgmt: 0,
  });
  await customer(sub.i_customer, { tariffs_mgmt: 0 });
  const web_login = freshName("reporter");
  const { i_web_user } = await operations.addWebUser(reseller, {
    i_customer,
    web_login,
    access_level: "REPORTER",
  });
  await operations.setPreferences(sub, { i_customer: sub.i_customer, low_balance_threshold: "5" });
  const reference = await refusedOnce(reseller);
  return {
    reseller,
    i_customer,
    sub,
    reporter: { ...reseller, i_web_user, login: web_login, access_level: "REPORTER" },
    neighbour: (await customer(1, { email: "neighbour@example.com" })).actor,
    i_tariff,
    reference,
  };
}

/** @returns the reference of a refusal */
async function refusedOnce(actor: Actor): Promise<string> {
  await refusalOf(operations.getCustomerInfo(actor, { i_customer: 1 }));
  const { refusals } = await operations.listRefusals(actor, { i_customer: actor.i_customer });
  return refusals[0]?.reference ?? "";
}

/** A further sub-customer of the reseller. */
export async function another(
  { i_customer, i_tariff }: Scene,
  values: Readonly<Record<string, unknown>> = {},
): Promise<number> {
  return (await customer(i_customer, { i_tariff, email: "another@example.com", ...values })).i_customer;
}

/** A further web user of the sub-customer. */
export async function anotherUser(
  { reseller, sub }: Scene,
  values: Readonly<Record<string, unknown>> = {},
): Promise<{ i_web_user: number; web_login: string }> {
  const web_login = freshName("person");
  const { i_web_user } = await operations.addWebUser(reseller, {
    i_customer: sub.i_customer,
    web_login,
    ...values,
  });
  return { i_web_user, web_login };
}

/** An entry of the sub-customer's ledger. */
export async function entryOf({ reseller, sub }: Scene): Promise<string> {
  const { i_customer } = sub;
  const { i_entry } = await operations.customerAddFunds(reseller, {
    i_customer,
    amount: "1",
    payment_notes: "cash",
  });
  return i_entry;
}

export async function noteOf({ reseller, sub }: Scene): Promise<number> {
  const about = { i_customer: sub.i_customer, text: "Calls back", follow_up_on: "2026-01-01" };
  return (await operations.addNote(reseller, about)).i_note;
}

export async function groupOf({ reseller }: Scene): Promise<number> {
  return (await operations.addRoutingGroup(reseller, { name: freshName("group") })).i_routing_group;
}

export async function profileOf({ reseller }: Scene): Promise<number> {
  const attributes = { max_sessions: 5, credit_limit: "10" };
  return (await operations.addProfile(reseller, { name: freshName("profile"), attributes })).i_profile;
}

/** A support session of the reseller in the sub-customer's portal. */
export async function sessionOf({ reseller, sub }: Scene): Promise<string> {
  return (await inSupport(await inBrowser(reseller), sub.i_customer)).reference;
}

/** A job that runs, which nothing works at. */
export async function jobOf(scene: Scene, city = "Quito"): Promise<number> {
  const { reseller } = scene;
  const ids = [await another(scene)];
  return (await operations.updateCustomers(reseller, { values: { city }, ids })).i_job;
}

export async function doneJobOf(scene: Scene): Promise<number> {
  const i_job = await jobOf(scene, "Lima");
  await doJob(i_job);
  return i_job;
}

/** A draft: the undoing of a job. */
export async function undoingOf(scene: Scene): Promise<number> {
  const { i_job } = await operations.undoJob(scene.reseller, { i_job: await doneJobOf(scene) });
  return i_job;
}

export async function endpointOf({ reseller }: Scene): Promise<number> {
  const made = { url: "https://hooks.example.com/", events: ["money.*"] };
  const { endpoints } = await operations.listEndpoints(reseller, {});
  // there are twenty at most
  for (const { i_endpoint } of endpoints.slice(0, -3))
    await operations.deleteEndpoint(reseller, { i_endpoint });
  return (await operations.addEndpoint(reseller, made)).i_endpoint;
}

export async function messageOf(scene: Scene): Promise<{ i_endpoint: number; i_message: string }> {
  const i_endpoint = await endpointOf(scene);
  return { i_endpoint, ...(await operations.sendExample(scene.reseller, { i_endpoint })) };
}

/** Takes all rights from the reseller, but that its programs may call. */
export async function takeRights({ i_customer }: Scene): Promise<void> {
  await operations.updateCustomer(systemActor, {
    i_customer,
    i_wholesaler: 1,
    accounts_mgmt: 0,
    customers_mgmt: 0,
    tariffs_mgmt: 0,
    vouchers_mgmt: 0,
    system_mgmt: 0,
  });
}
