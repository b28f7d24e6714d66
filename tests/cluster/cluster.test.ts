import { rmSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { demand } from "../foreign";
import {
  asSuperuser,
  killDatabases,
  killMachine,
  primary,
  reviveMachine,
  startDatabases,
  untilSynchronous,
} from "./databases";
import { clusterPrograms, elsewhere, folder, hasLoopbackNetwork } from "./machines";
import { endAll } from "./run-program";
import { startServing } from "./serving";
import { idIn, Person, Program } from "./through-proxy";
import { type Acknowledged, Writer } from "./writer";

const password = "correct horse battery";
const rights = { use_own_tariff: 1, customers_mgmt: 7, tariffs_mgmt: 7, api_access: 1, api_mgmt: 1 };

it.for(clusterPrograms)("$what is there for the cluster", (program, { skip }) => demand(program, skip));

describe.skipIf(!hasLoopbackNetwork || clusterPrograms.some(({ isThere }) => !isThere))(
  "two machines of the program, two of the database, set up as deploy/cluster says",
  () => {
    const names = ["north", "south", "east", "west"] as const;
    const resellers: { name: string; i_customer: number; child: number }[] = [];
    const people: Person[] = [];
    const programs: Program[] = [];

    beforeAll(async () => {
      await startDatabases();
      await startServing();
      const host = new Program({ from: elsewhere });
      for (const name of names) {
        const values = { name, web_login: name, web_password: password, api_password: password };
        const made = await host.ask("createCustomer", {
          i_wholesaler: 1,
          i_tariff: null,
          ...values,
          ...rights,
        });
        const program = new Program({ name, password });
        const child = await program.ask("createCustomer", {
          i_tariff: null,
          name: `${name} child`,
          web_password: password,
        });
        resellers.push({ name, i_customer: idIn(made), child: idIn(child) });
        programs.push(program);
        people.push(await logIn(name));
      }
      host.close();
    }, 240_000);

    afterAll(async () => {
      for (const one of [...people, ...programs]) one.close();
      await endAll();
      killDatabases();
      rmSync(folder, { recursive: true, force: true, maxRetries: 10 });
    });

    it("what one person does goes to the other machine in turns, and each knows what the other did", async () => {
      const [person, program] = [await logIn("north"), new Program({ name: "north", password })];
      const before = person.met.length;
      for (let round = 0; round < 20; round += 1) await visit(person, round);
      expect(turns(person.met.slice(before))).toBe(1);
      for (let round = 0; round < 100; round += 1) await call(program, resellers[0]?.child ?? 0, round);
      expect(turns(program.met)).toBe(1);
      person.close();
      program.close();
    });

    it("10,000 requests of people and programs are answered without an error, by both machines", async () => {
      const asked = () => [...people, ...programs].reduce((sum, { met }) => sum + met.length, 0);
      const before = asked();
      let failed = false;
      const goes = () => !failed && asked() - before < 10_000;
      const lanes = [
        ...people.map(async (person) => {
          // a page costs many times what a call does
          for (let round = 0; goes() && round < 250; round += 1) await visit(person, round);
        }),
        ...programs.map(async (program, place) => {
          const { child = 0 } = resellers[place] ?? {};
          for (let round = 1_000; goes(); round += 1) await call(program, child, round);
        }),
      ];
      await Promise.all(lanes).finally(async () => {
        failed = true;
        await Promise.allSettled(lanes);
      });
      expect(asked() - before).toBeGreaterThanOrEqual(10_000);
      for (const { met } of [...people, ...programs]) {
        const [one = ""] = met;
        const share = met.filter((machine) => machine === one).length / met.length;
        expect(share).toBeGreaterThan(0.4);
        expect(share).toBeLessThan(0.6);
      }
    }, 300_000);

    it("when the primary dies nothing that was acknowledged is lost, writing goes on within 30 s, and who was logged in stays so", async () => {
      const writers = resellers.flatMap(({ name, i_customer }) =>
        [1, 2].map((number) => new Writer(`${name} ${number}`, new Program({ name, password }), i_customer)),
      );
      let stop = false;
      const pages: number[] = [];
      const work = writers.map(async (writer) => {
        while (!stop) await writer.createAndPay();
      });
      const [reader] = people;
      const reading = (async () => {
        while (!stop) {
          pages.push((await reader?.get("/customers").catch(() => ({ status: 0 })))?.status ?? 0);
          await pause(200);
        }
      })();
      // each of them in the midst of its work
      await until(() => writers.every(({ acknowledged }) => acknowledged.length >= 6));
      const lost = await primary();
      const killedAt = Date.now();
      await killMachine(lost);
      const last = () => Math.max(...writers.flatMap(({ acknowledged }) => acknowledged.map(({ at }) => at)));
      // acknowledged after the standby took over, which no answer on its way at the kill was
      await until(async () => (await primary().catch(() => lost)) !== lost);
      const promotedAt = Date.now();
      await until(() => writers.every(({ acknowledged }) => acknowledged.some(({ at }) => at > promotedAt)));
      const wentOnAfter =
        Math.min(
          ...writers.flatMap(({ acknowledged }) =>
            acknowledged.map(({ at }) => at).filter((at) => at > promotedAt - 1_000),
          ),
        ) - killedAt;
      stop = true;
      await Promise.all([...work, reading]);
      for (const { program } of writers) program.close();
      console.log(
        `standby took over after ${promotedAt - killedAt} ms, writing went on after ${wentOnAfter} ms; ` +
          `${writers.flatMap(({ acknowledged }) => acknowledged).length} acknowledged, the last ${last() - killedAt} ms after; ` +
          `faults ${JSON.stringify(tally(writers.flatMap(({ refused }) => refused)))}, pages ${JSON.stringify(tally(pages))}`,
      );
      expect(wentOnAfter).toBeLessThan(30_000);
      // what was not answered said so, and that trying again helps
      expect(
        writers.flatMap(({ refused }) => refused).filter((one) => !/^(fault 503|none (502|503) )/.test(one)),
      ).toEqual([]);
      expect(pages.filter((status) => ![200, 502, 503].includes(status))).toEqual([]);
      await expectAll(writers.flatMap(({ acknowledged }) => acknowledged));
      // sessions made before
      for (const person of people) {
        expect(await person.get("/customers")).toMatchObject({ status: 200 });
        await visit(person, 7);
      }
      reviveMachine(lost);
      await untilSynchronous();
      await expectAll(writers.flatMap(({ acknowledged }) => acknowledged));
    }, 240_000);
  },
);

async function logIn(login: string): Promise<Person> {
  const person = new Person();
  await person.get("/login");
  const { status, html } = await person.submit({ login, password });
  if (status !== 303) throw new Error(`not logged in: ${status} ${html.slice(0, 2_000)}`);
  return person;
}

const pages = ["/customers", "/overview", "/tree", "/history", "/tariffs"] as const;
let made = 0;

/** Looks at a page; each eighth time sends a form instead. @throws if it is not answered */
async function visit(person: Person, round: number): Promise<void> {
  const form = round % 8 === 7;
  const path = form ? "/tariffs" : (pages[round % pages.length] ?? "/");
  const page = await person.get(path);
  if (page.status !== 200)
    throw new Error(`${path}: ${page.status} ${page.location} ${page.html.slice(0, 500)}`);
  if (!form) return;
  made += 1;
  const name = `tariff ${made}`;
  const { status, html } = await person.submit({ name, currency: "USD" }, "i_tariff");
  if (status !== 303) throw new Error(`a form of ${path}: ${status} ${html.slice(0, 500)}`);
  // the other machine
  const { html: after } = await person.get(path);
  if (!after.includes(name)) throw new Error(`${name} is not there`);
}

/** Reads; each tenth time pays something into a sub-customer. @throws if it is refused */
async function call(program: Program, child: number, round: number): Promise<void> {
  if (round % 10 === 0) {
    const key = `round ${round}`;
    await program.ask("customerAddFunds", { i_customer: child, amount: 1, idempotency_key: key });
  } else if (round % 2 === 0) await program.ask("getCustomerInfo", { i_customer: child });
  else await program.ask("listCustomers", { limit: 20 });
}

/** How many of the answers came from another machine than the one before, from 0 to 1. */
function turns(met: readonly string[]): number {
  return met.slice(1).filter((machine, place) => machine !== met[place]).length / (met.length - 1);
}

async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await isSo())) await pause(50);
}

