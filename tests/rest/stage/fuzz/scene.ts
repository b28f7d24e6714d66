import { updateOwnData } from "@/server/customers/update-own-data";
import { database } from "@/server/database/client";
import { operations } from "@/server/doors/operations";
import { provideSettings } from "@/server/ground/settings";
import { actorOf, customer, freshName, tariff } from "../../../builders";
import { keyOf } from "../ask-rest";
import type { Known } from "./values";

/** A reseller with whatever a path can name, and a key of its own that is always good. */
export async function givenScene(): Promise<{ known: Known; keyNow: (isLost: boolean) => Promise<string> }> {
  // names are looked up nowhere
  provideSettings({ DNS_SERVER: "127.0.0.1:9", API_RATE_READ: "1000000", API_RATE_WRITE: "1000000" });
  const { i_customer, actor } = await customer();
  await database().webUser.updateMany({
    where: { i_customer },
    data: { password_set_by: null, password_foreign: false },
  });
  const own = await actorOf(i_customer);
  const below: number[] = [];
  for (let count = 0; count < 4; count += 1)
    below.push((await customer(i_customer, { balance: "50" })).i_customer);
  const [first = 0] = below;
  const deep = (await customer(first)).i_customer;
  const i_tariff = await tariff(i_customer);
  const { i_note } = await operations.addNote(own, { i_customer: first, text: "A note" });
  const web_login = freshName("person");
  const { i_web_user } = await operations.addWebUser(own, {
    i_customer: first,
    web_login,
    web_password: "correct horse battery",
    access_level: "NOC",
  });
  await operations.updateCustomer(own, { i_customer: first, city: "Riga" });
  await updateOwnData(actor, { city: "Tallinn" });
  const { i_endpoint } = await operations.addEndpoint(own, { url: "https://hooks.example.com/" });
  const { i_profile } = await operations.addProfile(own, {
    name: freshName(),
    attributes: { max_sessions: 5 },
  });
  const { i_routing_group } = await operations.addRoutingGroup(own, { name: freshName() });
  const { i_job } = await operations.updateCustomers(own, { values: { city: "Quito" }, ids: below });
  const entries = await database().$queryRaw<
    { i_entry: string }[]
  >`SELECT i_entry::text FROM ledger WHERE i_customer = ${first}`;
  let key = await keyOf(own);
  return {
    known: {
      c: ["self", i_customer, ...below, deep],
      i_customer: [...below, deep],
      i_tariff: [i_tariff],
      i_note: [i_note],
      i_endpoint: [i_endpoint],
      i_profile: [i_profile],
      i_routing_group: [i_routing_group],
      i_job: [i_job],
      i_web_user: [i_web_user],
      i_entry: entries.map((one) => one.i_entry),
      "If-Match": ["*", '"v1"', '"v1-2-0"'],
      "If-None-Match": ["*", '"v1"'],
      "Idempotency-Key": ["one", "two"],
      since: ["2026-11-01"],
      until: ["2026-11-30"],
      "Trellis-Customer": [i_customer, first],
      name: [freshName(), "languages", "currencies"],
      web_login: [web_login],
      currency: ["USD"],
      amount: ["1.00", "2.5"],
    },
    keyNow: async (isLost) => {
      if (isLost) {
        await database().throttle.deleteMany();
        // a person has so many
        await database().apiKey.deleteMany();
        key = await keyOf(own);
      }
      return key;
    },
  };
}
