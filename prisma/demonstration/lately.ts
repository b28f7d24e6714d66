import { isAccessLevel } from "@/server/actor/access-levels";
import type { Actor } from "@/server/actor/actor";
import { blockCustomer } from "@/server/customers/block-customer";
import { database } from "@/server/database/client";
import { customerAddFunds, customerDebit } from "@/server/money/book-funds";
import { addNote } from "@/server/notes/write-notes";
import { addProfile } from "@/server/profiles/profiles";

/** Gives the demonstration's reseller some recent activity, so that no page starts out empty. */
export async function doLately(): Promise<void> {
  const actor = await findReseller();
  const customers = await database().customer.findMany({
    where: { i_wholesaler: actor.i_customer },
    orderBy: { i_customer: "asc" },
    select: { i_customer: true, name: true },
  });
  const of = (name: string) => customers.find((one) => one.name === name)?.i_customer ?? 0;
  const others = customers.filter(({ name }) => !told.includes(name)).slice(0, 6);
  for (const [index, { i_customer }] of others.entries()) {
    // the idempotency key books it once, however often somebody interrupts the loading
    const booked = { i_customer, idempotency_key: `demonstration ${index}` };
    await customerAddFunds(actor, {
      ...booked,
      amount: 40 + index * 35,
      payment_notes: `Invoice ${2041 + index}`,
    });
  }
  const charged = { i_customer: of("Metro Calls"), idempotency_key: "demonstration charge" };
  await customerDebit(actor, { ...charged, amount: 15, payment_notes: "Number porting" });
  const last = others.at(-1);
  if (last) {
    const text = "Your invoice 2031 is overdue. Please call us.";
    await blockCustomer(actor, { i_customer: last.i_customer, reason: "non-payment", text });
  }
  await noteOnce(actor, of("Metro Calls"));
  await profileOnce(actor);
}

/** Customers to leave alone, because the pages and the guide describe them otherwise. */
const told: readonly string[] = ["Metro Calls", "Harbour Telecom", "Blue Door Bakery"];

async function findReseller(): Promise<Actor> {
  const { access_level, ...user } = await database().webUser.findFirstOrThrow({
    where: { login_key: "reseller" },
    select: { i_customer: true, i_web_user: true, login: true, access_level: true },
  });
  if (!isAccessLevel(access_level)) throw new Error("the database holds known access levels only");
  return { ...user, access_level, door: "web", address: "127.0.0.1" };
}

async function noteOnce(actor: Actor, i_customer: number): Promise<void> {
  if (await database().note.findFirst({ where: { i_customer }, select: { i_note: true } })) return;
  const inTwoDays = new Date(Date.now() + 2 * 86_400_000).toISOString().slice(0, 10);
  await addNote(actor, {
    i_customer,
    text: "Wants 50 more channels from next month; send an offer.",
    pinned: "1",
    follow_up_on: inTwoDays,
  });
}

async function profileOnce(actor: Actor): Promise<void> {
  const name = "Prepaid reseller EU";
  if (await database().profile.findFirst({ where: { name }, select: { i_profile: true } })) return;
  const attributes = { customers_mgmt: 7, accounts_mgmt: 7, max_depth: 1, max_sessions: 30 };
  await addProfile(actor, { name, attributes });
}