function tally(all: readonly (string | number)[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const one of all) counts[String(one).slice(0, 60)] = (counts[String(one).slice(0, 60)] ?? 0) + 1;
  return counts;
}

/** Every acknowledged customer and payment is there once, and every ledger adds up. */
async function expectAll(acknowledged: readonly Acknowledged[]): Promise<void> {
  const machine = await primary();
  const there = await asSuperuser<{ what: string; times: number }>(
    machine,
    `SELECT name AS what, count(*)::int AS times FROM customers GROUP BY 1
     UNION ALL SELECT idempotency_key, count(*)::int FROM ledger WHERE idempotency_key IS NOT NULL GROUP BY 1`,
    "trellis",
  );
  const times = new Map(there.map((row) => [row.what, row.times]));
  expect(acknowledged.filter(({ what }) => times.get(what) !== 1)).toEqual([]);
  const broken = await asSuperuser(
    machine,
    `SELECT c.i_customer FROM customers c WHERE c.balance <> (SELECT sum(amount) FROM ledger l WHERE l.i_customer = c.i_customer)
         OR c.ledger_place <> (SELECT count(*) FROM ledger l WHERE l.i_customer = c.i_customer)
     UNION ALL
     SELECT l.i_customer FROM ledger l LEFT JOIN ledger p ON p.i_customer = l.i_customer AND p.place = l.place - 1
      WHERE l.balance_after <> l.balance_before + l.amount OR (l.place > 1 AND p.balance_after IS DISTINCT FROM l.balance_before)`,
    "trellis",
  );
  expect(broken).toEqual([]);
}
