import type { ChildProcess } from "node:child_process";
import { readFileSync } from "node:fs";
import type { ApiClient } from "../xmlapi/stage/api-client";
import { callOf, int } from "../xmlapi/stage/wire";
import { processorTime, processorTimeOfChildren } from "./processor-time";

/** Measures a list of 100,000 customers: whole, and forward page by page. */
export async function measureLongLists(
  { child }: { readonly child: ChildProcess },
  postmaster: number,
  client: ApiClient,
): Promise<Record<string, Record<string, string | number>>> {
  const pid = child.pid ?? 0;
  const rows: Record<string, Record<string, string | number>> = {};
  for (const time of ["first", "second", "third"]) {
    const watch = watchMemory(pid);
    const [own, database] = [processorTime(pid), processorTimeOfChildren(postmaster)];
    const began = performance.now();
    const text = await client.call(callOf("listCustomers", {}));
    rows[`all, the ${time} time`] = {
      customers: text.split("<name>i_customer</name>").length - 1,
      ms: Math.round(performance.now() - began),
      "processor ms": Math.round(processorTime(pid) - own),
      "database's": Math.round(processorTimeOfChildren(postmaster) - database),
      "most memory, MiB": Math.round(watch()),
    };
  }
  const took: number[] = [];
  let customers = 0;
  const own = processorTime(pid);
  const spent: number[] = [];
  for (let offset = 0; offset < 100_000; offset += 500) {
    const database = processorTimeOfChildren(postmaster);
    const began = performance.now();
    const text = await client.call(callOf("listCustomers", { offset: int(offset), limit: int(500) }));
    took.push(performance.now() - began);
    spent.push(processorTimeOfChildren(postmaster) - database);
    customers += text.split("<name>i_customer</name>").length - 1;
  }
  const sorted = took.toSorted((one, other) => one - other);
  const at = (share: number) => Number((sorted[Math.floor(sorted.length * share)] ?? 0).toFixed(1));
  const mean = (some: readonly number[]) =>
    Number((some.reduce((sum, ms) => sum + ms, 0) / some.length).toFixed(1));
  rows["forward, 500 a page"] = {
    customers,
    "p50 ms": at(0.5),
    "p99 ms": at(0.99),
    "processor ms": Number(((processorTime(pid) - own) / took.length).toFixed(1)),
    "database's": mean(spent),
    "its first 20": mean(spent.slice(0, 20)),
    "its last 20": mean(spent.slice(-20)),
  };
  client.close();
  return rows;
}

/** @returns a function that stops watching and tells the most memory that was in use meanwhile */
function watchMemory(pid: number): () => number {
  let most = residentMib(pid);
  const timer = setInterval(() => {
    most = Math.max(most, residentMib(pid));
  }, 20);
  return () => {
    clearInterval(timer);
    return most;
  };
}

/** The memory of a process at this moment, in MiB. Linux only. */
function residentMib(pid: number): number {
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0) / 1_024;
}
