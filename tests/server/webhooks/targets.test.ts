import { once } from "node:events";
import { createServer, type Server } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { forgetBrands } from "@/server/brand/changes/watch-changes";
import { database } from "@/server/database/client";
import { operations } from "@/server/doors/operations";
import { findTarget } from "@/server/events/target/find-target";
import { encrypt } from "@/server/ground/keys/encryption";
import { provideSettings } from "@/server/ground/settings";
import { actorOf, customer, refusalOf } from "../../builders";
import { givenFreshDatabase } from "../../database/fresh";
import { type DnsServer, startDnsServer } from "../../dns/server";
import { allSent } from "./given-webhooks";
import { type Receiver, startReceiver } from "./receiver";

const { addEndpoint } = operations;

givenFreshDatabase();

let dns: DnsServer;
beforeAll(async () => {
  dns = await startDnsServer();
  provideSettings({ DNS_SERVER: dns.address, PUBLIC_HOST: "portal.test,127.0.0.1" });
});
afterAll(() => dns.close());

/** Ways to write four bytes as a host: what browsers, resolvers and libraries have ever taken for one. */
function spellings([a = 0, b = 0, c = 0, d = 0]: readonly number[]): string[] {
  const whole = ((a * 256 + b) * 256 + c) * 256 + d;
  const hex = (byte: number) => byte.toString(16).padStart(2, "0");
  const [high, low] = [`${hex(a)}${hex(b)}`, `${hex(c)}${hex(d)}`];
  const dotted = [a, b, c, d].join(".");
  return [
    dotted,
    `${dotted}.`,
    String(whole),
    `0x${whole.toString(16)}`,
    `0${whole.toString(8)}`,
    [a, b, c, d].map((byte) => `0x${hex(byte)}`).join("."),
    [a, b, c, d].map((byte) => `0${byte.toString(8)}`).join("."),
    `${a}.${b * 65_536 + c * 256 + d}`,
    `${a}.${b}.${c * 256 + d}`,
    `[::ffff:${dotted}]`,
    `[::ffff:${high}:${low}]`,
    `[0:0:0:0:0:ffff:${high}:${low}]`,
    `[::${high}:${low}]`,
    `[64:ff9b::${high}:${low}]`,
    `[64:ff9b:1::${high}:${low}]`,
    `[2002:${high}:${low}::1]`,
    `[::ffff:0:${high}:${low}]`,
    `[2001:4860::5efe:${dotted}]`,
    `[2a00:1450:4001:800:200:5efe:${high}:${low}]`,
    String(whole).replace(/^\d/, (digit) => `%3${digit}`),
    dotted.replaceAll(".", "。"),
    dotted.replace(/\d/g, (digit) => String.fromCodePoint(0xff10 + Number(digit))),
  ];
}

const hidden: readonly (readonly number[])[] = [
  [127, 0, 0, 40],
  [10, 0, 0, 1],
  [172, 16, 5, 4],
  [192, 168, 1, 1],
  [169, 254, 169, 254],
  [100, 64, 0, 1],
  [0, 0, 0, 0],
  [198, 18, 0, 1],
  [203, 0, 113, 9],
  [224, 0, 0, 1],
];
const others = [
  "[::1]",
  "[::]",
  "[fe80::1]",
  "[fc00::1]",
  "[fd12:3456:789a::1]",
  "[fec0::1]",
  "[ff02::1]",
  "[2001:db8::1]",
  "[2001::7f00:1]",
  "[100::1]",
  "255.255.255.255",
  "localhost",
  "localhost.",
  "LOCALHOST",
  "localhost..",
];
const all = [...hidden.flatMap(spellings), ...others];

