import { rmSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { demand } from "../foreign";
import { expectAll, transactionsAt, untilFolded } from "./checks";
import {
  killDatabases,
  killMachine,
  primary,
  reviveMachine,
  standby,
  startDatabases,
  untilSynchronous,
} from "./databases";
import { addressOf, clusterPrograms, elsewhere, folder, hasLoopbackNetwork } from "./machines";
import { call, logIn, password, visit } from "./requests";
import { endAll } from "./run-program";
import { appMachines, restartProgram, startServing } from "./serving";
import { idIn, type Person, Program } from "./through-proxy";
import { Writer, writeWhile } from "./writer";

const rights = { use_own_tariff: 1, customers_mgmt: 7, tariffs_mgmt: 7, api_access: 1, api_mgmt: 1 };

afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 10 }));

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
      // the proxy's certificate, made a moment ago, may begin with the next second
      await until(async () => (await host.call("getCustomerInfo", { i_customer: 1 })).kind !== "none");
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
          for (let round = 0; goes() && round < 150; round += 1) await visit(person, round);
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
      // all of them share the turns, so that one alone meets now this, now that machine as often as chance has it
      for (const { met } of [...people, ...programs]) expect(shareOfFirst(met)).toBeGreaterThan(0.25);
      for (const { met } of [...people, ...programs]) expect(shareOfFirst(met)).toBeLessThan(0.75);
      const all = [...people, ...programs].flatMap(({ met }) => met);
      expect(shareOfFirst(all)).toBeGreaterThan(0.48);
      expect(shareOfFirst(all)).toBeLessThan(0.52);
      // many of them by the standby, though each program has seen at once what it paid
      expect(await transactionsAt(await standby())).toBeGreaterThan(3_000);
    }, 300_000);

    it("a program that is stopped and started again costs nobody an error, on one machine after the other", async () => {
      let stop = false;
      const lanes = [
        ...people.map(async (person) => {
          for (let round = 0; !stop; round += 1) await visit(person, round);
        }),
        ...programs.map(async (program, place) => {
          for (let round = 20_000; !stop; round += 1)
            await call(program, resellers[place]?.child ?? 0, round);
        }),
      ];
      const restarted = (async () => {
        for (const machine of appMachines) {
          await restartProgram(machine);
          const address = `${addressOf(machine)}:3000`;
          const before = programs.map(({ met }) => met.length);
          await until(
            () => stop || programs.every(({ met }, place) => met.slice(before[place]).includes(address)),
          );
        }
      })();
      await Promise.race([restarted, ...lanes]).finally(async () => {
        stop = true;
        await Promise.allSettled([restarted, ...lanes]);
      });
      await Promise.all(lanes);
    }, 120_000);

    it("when the primary dies nothing that was acknowledged is lost, writing goes on within 30 s, and who was logged in stays so", async () => {
      const writers = newWriters("before");
      const statuses: number[] = [];
      let stop = false;
      const [reader] = people;
      const reading = (async () => {
        while (!stop) {
          statuses.push((await reader?.get("/customers").catch(() => ({ status: 0 })))?.status ?? 0);
          await pause(200);
        }
      })();
      const lost = await primary();
      const { wentOnAfterMs, acknowledged, refused } = await writeWhile(writers, async () => {
        await killMachine(lost);
        await until(async () => (await primary().catch(() => lost)) !== lost);
      });
      stop = true;
      await reading;
      console.log(
        `the primary died: writing went on after ${wentOnAfterMs} ms`,
        tally(refused),
        tally(statuses),
      );
      expect(wentOnAfterMs).toBeLessThan(30_000);
      // what was not answered said so, and that trying again helps
      expect(refused.filter((one) => !/^(fault 503|none (502|503) )/.test(one))).toEqual([]);
      expect(statuses.filter((status) => ![200, 502, 503].includes(status))).toEqual([]);
      await expectAll(acknowledged);
      // sessions made before
      for (const person of people) {
        expect(await person.get("/customers")).toMatchObject({ status: 200 });
        await visit(person, 7);
      }
      await untilFolded();
      reviveMachine(lost);
      await untilSynchronous();
      await expectAll(acknowledged);
    }, 240_000);

    it("when the standby dies writing waits for a while and goes on, and what was acknowledged is there", async () => {
      const lost = await standby();
      const { wentOnAfterMs, acknowledged, refused } = await writeWhile(newWriters("after"), async () => {
        await killMachine(lost);
      });
      console.log(`the standby died: writing went on after ${wentOnAfterMs} ms`, tally(refused));
      expect(wentOnAfterMs).toBeLessThan(30_000);
      await expectAll(acknowledged);
    }, 120_000);

    /** Eight programs that write, two for each reseller. */
    function newWriters(when: string): Writer[] {
      return resellers.flatMap(({ name, i_customer }) =>
        [1, 2].map(
          (number) => new Writer(`${when} ${name} ${number}`, new Program({ name, password }), i_customer),
        ),
      );
    }
  },
);

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

/** How much of what was met came from one of two machines, the same one for everybody. */
function shareOfFirst(met: readonly string[]): number {
  const [one = ""] = met.toSorted();
  return met.filter((machine) => machine === one).length / met.length;
}
