import { expect, it } from "vitest";
import { database } from "@/server/database/client";
import { operations } from "@/server/doors/operations";
import { writeBody } from "@/server/doors/webhooks/message-body";
import { lineageOf } from "@/server/tree/tree";
import { customer } from "../../../builders";
import { givenFreshDatabase } from "../../../database/fresh";
import { inBrowser, inSupport } from "../../support/support-stage";

givenFreshDatabase();

const { makeKey, editKey, rotateKey, endKey, listHistory, addEndpoint } = operations;

it("above a customer people learn that a key was made, changed and ended; of its name, its prefix and where it is taken they learn nothing, neither by the history nor by a webhook, nor in a support session", async () => {
  const parent = await customer();
  const { actor, i_customer } = await customer(parent.i_customer);
  const url = "https://hooks.example.com/";
  for (const each of [parent.actor, actor]) await addEndpoint(each, { url, events: ["key.*"], reach: "all" });
  const { i_key, prefix } = await makeKey(actor, { name: "Secret robot", areas: { own: "read" }, days: 7 });
  await editKey(actor, { i_key, name: "Hidden robot", networks: ["10.9.8.0/24"] });
  const next = await rotateKey(actor, { i_key });
  await endKey(actor, { i_key: next.i_key });

  const acts = ["endKey", "rotateKey", "editKey", "makeKey"];
  const { entries } = await listHistory(parent.actor, { i_customer });
  const told = entries.filter(({ operation }) => operation.endsWith("Key"));
  expect(told.map(({ operation, detail }) => [operation, detail])).toEqual(acts.map((act) => [act, null]));
  const opened = await (await inSupport(await inBrowser(parent.actor), i_customer)).actor();
  const texts = [JSON.stringify([entries, await listHistory(opened, {})])];

  const bodies = async (home: number) => {
    const events = await database().webhookEvent.findMany({ orderBy: { i_event: "asc" } });
    const node = (await lineageOf(database(), home)).at(-1);
    if (!node) throw new Error("it is there");
    // the facts of an event that is an entry of the history are empty
    const all = events.map(async (event) => await writeBody(database(), { ...event, facts: {} }, node));
    return (await Promise.all(all)).map(String);
  };
  const above = await bodies(parent.i_customer);
  expect(above.map((text) => JSON.parse(text).type)).toEqual(["key.created", "key.created", "key.ended"]);
  for (const text of [...texts, ...above])
    for (const secret of ["robot", prefix, next.prefix, "10.9.8"]) expect(text).not.toContain(secret);
  // its own people read it all
  expect((await bodies(i_customer)).join()).toContain(`Hidden robot (trk_${next.prefix}_…)`);
  const own = JSON.stringify(await listHistory(actor, {}));
  for (const part of ["Secret robot", prefix, "10.9.8.0/24"]) expect(own).toContain(part);
});