describe("an address that is not of the public internet", () => {
  it(`is no target in any of ${all.length} spellings, and none opens a connection`, async () => {
    expect(all.length).toBeGreaterThan(200);
    const listener: Server = createServer();
    let connected = 0;
    listener.on("connection", (socket) => {
      connected += 1;
      socket.destroy();
    });
    // other tests have receivers of their own on this port
    listener.listen(8443, "127.0.0.40");
    await once(listener, "listening");
    const { actor, i_customer } = await customer();
    const passed: string[] = [];
    for (const host of all) {
      const url = `https://${host}:8443/`;
      const refusal = await refusalOf(addEndpoint(actor, { url })).catch(() => null);
      if (refusal?.code === 400) continue;
      passed.push(host);
    }
    // names are judged at each try
    expect(passed).toEqual(["localhost", "localhost.", "LOCALHOST"]);
    // the same where the database has them, whoever wrote them there
    await database().webhookEndpoint.deleteMany();
    const urls = all.flatMap((host) =>
      URL.canParse(`https://${host}:8443/`) ? [`https://${host}:8443/`] : [],
    );
    await database().webhookEndpoint.createMany({
      data: urls.map((url) => ({ i_customer, url, events: ["*"], reach: "self", secret: Buffer.alloc(60) })),
    });
    await database().$executeRaw`
      WITH event AS (
        INSERT INTO webhook_events (word, i_customer, path, name, handed_out)
        VALUES ('money.low_balance', ${i_customer}, ${`1/${i_customer}/`}, '', true) RETURNING i_event)
      INSERT INTO webhook_messages (i_event, i_endpoint)
      SELECT e.i_event, p.i_endpoint FROM event e, webhook_endpoints p`;
    await database()
      .$executeRaw`UPDATE webhook_endpoints SET secret = ${Buffer.from(encrypt(Buffer.alloc(32)))}`;
    await allSent();
    const problems = await database().webhookMessage.groupBy({ by: ["error", "tries"], _count: true });
    expect(new Set(problems.map(({ error }) => error))).toEqual(
      new Set(["not_public", "own_address", "no_address"]),
    );
    expect(problems.reduce((sum, { _count }) => sum + _count, 0)).toBe(urls.length);
    await new Promise((resolve) => listener.close(resolve));
    expect(connected).toBe(0);
    await database().webhookEndpoint.deleteMany();
  });

  it("is none by a name either, nor is a name that leads there beside a public address", async () => {
    for (const address of [
      "127.0.0.40",
      "10.1.2.3",
      "fe80::1",
      "fd00::1",
      "::ffff:192.168.0.1",
      "64:ff9b::a00:1",
      "2001:4860::5efe:a00:1",
      "2001:4860::300:5efe:808:808",
    ]) {
      dns.addresses.set("one.test", () => [address]);
      dns.addresses.set("two.test", () => ["93.184.216.34", address]);
      for (const name of ["one.test", "two.test"])
        expect(await findTarget(new URL(`https://${name}/`), false)).toEqual({ problem: "not_public" });
    }
  });

  it("is none for a reseller in WEBHOOK_NETWORKS, which are for root alone", async () => {
    provideSettings({ WEBHOOK_NETWORKS: "10.20.0.0/16" });
    dns.addresses.set("inside.test", () => ["10.20.1.1"]);
    const url = new URL("https://inside.test/");
    expect(await findTarget(url, false)).toEqual({ problem: "not_public" });
    expect(await findTarget(url, true)).toMatchObject({ addresses: ["10.20.1.1"] });
    const { actor } = await customer();
    expect(await refusalOf(addEndpoint(actor, { url: "https://10.20.1.1/" }))).toMatchObject({
      code: 400,
      key: "url_not_public",
    });
  });

  it("a public address is a target, in either family", async () => {
    dns.addresses.set("out.test", () => ["93.184.216.34", "2606:4700::1111"]);
    expect(await findTarget(new URL("https://out.test/"), false)).toMatchObject({
      addresses: ["93.184.216.34", "2606:4700::1111"],
    });
  });
});

describe("this service itself is no target", () => {
  it("by its hosts' names, by their addresses, by the networks that it trusts", async () => {
    const root = await actorOf(1);
    dns.addresses.set("portal.test", () => ["93.184.216.40"]);
    dns.addresses.set("twin.test", () => ["93.184.216.40"]);
    dns.addresses.set("proxy.test", () => ["93.184.217.9"]);
    provideSettings({ TRUSTED_PROXIES: "93.184.217.0/24", WEBHOOK_NETWORKS: "127.0.0.0/8" });
    for (const name of ["portal.test", "PORTAL.test.", "twin.test", "proxy.test", "127.0.0.1"])
      expect(await findTarget(new URL(`https://${name}/`), true)).toEqual({ problem: "own_address" });
    expect(await refusalOf(addEndpoint(root, { url: "https://portal.test/" }))).toMatchObject({
      key: "url_of_service",
    });
    provideSettings({ TRUSTED_PROXIES: "" });
  });

  it("by a customer's verified alias", async () => {
    const { i_customer, actor } = await customer();
    await database().customer.update({
      where: { i_customer },
      data: { dns_alias: "care.test", alias_verified_at: new Date() },
      select: { i_customer: true },
    });
    expect(await refusalOf(addEndpoint(actor, { url: "https://care.test/" }))).toMatchObject({
      key: "url_of_service",
    });
  });
});

