import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { createServer, request } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { systemActor } from "@/server/actor/system-actor";
import { lookForBrandChanges } from "@/server/brand/changes/watch-changes";
import { customerOfAlias } from "@/server/brand/hosts";
import { database } from "@/server/database/client";
import { answer } from "@/server/doors/front/front";
import { operations } from "@/server/doors/operations";
import { provideSettings } from "@/server/ground/settings";
import { bundleProcess } from "../../bundle-process";
import { countStatements, fresh, givenFreshDatabase } from "../../database/fresh";
import { freshAlias, givenDns, letPass, setRecord, verified, wanting } from "./alias-stage";

givenFreshDatabase();
givenDns();

const asked = async (host: string) => (await countStatements(() => customerOfAlias(host))).count;

describe("what is known of hosts", () => {
  it("is looked up once: of one that is served for good, of an unknown one for some seconds", async () => {
    const owner = await verified();
    expect([await asked(owner.alias), await asked(`${owner.alias.toUpperCase()}:8443`)]).toEqual([1, 0]);
    const unknown = freshAlias();
    expect([await asked(unknown), await asked(unknown)]).toEqual([1, 0]);
  });

  it("is forgotten once anybody changed anything, and not before", async () => {
    const owner = await verified();
    await lookForBrandChanges();
    await customerOfAlias(owner.alias);
    await lookForBrandChanges();
    expect(await asked(owner.alias)).toBe(0);
    // act like another process
    await database().customer.update({ where: idOf(owner), data: { alias_verified_at: null } });
    await database().$executeRaw`INSERT INTO brand_changes DEFAULT VALUES`;
    await lookForBrandChanges();
    expect(await customerOfAlias(owner.alias)).toBeNull();
  });

  it("is not kept where it was read before a change and came after it", async () => {
    const owner = await verified();
    const reading = customerOfAlias(owner.alias);
    const change = operations.updateCustomer(systemActor, {
      i_wholesaler: 1,
      i_customer: owner.i_customer,
      dns_alias: "",
    });
    await Promise.all([reading, change]);
    expect(await customerOfAlias(owner.alias)).toBeNull();
  });

  it("never fills the memory: thousands of unknown hosts push out no host that is served", async () => {
    const owner = await verified();
    await customerOfAlias(owner.alias);
    for (let number = 0; number < 1_100; number += 1) await customerOfAlias(`h${number}.unknown.example`);
    expect(await asked(owner.alias)).toBe(0);
    expect(await asked(`${"a".repeat(300)}.example.com`)).toBe(0);
  });

  it("ends with the seven days of a lost alias, though no process ended it", async () => {
    const owner = await verified();
    await database().aliasProof.update({ where: idOf(owner), data: { lost_at: new Date() } });
    await lookForBrandChanges();
    expect(await customerOfAlias(owner.alias)).toBe(owner.i_customer);
    await letPass(owner, "8 days");
    await database().$executeRaw`INSERT INTO brand_changes DEFAULT VALUES`;
    await lookForBrandChanges();
    expect(await customerOfAlias(owner.alias)).toBeNull();
  });
});

const idOf = ({ i_customer }: { readonly i_customer: number }) => ({ i_customer });

describe("the proxy in front", () => {
  const server = createServer(
    (incoming, response) => void answer(incoming, response, async () => response.end("page")),
  );
  beforeAll(async () => {
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
  });
  afterAll(() => {
    server.close();
    provideSettings({ TRUSTED_PROXIES: "", PUBLIC_HOST: "" });
  });

  const ask = async (domain: string, headers: Record<string, string> = {}) =>
    await new Promise<number | undefined>((done, failed) => {
      const { port } = server.address() as AddressInfo; // a listening server has an AddressInfo
      const path = `/branding/may-serve?domain=${encodeURIComponent(domain)}`;
      request(
        { host: "127.0.0.1", port, path, headers: { host: "anything.example", ...headers } },
        (response) => {
          response.resume();
          done(response.statusCode);
        },
      )
        .on("error", failed)
        .end();
    });

  it("may get certificates for the service's own hosts and for aliases that are served, and for nothing else", async () => {
    provideSettings({ PUBLIC_HOST: "localhost,portal.example.com" });
    const owner = await verified();
    const waiting = await wanting(freshAlias());
    expect(await ask("portal.example.com")).toBe(200);
    expect(await ask(owner.alias)).toBe(200);
    expect(await ask(owner.alias.toUpperCase())).toBe(200);
    for (const domain of [
      waiting.alias,
      `a.${owner.alias}`,
      "unknown.example",
      "example.com",
      "",
      "*",
      "127.0.0.2",
    ])
      expect([domain, await ask(domain)]).toEqual([domain, 403]);
    await database().aliasProof.update({ where: idOf(owner), data: { lost_at: new Date() } });
    expect(await ask(owner.alias)).toBe(200);
    const { count } = await countStatements(() => ask(owner.alias));
    expect(count).toBe(0);
  });

  it("is told so itself alone: a person who asks through it, or through one that nobody declared, finds no such page", async () => {
    expect(await ask("localhost", { "x-forwarded-for": "203.0.113.9" })).toBe(404);
    provideSettings({ TRUSTED_PROXIES: "127.0.0.1" });
    for (const person of ["203.0.113.9", "127.0.0.1", "::1"])
      expect(await ask("localhost", { "x-forwarded-for": person })).toBe(404);
    expect(await ask("localhost")).toBe(200);
  });
});

describe("two processes on one database", () => {
  let other: ChildProcess;
  beforeAll(async () => {
    const outfile = await bundleProcess("tests/server/doors/host-process.ts");
    other = fork(outfile, { env: { ...process.env, DATABASE_URL: fresh.applicationUrl }, execArgv: [] });
    await once(other, "message");
  });
  afterAll(() => other.disconnect());

  const askOther = async (host: string): Promise<number | null> => {
    other.send(host);
    const [{ i_customer }] = await once(other, "message");
    return i_customer;
  };

  /** Measures how long it takes until the other process knows. */
  const untilOther = async (host: string, expected: number | null): Promise<number> => {
    const began = performance.now();
    while ((await askOther(host)) !== expected) await new Promise((soon) => setTimeout(soon, 20));
    return Math.round(performance.now() - began);
  };

  it("an alias that one verifies is served by the other within two seconds, and no longer served as soon once it ends", async () => {
    const times: number[] = [];
    for (let round = 0; round < 3; round += 1) {
      const owner = await wanting(freshAlias());
      await setRecord(owner);
      // the process has cached that the host is unknown
      expect(await askOther(owner.alias)).toBeNull();
      await operations.checkAlias(systemActor, owner);
      times.push(await untilOther(owner.alias, owner.i_customer));
      await operations.updateCustomer(systemActor, {
        i_wholesaler: 1,
        i_customer: owner.i_customer,
        dns_alias: "",
      });
      times.push(await untilOther(owner.alias, null));
    }
    console.log(`another process heard of a changed alias after ${times.join(", ")} ms`);
    // the aim is two seconds; a busy machine may take longer, so the test fails only far beyond that
    expect(Math.max(...times)).toBeLessThan(20_000);
  });
});