describe("whoever looks for others' aliases by adding webhooks", () => {
  const aliasOf = async (i_customer: number, dns_alias: string) => {
    await database().customer.update({
      where: { i_customer },
      data: { dns_alias, alias_verified_at: new Date() },
      select: { i_customer: true },
    });
    await forgetBrands();
  };

  it("has 20 tries an hour, as with names, and learns of no name after that, taken or not", async () => {
    const [beside, { actor }] = [await customer(), await customer()];
    await aliasOf(beside.i_customer, "found.test");
    const { i_endpoint } = await addEndpoint(actor, { url: "https://hooks.example.com/" });
    const ways = [
      async () => await refusalOf(addEndpoint(actor, { url: "https://FOUND.test:8443/x" })),
      async () =>
        await refusalOf(operations.editEndpoint(actor, { i_endpoint, url: "https://found.test./" })),
    ];
    for (let tries = 0; tries < 20; tries += 1)
      expect(await ways[tries % 2]?.()).toMatchObject({ code: 400, key: "url_of_service" });
    for (const way of ways) expect(await way()).toMatchObject({ code: 429 });
    expect(await refusalOf(addEndpoint(actor, { url: "https://free.test/" }))).toMatchObject({ code: 429 });
    // what is no name of a customer is told as ever
    expect(await refusalOf(addEndpoint(actor, { url: "https://portal.test/" }))).toMatchObject({
      key: "url_of_service",
    });
    expect(await operations.editEndpoint(actor, { i_endpoint, note: "as it is" })).toEqual({});
  });

  it("counts as one who tries names, and may try one's own and those below as often as one likes", async () => {
    const [beside, { actor, i_customer }] = [await customer(), await customer()];
    const sub = await customer(i_customer);
    await aliasOf(beside.i_customer, "third.test");
    await aliasOf(sub.i_customer, "sub.test");
    const tried = async (host: string) =>
      (await refusalOf(addEndpoint(actor, { url: `https://${host}/` }))).code;
    for (let tries = 0; tries < 22; tries += 1) expect(await tried("sub.test")).toBe(400);
    for (let tries = 0; tries < 20; tries += 1) expect(await tried("third.test")).toBe(400);
    expect([await tried("third.test"), await tried("sub.test")]).toEqual([429, 429]);
  });
});

describe("a name that changes between look-ups", () => {
  let [open, closed]: [Receiver, Receiver] = [] as never;
  beforeAll(async () => {
    [open, closed] = [await startReceiver(41), await startReceiver(42)];
  });
  afterAll(async () => {
    await open.close();
    await closed.close();
  });

  it("gains nothing: each try asks once, and connects to what was checked", async () => {
    provideSettings({ WEBHOOK_NETWORKS: "127.0.0.41/32" });
    let asked = 0;
    dns.addresses.set("flip.receiver.test", () => {
      asked += 1;
      // one question for each family: the first try is led to the one, every later one to the other
      return [asked <= 2 ? "127.0.0.41" : "127.0.0.42"];
    });
    const root = await actorOf(1);
    const { i_endpoint } = await addEndpoint(root, {
      url: "https://flip.receiver.test:8443/",
      events: ["money.*"],
    });
    await operations.sendExample(root, { i_endpoint });
    await allSent();
    expect([open.got.length, asked]).toEqual([1, 2]);
    await operations.sendExample(root, { i_endpoint });
    await allSent();
    expect([open.got.length, closed.got.length, asked]).toEqual([1, 0, 4]);
    const { messages } = await operations.listMessages(root, { i_endpoint });
    expect(messages.map(({ state, problem }) => [state, problem])).toEqual([
      ["waiting", "not_public"],
      ["delivered", null],
    ]);
  });
});
